"""What a goal is: its versions and the answers to them, reviews, closings, steps and plans. Only ever added to.

`sequence` says which of the goal's events each part came with; `at` (or `since`) when that happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from services.goals.domain.goal.lifecycle import GoalStatus, Standing, StepStatus
from shared.contracts.codes import Closing, Party, Weekday
from shared.contracts.events import Target
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea


class Answer(StrEnum):
    """What a party says to a version of the plan."""

    AGREED = "agreed"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class Version:
    """What the goal says from `since` on, and the reason why it does; the first version needs none.

    Review date, target and hypothesis hold until a later version changes them. Importance and confidence are answers
    on a ruler, 0-10, given with this version: None when nobody asked, never carried over.
    """

    number: int
    since: datetime
    reason: RevisionReason | None
    review_on: date
    target: Target | None
    importance: int | None
    confidence: int | None
    hypothesis_note: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """A party's answer to a version; its newest answer holds."""

    sequence: int
    at: datetime
    version: int
    party: Party
    answer: Answer


@dataclass(frozen=True, slots=True)
class Review:
    """A look at the experiment: how much of the aim was reached (-2 to 2), what was learned, when to look again."""

    sequence: int
    at: datetime
    version: int
    attainment: int
    next_review_on: date | None
    learned_note: str | None


@dataclass(frozen=True, slots=True)
class GoalClosing:
    """How the experiment ended; `replaced_by` is the goal that goes on from there."""

    sequence: int
    at: datetime
    version: int
    closing: Closing
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Reopening:
    """A closed goal became an experiment again."""

    sequence: int
    at: datetime
    version: int
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPlan:
    """A small action: at least so much of a measure per period, from a day to a day; difficulty 0-10.

    Days are days in `time_zone`, UTC when it is None: on `weekdays`, or on any `days_per_week` days.
    """

    measure: str
    at_least: float
    per: Period
    starts_on: date
    due_on: date
    days_per_week: int | None = None
    weekdays: tuple[Weekday, ...] | None = None
    time_zone: str | None = None
    difficulty: float | None = None
    builds_on: str | None = None
    strength_id: str | None = None
    criterion_note: str | None = None


PLANNED = frozenset(field.name for field in fields(StepPlan))
"""What a plan says, by the names that its events have for it."""
MAY_BE_LEFT_OUT = frozenset(field.name for field in fields(StepPlan) if field.default is not MISSING)
"""What a plan need not say."""


@dataclass(frozen=True, slots=True)
class StepVersion:
    """What a step says from `since` on, and the reason why it does; the first version needs none."""

    number: int
    sequence: int
    since: datetime
    reason: RevisionReason | None
    plan: StepPlan


@dataclass(frozen=True, slots=True)
class Step:
    """A step with all its versions."""

    step_id: str
    status: StepStatus
    versions: tuple[StepVersion, ...]

    @property
    def current(self) -> StepVersion:
        """The newest version."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True)
class ContingencyPlan:
    """An if-then for a foreseen barrier, for the goal or for one of its steps; its words are in a note."""

    plan_id: str
    sequence: int
    at: datetime
    barrier: Barrier
    step_id: str | None
    words_note: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """An aim that serves a value, as an experiment.

    `sequence` is the number of its newest event; `review_on` the newest review date, whichever event named it;
    `standing` what each party said to the newest version.
    """

    goal_id: str
    organization: str
    participant_id: str
    value_area: ValueArea
    value_id: str | None
    sequence: int
    status: GoalStatus
    review_on: date
    standing: Mapping[Party, Standing]
    versions: tuple[Version, ...]
    agreements: tuple[Agreement, ...] = ()
    reviews: tuple[Review, ...] = ()
    closings: tuple[GoalClosing, ...] = ()
    reopenings: tuple[Reopening, ...] = ()
    steps: tuple[Step, ...] = ()
    plans: tuple[ContingencyPlan, ...] = ()

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    @property
    def set_at(self) -> datetime:
        """When the goal was set."""
        return self.versions[0].since

    @property
    def steps_by_id(self) -> Mapping[str, Step]:
        """The steps that were planned for this goal."""
        return {step.step_id: step for step in self.steps}
