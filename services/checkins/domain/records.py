"""What was said, as this service keeps it: one record for everything that somebody told, and what became of it.

A record never changes what it says. It may be retracted, and then no longer counts; a correction retracts it and goes
on with a new telling, under an id of its own, in the same record: so one write does both.

stateDiagram-v2
    [*] --> standing : tell
    standing --> standing : correct
    standing --> retracted : retract

A setback may be recovered from once, and stays so when it is corrected.

stateDiagram-v2
    [*] --> open : tell
    open --> open : correct
    open --> recovered : recover
    open --> retracted : retract
    recovered --> recovered : correct
    recovered --> retracted : retract
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, cast, get_args

from shared.contracts import events
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import Event

Said: TypeAlias = (
    events.StepCompleted
    | events.StepNotDone
    | events.Setback
    | events.CheckedIn
    | events.CheckInsAgreed
    | events.BalanceWeighed
    | events.TalkCounted
    | events.Affirmed
    | events.ClinicianConfidenceRated
    | events.ContactRequested
    | events.ScoreQuestioned
    | events.OutreachMade
)
SAID_BY_TYPE: Mapping[str, type[Said]] = {said.TYPE: said for said in get_args(Said)}


class RecordKind(StrEnum):
    """What kind of thing was said."""

    ATTEMPT = "attempt"
    SETBACK = "setback"
    CHECK_IN = "check-in"
    CHECK_IN_AGREEMENT = "check-in-agreement"
    BALANCE = "balance"
    TALK_COUNT = "talk-count"
    AFFIRMATION = "affirmation"
    CLINICIAN_CONFIDENCE = "clinician-confidence"
    CONTACT_REQUEST = "contact-request"
    SCORE_ANSWER = "score-answer"
    OUTREACH = "outreach"


class Status(StrEnum):
    """The states of the diagrams: `standing` is a record without a recovery to come, `open` a setback with one."""

    STANDING = "standing"
    OPEN = "open"
    RECOVERED = "recovered"
    RETRACTED = "retracted"


KINDS: Mapping[type[Said], tuple[RecordKind, str]] = {
    events.StepCompleted: (RecordKind.ATTEMPT, "attempt_id"),
    events.StepNotDone: (RecordKind.ATTEMPT, "attempt_id"),
    events.Setback: (RecordKind.SETBACK, "setback_id"),
    events.CheckedIn: (RecordKind.CHECK_IN, "checkin_id"),
    events.CheckInsAgreed: (RecordKind.CHECK_IN_AGREEMENT, "agreement_id"),
    events.BalanceWeighed: (RecordKind.BALANCE, "balance_id"),
    events.TalkCounted: (RecordKind.TALK_COUNT, "session_id"),
    events.Affirmed: (RecordKind.AFFIRMATION, "affirmation_id"),
    events.ClinicianConfidenceRated: (RecordKind.CLINICIAN_CONFIDENCE, "rating_id"),
    events.ContactRequested: (RecordKind.CONTACT_REQUEST, "request_id"),
    events.ScoreQuestioned: (RecordKind.SCORE_ANSWER, "answer_id"),
    events.OutreachMade: (RecordKind.OUTREACH, "outreach_id"),
}
"""The kind of a record by what it says, and the name of its id there."""


@dataclass(frozen=True, slots=True)
class Retraction:
    """Why a telling no longer counts, since when, and the record that says it right, if one does."""

    retraction_id: str
    event_id: str
    reason: RetractionReason
    at: datetime
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """Something that was said once: the event that carried it, and whether it was taken back."""

    event_id: str
    happened_at: datetime
    said: Said
    retraction: Retraction | None = None

    @property
    def record_id(self) -> str:
        """The id that was answered."""
        return cast("str", getattr(self.said, KINDS[type(self.said)][1]))


@dataclass(frozen=True, slots=True)
class Recovery:
    """The participant came back from a setback."""

    event_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """What was said, newest telling first in `current`, those that were corrected in `earlier`, the oldest first.

    `difficulty`, 0-10: of the step that a setback is about.
    """

    organization: str
    participant_id: str
    current: Telling
    earlier: tuple[Telling, ...] = ()
    difficulty: float | None = None
    recovery: Recovery | None = None

    @property
    def kind(self) -> RecordKind:
        """The same for all tellings."""
        return KINDS[type(self.current.said)][0]

    @property
    def status(self) -> Status:
        """Where it stands in its diagram."""
        if self.current.retraction:
            return Status.RETRACTED
        if self.kind is not RecordKind.SETBACK:
            return Status.STANDING
        return Status.RECOVERED if self.recovery else Status.OPEN

    @property
    def counts(self) -> bool:
        """What was said was not taken back."""
        return self.current.retraction is None


def tell(told: Event[Said], difficulty: float | None = None) -> Record:
    """A new record."""
    return Record(told.organization, told.participant_id, _telling(told), difficulty=difficulty)


def recover(record: Record, recovered: Event[events.SetbackRecovered]) -> Record:
    """The setback after its recovery."""
    return replace(record, recovery=Recovery(recovered.id, recovered.time))


def retract(record: Record, retracted: Event[events.EntryRetracted]) -> Record:
    """The record once it no longer counts."""
    return replace(record, current=_retracted(record.current, retracted, None))


def correct(
    record: Record, told: Event[Said], retracted: Event[events.EntryRetracted], difficulty: float | None
) -> Record:
    """The record with its new telling; the one before no longer counts."""
    current = _telling(told)
    before = _retracted(record.current, retracted, current.record_id)
    return replace(record, current=current, earlier=(*record.earlier, before), difficulty=difficulty)


def _telling(told: Event[Said]) -> Telling:
    return Telling(told.id, told.time, told.data)


def _retracted(telling: Telling, by: Event[events.EntryRetracted], replaced_by: str | None) -> Telling:
    retraction = Retraction(by.data.retraction_id, by.id, by.data.reason, by.time, replaced_by)
    return replace(telling, retraction=retraction)
