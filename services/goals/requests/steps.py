"""Planning steps, and changing what does not help."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from services.goals.domain.goal.state import MAY_BE_LEFT_OUT
from services.goals.requests.words import Words
from shared.contracts.codes import TimeZone
from shared.contracts.events.steps import DaysPerWeek, Weekdays
from shared.contracts.vocabulary import Amount, Difficulty, Id, Measure, Ordinal, Period, RevisionReason
from shared.runtime.bodies import CommandBody

StartsOn = Annotated[date, Field(description="The first day; not before the goal was set.")]
DueOn = Annotated[date, Field(description="The last day; not before starts_on, not after the goal's review.")]
OnWeekdays = Annotated[Weekdays, Field(description="On these days; not together with days_per_week.")]
Zone = Annotated[TimeZone, Field(description="The participant's IANA time zone, where its days are days; else UTC.")]
BuildsOn = Annotated[Id, Field(description="A step of the same goal.")]
LeansOn = Annotated[Id, Field(description="The participant's strength that the step leans on.")]
Criterion = Annotated[Words, Field(description="How they will know that it is done, in their words. Kept as a note.")]


class PlanStepBody(CommandBody):
    """A small, observable, time-bound action towards a goal."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "measure": "minutes-walked",
                    "at_least": 10,
                    "per": "day",
                    "starts_on": "2026-03-02",
                    "due_on": "2026-03-08",
                    "weekdays": ["monday", "wednesday", "friday"],
                    "time_zone": "Europe/Vienna",
                    "difficulty": 4,
                    "criterion": "Once around the pond.",
                }
            ]
        },
    )

    measure: Measure
    at_least: Amount
    per: Period
    starts_on: StartsOn
    due_on: DueOn
    days_per_week: DaysPerWeek | None = None
    weekdays: OnWeekdays | None = None
    time_zone: Zone | None = None
    difficulty: Difficulty | None = None
    builds_on: BuildsOn | None = None
    strength_id: LeansOn | None = None
    criterion: Criterion | None = None


class ReviseStepBody(CommandBody):
    """The step's next version, and why. What is left out stays as it is; null takes away what a step can do without.

    Days of the week replace so many days a week, and the other way.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"from_version": 1, "reason": "too-hard", "at_least": 5, "difficulty": 3, "builds_on": None}]
        },
    )

    from_version: Annotated[Ordinal, Field(description="The step's version that the reviser has read.")]
    reason: RevisionReason
    measure: Measure | None = None
    at_least: Amount | None = None
    per: Period | None = None
    starts_on: StartsOn | None = None
    due_on: DueOn | None = None
    days_per_week: DaysPerWeek | None = None
    weekdays: OnWeekdays | None = None
    time_zone: Zone | None = None
    difficulty: Difficulty | None = None
    builds_on: BuildsOn | None = None
    strength_id: LeansOn | None = None
    criterion: Criterion | None = None

    @property
    def without(self) -> frozenset[str]:
        """What was said to be taken away."""
        nulls = {name for name in self.model_fields_set if getattr(self, name) is None}
        return frozenset({"criterion_note" if name == "criterion" else name for name in nulls} & MAY_BE_LEFT_OUT)


class PauseStepBody(CommandBody):
    """A step rests for a while; nothing is expected of it meanwhile."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}]})


class ResumeStepBody(CommandBody):
    """A step goes on after a pause."""

    model_config = ConfigDict(json_schema_extra={"examples": [{}]})
