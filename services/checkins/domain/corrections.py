"""Taking back and putting right what was said earlier. It stays in the history, marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.records import Record, RecordKind, Said
from services.checkins.domain.refusals import already_retracted, unknown_record
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import Event
from shared.contracts.events import EntryRetracted
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class Retract:
    """Say that a record no longer counts."""

    asked: Asked
    record_id: str
    reason: RetractionReason


@dataclass(frozen=True, slots=True)
class Correct:
    """Say a record anew. `asked` is that of the new telling, which happened when the old one did unless it says."""

    asked: Asked
    record_id: str
    kind: RecordKind


def _it_counts(record: Record, command: Retract | Correct, _: datetime) -> Problem | None:
    stands = record.counts and record.current.record_id == command.record_id
    return None if stands else already_retracted(command.record_id)


def _not_from_the_future(_: Record, command: Retract | Correct, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


RULES: tuple[Callable[[Record, Retract | Correct, datetime], Problem | None], ...] = (
    _it_counts,
    _not_from_the_future,
)


def decide(record: Record, command: Retract, now: datetime) -> tuple[Event[EntryRetracted], ...] | Problem:
    """What no longer counts, or why not. With a setback goes the recovery from it: the second event."""
    if refusal := may_change(record, command, now):
        return refusal
    first = _retraction(command.asked, record.current.event_id, command.reason, None)
    retracted = command.asked.event(first, record.participant_id, now)
    if record.recovery is None:
        return (retracted,)
    # A key of its own, which no client can send: an event's id comes from its key and type.
    of_recovery = replace(command.asked, idempotency_key=f"{command.asked.idempotency_key} recovery")
    second = _retraction(of_recovery, record.recovery.event_id, command.reason, None)
    return (retracted, of_recovery.event(second, record.participant_id, now))


def may_change(record: Record, command: Retract | Correct, now: datetime) -> Problem | None:
    """Why the record cannot be taken back or put right, or None."""
    if isinstance(command, Correct) and record.kind is not command.kind:
        return unknown_record(command.record_id)
    return next((refusal for rule in RULES if (refusal := rule(record, command, now))), None)


def replaced(record: Record, asked: Asked, told: Event[Said], now: datetime) -> Event[EntryRetracted]:
    """What was said before no longer counts since it was put right by `told`, just now."""
    just_now = replace(asked, occurred_at=None)
    data = _retraction(asked, record.current.event_id, RetractionReason.WRONG_VALUE, told.id)
    return just_now.event(data, record.participant_id, now)


def _retraction(asked: Asked, retracted: str, reason: RetractionReason, replaced_by: str | None) -> EntryRetracted:
    return EntryRetracted(
        retraction_id=asked.new_id("retraction"), retracted=retracted, reason=reason, replaced_by=replaced_by
    )
