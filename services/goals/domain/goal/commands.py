"""What people may ask of a goal. A command has the fields of its body; of words only the id of their note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from services.goals.domain.asked import Asked
from services.goals.domain.goal.state import Answer, StepPlan
from shared.contracts.codes import Closing, Party, Weekday
from shared.contracts.events import (
    ContingencyPlanned,
    EventData,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
    Target,
)
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGoal(Asked):
    """Begin an experiment that serves a value: one that the participant named, or an area of life."""

    goal_id: str
    participant_id: str
    review_on: date
    value_id: str | None = None
    value_area: ValueArea | None = None
    target: Target | None = None
    importance: int | None = None
    confidence: int | None = None
    hypothesis_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseGoal(Asked):
    """Give the goal its next version. What is None stays as it is; rulers are then not answered."""

    goal_id: str
    from_version: int
    reason: RevisionReason
    review_on: date | None = None
    target: Target | None = None
    importance: int | None = None
    confidence: int | None = None
    hypothesis_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan(Asked):
    """Say yes, or "not like this", to a version of the plan, as one of its parties."""

    goal_id: str
    version: int
    answer: Answer
    party: Party


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGoal(Asked):
    """Look at the experiment together."""

    goal_id: str
    attainment: int
    next_review_on: date | None = None
    learned_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseGoal(Asked):
    """End the experiment."""

    goal_id: str
    closing: Closing
    replaced_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenGoal(Asked):
    """Make a closed goal an experiment again."""

    goal_id: str
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(Asked):
    """Plan a small action towards the goal."""

    step_id: str
    goal_id: str
    plan: StepPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseStep(Asked):
    """Change a step that does not help. What is None stays as it is; what `without` names is taken away."""

    step_id: str
    goal_id: str
    from_version: int
    reason: RevisionReason
    without: frozenset[str] = frozenset()
    measure: str | None = None
    at_least: float | None = None
    per: Period | None = None
    starts_on: date | None = None
    due_on: date | None = None
    days_per_week: int | None = None
    weekdays: tuple[Weekday, ...] | None = None
    time_zone: str | None = None
    difficulty: float | None = None
    builds_on: str | None = None
    strength_id: str | None = None
    criterion_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseStep(Asked):
    """Let a step rest."""

    step_id: str
    goal_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeStep(Asked):
    """Go on with a step that rests."""

    step_id: str
    goal_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanForBarrier(Asked):
    """Plan an if-then for a foreseen barrier, for the goal or for one of its steps."""

    plan_id: str
    goal_id: str
    barrier: Barrier
    step_id: str | None = None
    words_note: str | None = None


StepChange: TypeAlias = ReviseStep | PauseStep | ResumeStep
GoalChange: TypeAlias = (
    ReviseGoal | AnswerPlan | ReviewGoal | CloseGoal | ReopenGoal | PlanStep | StepChange | PlanForBarrier
)


_BECOMES: Mapping[type[Asked], type[EventData]] = {
    ReviseGoal: GoalRevised,
    ReviewGoal: GoalReviewed,
    CloseGoal: GoalClosed,
    ReopenGoal: GoalReopened,
    PlanStep: StepPlanned,
    ReviseStep: StepRevised,
    PauseStep: StepPaused,
    ResumeStep: StepResumed,
    PlanForBarrier: ContingencyPlanned,
}


def leads_to(command: GoalChange) -> type[EventData]:
    """The kind of fact that the command becomes when nothing speaks against it."""
    if isinstance(command, AnswerPlan):
        return GoalAgreed if command.answer is Answer.AGREED else GoalDeclined
    return _BECOMES[type(command)]
