"""What later events of a participant need to know of earlier ones, besides the estimates.

Everything here is a value, and a function of the events folded so far in their order. What one goal's events say is
ordered by their own `sequence` and `version`, whatever their clocks say; of two with the same number the first stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import NamedTuple, TypeAlias, assert_never

from shared.contracts.attention import SILENCE_LIMIT
from shared.contracts.codes import EnrolmentStatus, Party
from shared.contracts.envelope import microseconds
from shared.contracts.events import (
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
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

UNSAID_IMPORTANCE = 5.0
"""0-10. How much a goal weighs when nobody said how important it is: the middle of the ruler."""
_US_PER_DAY = 86_400_000_000

EnrolmentChanged: TypeAlias = ParticipantPaused | ParticipantResumed | ParticipantCompleted | ParticipantLeft
GoalChanged: TypeAlias = GoalSet | GoalRevised | GoalReviewed | GoalClosed | GoalReopened
Answered: TypeAlias = GoalAgreed | GoalDeclined
Noticed: TypeAlias = AttentionTaken | AttentionReleased | AttentionSnoozed
Remembered: TypeAlias = EnrolmentChanged | GoalChanged | Answered | ContactRequested | EntryRetracted | Noticed


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
    weight: float = UNSAID_IMPORTANCE
    """How important the goal is to the participant, as last said."""
    attainment: int | None = None
    """How much of the aim was reached at the last review, -2..2."""
    reviewed: int = 0
    """The sequence of that review."""

    @property
    def waits_for_agreement(self) -> bool:
        """The newest version is a draft: the participant has not said what they think of it."""
        return not self.closed and self.answered < self.version


class SeenTo(NamedTuple):
    """What staff said last of a reason for attention, as it stood since `raised_us`."""

    raised_us: int
    owner: str | None = None
    rests_us: int | None = None


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
    stage: str | None = None
    """Of change, as last said."""
    first_stage: str | None = None
    seen_to: Mapping[str, SeenTo] = {}
    """By reason for attention."""


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
        case AttentionTaken() | AttentionReleased() | AttentionSnoozed():
            return _with_answer(memory, data)
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


def _with_answer(memory: Memory, data: Noticed) -> Memory:
    """What is said of an item that was raised before the newest one spoken of is late, and changes nothing."""
    raised_us = microseconds(data.raised_at)
    said = memory.seen_to.get(data.reason.value, SeenTo(raised_us))
    if raised_us < said.raised_us:
        return memory
    if raised_us > said.raised_us:
        said = SeenTo(raised_us)
    match data:
        case AttentionTaken():
            said = said._replace(owner=data.by)
        case AttentionReleased():
            said = said._replace(owner=None)
        case AttentionSnoozed():
            said = said._replace(rests_us=microseconds(datetime.combine(data.until, time(), UTC)))
        case _:
            assert_never(data)
    return memory._replace(seen_to={**memory.seen_to, data.reason.value: said})


def _with_goal(memory: Memory, goal_id: str, goal: Goal) -> Memory:
    return memory._replace(goals={**memory.goals, goal_id: goal})


def _changed(goal: Goal, data: GoalChanged, us: int) -> Goal:
    if data.sequence > goal.sequence:
        review_on, closed = _review_on(data), isinstance(data, GoalClosed)
        goal = goal._replace(
            sequence=data.sequence, review_on=review_on.isoformat() if review_on else None, closed=closed
        )
    if isinstance(data, GoalSet | GoalRevised) and data.version > goal.version:
        weight = goal.weight if data.importance is None else float(data.importance)
        goal = goal._replace(version=data.version, version_us=us, weight=weight)
    if isinstance(data, GoalReviewed) and data.sequence > goal.reviewed:
        goal = goal._replace(attainment=data.attainment, reviewed=data.sequence)
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
