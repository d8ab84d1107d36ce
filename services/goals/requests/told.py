"""What callers are told about goals and steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from pydantic import BaseModel, Field

from services.goals.domain.goal.lifecycle import GoalStatus, Standing
from services.goals.domain.goal.state import (
    Agreement,
    ContingencyPlan,
    GoalClosing,
    Reopening,
    Review,
    Step,
    Version,
)
from shared.contracts.codes import Party
from shared.contracts.vocabulary import Id, ValueArea


class GoalVersion(BaseModel):
    """The goal's newest version after what was recorded, and its event; `sequence` orders the goal's events."""

    goal_id: Id
    version: int
    sequence: int
    event_id: Id


class AnsweredPlan(GoalVersion):
    """The answer that was recorded: to which version, and whose."""

    party: Party


class StepVersionTold(BaseModel):
    """The step's newest version after what was recorded, and its event; `sequence` orders the goal's events."""

    step_id: Id
    goal_id: Id
    version: int
    sequence: int
    event_id: Id


class PlannedContingency(BaseModel):
    """The contingency plan that was recorded, and its event; `sequence` orders the goal's events."""

    plan_id: Id
    goal_id: Id
    sequence: int
    event_id: Id


class GoalOverview(BaseModel):
    """A goal as it stands now; its history, its steps and plans are read by its id."""

    goal_id: Id
    participant_id: Id
    value_area: ValueArea
    value_id: Id | None
    status: GoalStatus
    sequence: int
    review_on: date
    standing: Mapping[Party, Standing] = Field(description="What each party said to the newest version.")
    current: Version


class GoalWithHistory(BaseModel):
    """A goal with its whole history; of people's own words only the ids of their notes.

    Without `steps` and `plans` for a supporter with whom steps are not shared.
    """

    goal_id: Id
    organization: Id
    participant_id: Id
    value_area: ValueArea
    value_id: Id | None
    status: GoalStatus
    sequence: int
    review_on: date
    standing: Mapping[Party, Standing] = Field(description="What each party said to the newest version.")
    versions: Sequence[Version]
    agreements: Sequence[Agreement]
    reviews: Sequence[Review]
    closings: Sequence[GoalClosing]
    reopenings: Sequence[Reopening]
    steps: Sequence[Step] | None = None
    plans: Sequence[ContingencyPlan] | None = None


class GoalPage(BaseModel):
    """A participant's goals, the oldest first; `next` names the item after which to go on."""

    items: Sequence[GoalOverview]
    next: Id | None = None
