"""Small steps towards a goal, and what came of attempts at them."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from shared.contracts.codes import TimeZone, Weekday
from shared.contracts.events.fact import EventData, Sequence
from shared.contracts.vocabulary import (
    Amount,
    Barrier,
    Difficulty,
    Id,
    Measure,
    Ordinal,
    Outcome,
    Period,
    RevisionReason,
    Ruler,
)

DaysPerWeek = Annotated[int, Field(ge=1, le=7, strict=True)]
Weekdays = Annotated[tuple[Weekday, ...], Field(min_length=1, max_length=7)]


class StepPlanned(EventData):
    """A small, observable, time-bound action for a goal: at least so much of a measure, from a day to a day.

    Days are days in `time_zone` (the participant's; UTC when absent): on `weekdays`, or on any `days_per_week` days.
    """

    TYPE = "step-planned"
    step_id: Id
    goal_id: Id
    sequence: Sequence
    measure: Measure
    at_least: Amount
    per: Period
    starts_on: date
    due_on: date
    days_per_week: DaysPerWeek | None = None
    difficulty: Difficulty | None = None
    builds_on: Id | None = None
    weekdays: Weekdays | None = None
    time_zone: TimeZone | None = None
    strength_id: Id | None = None
    criterion_note: Id | None = None


class StepRevised(EventData):
    """A step that did not help was changed at once, without blame. It says the whole new plan of the step."""

    TYPE = "step-revised"
    step_id: Id
    goal_id: Id
    sequence: Sequence
    version: Annotated[Ordinal, Field(ge=2)]
    reason: RevisionReason
    measure: Measure
    at_least: Amount
    per: Period
    starts_on: date
    due_on: date
    days_per_week: DaysPerWeek | None = None
    difficulty: Difficulty | None = None
    builds_on: Id | None = None
    weekdays: Weekdays | None = None
    time_zone: TimeZone | None = None
    strength_id: Id | None = None
    criterion_note: Id | None = None


class StepPaused(EventData):
    """A step rests for a while; nothing is expected of it meanwhile."""

    TYPE = "step-paused"
    step_id: Id
    goal_id: Id
    sequence: Sequence


class StepResumed(EventData):
    """A step goes on after a pause."""

    TYPE = "step-resumed"
    step_id: Id
    goal_id: Id
    sequence: Sequence


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
