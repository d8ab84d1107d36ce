"""What later events of a participant need to know of earlier ones, besides the estimates.

Everything here is a value, and a function of the events folded so far in their order. What one goal's events say is
ordered by their own `sequence` and `version`, whatever their clocks say; of two with the same number the first stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeAlias, assert_never

from shared.contracts.attention import SILENCE_LIMIT
from shared.contracts.codes import EnrolmentStatus, Party
from shared.contracts.events import (
    ContactRequested,
    EntryRetracted,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)

_US_PER_DAY = 86_400_000_000

EnrolmentChanged: TypeAlias = ParticipantPaused | ParticipantResumed | ParticipantCompleted | ParticipantLeft
GoalChanged: TypeAlias = GoalSet | GoalRevised | GoalReviewed | GoalClosed | GoalReopened
Answered: TypeAlias = GoalAgreed | GoalDeclined
Remembered: TypeAlias = EnrolmentChanged | GoalChanged | Answered | ContactRequested | EntryRetracted


class Enrolment(NamedTuple):
    """The newest enrolment."""

    enrolment_id: str
    status: EnrolmentStatus
    silent_after_days: int
    here_us: int
    """When they joined, or came back from their last break: nobody has been silent for longer."""


class Goal(NamedTuple):
    """What a goal waits for."""

    sequence: int = 0
    """Of the newest event that says when the goal is looked at next."""
    review_on: str | None = None
    closed: bool = False
    version: int = 0
    version_us: int = 0
    """When the newest version was set."""
    answered: int = 0
    """The newest version that the participant said yes or "not like this" to."""

    @property
    def waits_for_agreement(self) -> bool:
        """The newest version is a draft: the participant has not said what they think of it."""
        return not self.closed and self.answered < self.version


class Memory(NamedTuple):
    """See the module."""

    done_before: bool = False
    setback_since_done: bool = False
    affirmations: tuple[tuple[int, float], ...] = ()
    """(time in microseconds, input given) of the last AFFIRMATION_WINDOW_DAYS."""
    enrolment: Enrolment | None = None
    goals: Mapping[str, Goal] = {}
    asked_us: int | None = None
    """When the participant first asked for contact since the last session."""
    retracted: frozenset[str] = frozenset()
    """The ids of events that do not count, whether they were seen or not."""
    left_out: int = 0
    """How many events were seen and not counted."""


def remembered(memory: Memory, data: Remembered, us: int) -> Memory:
    """The memory after one more event, at `us`, that nothing but later events (or time) brings to bear."""
    match data:
        case ParticipantPaused() | ParticipantResumed() | ParticipantCompleted() | ParticipantLeft():
            return _with_status(memory, data, us)
        case GoalSet() | GoalRevised() | GoalReviewed() | GoalClosed() | GoalReopened():
            return _with_goal(memory, data.goal_id, _changed(memory.goals.get(data.goal_id, Goal()), data, us))
        case GoalAgreed() | GoalDeclined():
            return _with_goal(memory, data.goal_id, _answered(memory.goals.get(data.goal_id, Goal()), data))
        case ContactRequested():
            return memory._replace(asked_us=us) if memory.asked_us is None else memory
        case EntryRetracted():
            return memory._replace(retracted=memory.retracted | {data.retracted})
        case _:
            assert_never(data)


def with_enrolment(memory: Memory, data: ParticipantEnrolled, us: int) -> Memory:
    """Joined, perhaps again."""
    days = data.silent_after_days or SILENCE_LIMIT.days
    return memory._replace(enrolment=Enrolment(data.enrolment_id, EnrolmentStatus.ENROLLED, days, us))


def is_of_newest_enrolment(memory: Memory, data: EnrolmentChanged | ParticipantMoved) -> bool:
    """What is said of an earlier enrolment, or of one that nobody heard of, changes nothing any more."""
    return memory.enrolment is not None and memory.enrolment.enrolment_id == data.enrolment_id


def _with_status(memory: Memory, data: EnrolmentChanged, us: int) -> Memory:
    enrolment = memory.enrolment
    if enrolment is None or not is_of_newest_enrolment(memory, data):
        return memory
    match data:
        case ParticipantPaused():
            return memory._replace(enrolment=enrolment._replace(status=EnrolmentStatus.PAUSED))
        case ParticipantResumed():
            return memory._replace(enrolment=enrolment._replace(status=EnrolmentStatus.ENROLLED, here_us=us))
        case ParticipantCompleted():
            return memory._replace(enrolment=enrolment._replace(status=EnrolmentStatus.COMPLETED))
        case ParticipantLeft():
            return memory._replace(enrolment=enrolment._replace(status=EnrolmentStatus.LEFT))
        case _:
            assert_never(data)


def _with_goal(memory: Memory, goal_id: str, goal: Goal) -> Memory:
    return memory._replace(goals={**memory.goals, goal_id: goal})


def _changed(goal: Goal, data: GoalChanged, us: int) -> Goal:
    if data.sequence > goal.sequence:
        review_on, closed = _review_on(data), isinstance(data, GoalClosed)
        goal = goal._replace(
            sequence=data.sequence, review_on=review_on.isoformat() if review_on else None, closed=closed
        )
    if isinstance(data, GoalSet | GoalRevised) and data.version > goal.version:
        goal = goal._replace(version=data.version, version_us=us)
    return goal


def _review_on(data: GoalChanged) -> date | None:
    match data:
        case GoalSet() | GoalRevised() | GoalReopened():
            return data.review_on
        case GoalReviewed():
            return data.next_review_on
        case GoalClosed():
            return None
        case _:
            assert_never(data)


def _answered(goal: Goal, data: Answered) -> Goal:
    """The plan is joint, but it waits for the participant only."""
    newer = data.party is Party.PARTICIPANT and data.version > goal.answered
    return goal._replace(answered=data.version) if newer else goal
