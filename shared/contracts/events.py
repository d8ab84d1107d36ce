"""What happened, as facts in the past tense: the `data` of every event type.

Each class names its type and major version; `shared.contracts.envelope` wraps it in a CloudEvent and
`shared.contracts.topics` says where it goes. All are frozen and refuse unknown fields when *written*; the
reader in `envelope` ignores fields that a later minor version may have added.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import (
    Amount,
    Barrier,
    Difficulty,
    Id,
    Measure,
    Moment,
    Mood,
    Ordinal,
    Outcome,
    Period,
    ProgramId,
    RevisionReason,
    Ruler,
    RulerKind,
    SetbackKind,
    Setting,
    SiteId,
    Stage,
    ValueArea,
)

Sequence = Ordinal
"""Orders the events of one goal: 1 for goal-set, then one more with each."""


Shown = Annotated[float, Field(ge=0, le=10, allow_inf_nan=False, strict=True)]
"""An estimate or a bound of its band, as a page shows it: 0 to 10."""


class Fact(BaseModel):
    """Base of everything inside an event: frozen, and strict about what we write."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class EventData(Fact):
    """Base of the `data` of an event; a subclass states the type and the major version it speaks."""

    TYPE: ClassVar[str]
    MAJOR: ClassVar[int] = 1


class Target(Fact):
    """What a goal aims at, in a measure that can be counted: at least (and perhaps at most) so much per period."""

    measure: Measure
    at_least: Amount
    at_most: Amount | None = None
    per: Period = Period.DAY


class RulerAnswer(Fact):
    """One answer on a scaling question; `goal_id` when it was rated for one goal."""

    kind: RulerKind
    value: Ruler
    goal_id: Id | None = None


class ParticipantEnrolled(EventData):
    """A participant joined a program at a site; from here on that site may see them."""

    TYPE = "participant-enrolled"
    enrolment_id: Id
    site: SiteId
    program: ProgramId


class GoalSet(EventData):
    """A goal that serves a value, set as an experiment with a review date."""

    TYPE = "goal-set"
    goal_id: Id
    sequence: Sequence
    version: Ordinal
    value_area: ValueArea
    review_on: date
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis_note: Id | None = None


class GoalRevised(EventData):
    """A goal got its next version, for a reason. Earlier versions stay as they were."""

    TYPE = "goal-revised"
    goal_id: Id
    sequence: Sequence
    version: Annotated[Ordinal, Field(ge=2)]
    reason: RevisionReason
    review_on: date
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis_note: Id | None = None


class StepPlanned(EventData):
    """A small, observable, time-bound action for a goal: at least so much of a measure, from a day to a day."""

    TYPE = "step-planned"
    step_id: Id
    goal_id: Id
    sequence: Sequence
    measure: Measure
    at_least: Amount
    per: Period
    starts_on: date
    due_on: date
    days_per_week: Annotated[int, Field(ge=1, le=7, strict=True)] | None = None
    difficulty: Difficulty | None = None
    builds_on: Id | None = None


class StepCompleted(EventData):
    """An attempt at a step that was done, wholly or partly. `difficulty` is the step's, copied from its plan."""

    TYPE = "step-completed"
    attempt_id: Id
    step_id: Id
    goal_id: Id
    outcome: Outcome
    measured: Amount | None = None
    effort: Ruler | None = None
    difficulty: Difficulty | None = None


class StepNotDone(EventData):
    """An attempt at a step that was "not this time". Said, not inferred: silence is unknown."""

    TYPE = "step-not-done"
    attempt_id: Id
    step_id: Id
    goal_id: Id
    measured: Amount | None = None
    barrier: Barrier | None = None
    difficulty: Difficulty | None = None


class Setback(EventData):
    """Information, not failure. `plan_used` says whether a contingency plan was used; absent when not known."""

    TYPE = "setback"
    setback_id: Id
    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: bool | None = None
    goal_id: Id | None = None
    step_id: Id | None = None
    learned_note: Id | None = None


class SetbackRecovered(EventData):
    """The participant came back from a setback. `difficulty` is that of the step it concerned, when there was one."""

    TYPE = "setback-recovered"
    setback_id: Id
    difficulty: Difficulty | None = None


class CheckedIn(EventData):
    """A short contact: rulers, stage of change and mood, each only if it was asked and answered."""

    TYPE = "checked-in"
    checkin_id: Id
    setting: Setting
    rulers: tuple[RulerAnswer, ...] = Field(default=(), max_length=32)
    stage: Stage | None = None
    mood: Mood | None = None


class EstimateChanged(EventData):
    """What an estimate says after the participant's first `events` events, as of the event's `time`.

    value, low, high: 0-10, an 80 % band around the value; all three left out while there is not enough recent
    information. `last_heard` is the time of the newest evidence for this estimate, left out before any.
    """

    events: Ordinal
    value: Shown | None = None
    low: Shown | None = None
    high: Shown | None = None
    last_heard: Moment | None = None


class ReadinessChanged(EstimateChanged):
    """The readiness estimate moved. An estimate to talk about, not a diagnosis."""

    TYPE = "readiness-changed"


class SelfEfficacyChanged(EstimateChanged):
    """The self-efficacy estimate moved. An estimate to talk about, not a diagnosis."""

    TYPE = "self-efficacy-changed"


CareData: TypeAlias = (
    ParticipantEnrolled
    | GoalSet
    | GoalRevised
    | StepPlanned
    | StepCompleted
    | StepNotDone
    | Setback
    | SetbackRecovered
    | CheckedIn
)
"""What happened in care; in the order that ranks events of the same time (`type_rank`)."""

CARE_EVENTS: tuple[type[CareData], ...] = (
    ParticipantEnrolled,
    GoalSet,
    GoalRevised,
    StepPlanned,
    StepCompleted,
    StepNotDone,
    Setback,
    SetbackRecovered,
    CheckedIn,
)
SCORE_EVENTS: tuple[type[EstimateChanged], ...] = (ReadinessChanged, SelfEfficacyChanged)
EVENTS: tuple[type[EventData], ...] = CARE_EVENTS + SCORE_EVENTS

TYPE_RANK: dict[str, int] = {
    # Ranks are part of the score's definition: never renumber one; a new type takes a free number.
    ParticipantEnrolled.TYPE: 10,
    GoalSet.TYPE: 20,
    GoalRevised.TYPE: 30,
    StepPlanned.TYPE: 40,
    StepCompleted.TYPE: 50,
    StepNotDone.TYPE: 60,
    Setback.TYPE: 70,
    SetbackRecovered.TYPE: 80,
    CheckedIn.TYPE: 90,
    ReadinessChanged.TYPE: 900,
    SelfEfficacyChanged.TYPE: 910,
}
"""Which of two events of one participant and one time comes first: the smaller rank, then the smaller event id."""
