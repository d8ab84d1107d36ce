"""A participant's enrolments, and how each event makes the next state. History is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.goals.domain.history import BrokenHistory, Transitions, status_after
from shared.contracts.codes import LeavingReason
from shared.contracts.envelope import Event
from shared.contracts.events import (
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)

EnrolmentFact: TypeAlias = (
    ParticipantEnrolled
    | ParticipantMoved
    | ParticipantPaused
    | ParticipantResumed
    | ParticipantCompleted
    | ParticipantLeft
)
"""What can happen in a participant's course."""


class Status(StrEnum):
    """How an enrolment stands."""

    ENROLLED = "enrolled"
    PAUSED = "paused"
    COMPLETED = "completed"
    LEFT = "left"


LIFECYCLE: Transitions[Status] = {
    (None, ParticipantEnrolled): Status.ENROLLED,
    (Status.ENROLLED, ParticipantMoved): Status.ENROLLED,
    (Status.ENROLLED, ParticipantPaused): Status.PAUSED,
    (Status.ENROLLED, ParticipantCompleted): Status.COMPLETED,
    (Status.ENROLLED, ParticipantLeft): Status.LEFT,
    (Status.PAUSED, ParticipantMoved): Status.PAUSED,
    (Status.PAUSED, ParticipantResumed): Status.ENROLLED,
    (Status.PAUSED, ParticipantCompleted): Status.COMPLETED,
    (Status.PAUSED, ParticipantLeft): Status.LEFT,
    (Status.COMPLETED, ParticipantEnrolled): Status.ENROLLED,
    (Status.LEFT, ParticipantEnrolled): Status.ENROLLED,
}
"""Of the newest enrolment."""


class TurnKind(StrEnum):
    """What happened at a turn of the course."""

    JOINED = "joined"
    MOVED = "moved"
    PAUSED = "paused"
    RESUMED = "resumed"
    COMPLETED = "completed"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turn of the course, and what was said with it: the site they joined at or moved to, the day, the reason."""

    kind: TurnKind
    at: datetime
    site: str | None = None
    until: date | None = None
    reason: LeavingReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """A course through the version of a program that was offered when it began; `site`: where it goes on now."""

    enrolment_id: str
    program: str
    program_version: int | None
    status: Status
    site: str
    course: tuple[Turn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolments:
    """All of a participant's enrolments, the oldest first; there is one at least."""

    organization: str
    participant_id: str
    enrolments: tuple[Enrolment, ...]

    @property
    def current(self) -> Enrolment:
        """The newest enrolment."""
        return self.enrolments[-1]

    @property
    def newest_turn(self) -> datetime:
        """When the course last took a turn."""
        return self.current.course[-1].at

    @property
    def turns(self) -> int:
        """How many there were."""
        return sum(len(enrolment.course) for enrolment in self.enrolments)


def evolve(known: Enrolments | None, event: Event[EnrolmentFact]) -> Enrolments:
    """The enrolments after `event`. Raises BrokenHistory when it cannot come next."""
    fact, at = event.data, event.time
    status = status_after(LIFECYCLE, known.current.status if known else None, event)
    match fact:
        case ParticipantEnrolled():
            return _joined(known, fact, event, status)
        case ParticipantMoved():
            return _goes_on(known, event, status, Turn(kind=TurnKind.MOVED, at=at, site=fact.site))
        case ParticipantPaused():
            return _goes_on(known, event, status, Turn(kind=TurnKind.PAUSED, at=at, until=fact.until))
        case ParticipantResumed():
            return _goes_on(known, event, status, Turn(kind=TurnKind.RESUMED, at=at))
        case ParticipantCompleted():
            return _goes_on(known, event, status, Turn(kind=TurnKind.COMPLETED, at=at))
        case ParticipantLeft():
            return _goes_on(known, event, status, Turn(kind=TurnKind.LEFT, at=at, reason=fact.reason))
        case _:
            assert_never(fact)


def _joined(
    known: Enrolments | None, fact: ParticipantEnrolled, event: Event[EnrolmentFact], status: Status
) -> Enrolments:
    enrolment = Enrolment(
        enrolment_id=fact.enrolment_id,
        program=fact.program,
        program_version=fact.program_version,
        status=status,
        site=fact.site,
        course=(Turn(kind=TurnKind.JOINED, at=event.time, site=fact.site),),
    )
    return Enrolments(
        organization=event.organization,
        participant_id=event.participant_id,
        enrolments=(*(known.enrolments if known else ()), enrolment),
    )


def _goes_on(known: Enrolments | None, event: Event[EnrolmentFact], status: Status, turn: Turn) -> Enrolments:
    if known is None or known.current.enrolment_id != event.data.enrolment_id:
        raise BrokenHistory(event.id)
    before = known.current
    after = replace(before, status=status, site=turn.site or before.site, course=(*before.course, turn))
    return replace(known, enrolments=(*known.enrolments[:-1], after))
