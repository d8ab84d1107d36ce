"""A recovery from a setback is strength."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.records import Record, RecordKind
from services.checkins.domain.refusals import already_recovered, already_retracted, invalid, unknown_setback
from shared.contracts.envelope import Event
from shared.contracts.events import SetbackRecovered
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class RecordRecovery:
    """Record that the participant came back from a setback."""

    asked: Asked
    setback_id: str


def _it_counts(setback: Record, command: RecordRecovery, _: datetime) -> Problem | None:
    stands = setback.counts and setback.current.record_id == command.setback_id
    return None if stands else already_retracted(command.setback_id)


def _one_recovery_for_a_setback(setback: Record, command: RecordRecovery, __: datetime) -> Problem | None:
    return already_recovered(command.setback_id) if setback.recovery else None


def _no_recovery_from_the_future(_: Record, command: RecordRecovery, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _not_before_the_setback(setback: Record, command: RecordRecovery, now: datetime) -> Problem | None:
    if command.asked.happened_at(now) < setback.current.happened_at:
        return invalid("occurred_at", "is before the setback")
    return None


RULES: tuple[Callable[[Record, RecordRecovery, datetime], Problem | None], ...] = (
    _it_counts,
    _one_recovery_for_a_setback,
    _no_recovery_from_the_future,
    _not_before_the_setback,
)


def decide(record: Record, command: RecordRecovery, now: datetime) -> Event[SetbackRecovered] | Problem:
    """What happened, or why it cannot be recorded."""
    if record.kind is not RecordKind.SETBACK:
        return unknown_setback(command.setback_id)
    for rule in RULES:
        if refusal := rule(record, command, now):
            return refusal
    data = SetbackRecovered(setback_id=command.setback_id, difficulty=record.difficulty)
    return command.asked.event(data, record.participant_id, now)
