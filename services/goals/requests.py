"""What callers send and get, as OpenAPI shows it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from services.goals.notes import LONGEST_NOTE
from shared.contracts.events import Target
from shared.contracts.vocabulary import (
    Amount,
    Difficulty,
    Id,
    Measure,
    Ordinal,
    Period,
    ProgramId,
    RevisionReason,
    Ruler,
    SiteId,
    ValueArea,
)
from shared.runtime.bodies import CommandBody

Hypothesis = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_NOTE),
    Field(description="In the participant's words: if I walk after dinner, I will sleep better. Kept as a note."),
]
Review = Annotated[date, Field(description="The day on which to look at what was learned.")]


class EnrolBody(CommandBody):
    """A participant joins a program at a site."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"site": "harbour", "program": "walking-12-weeks"}]},
    )

    site: SiteId
    program: ProgramId


class SetGoalBody(CommandBody):
    """An aim that serves a value, as an experiment with a review date."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "value_area": "family",
                    "review_on": "2026-04-12",
                    "target": {"measure": "steps-walked", "at_least": 8000, "per": "day"},
                    "importance": 8,
                    "confidence": 5,
                    "hypothesis": "If I walk after dinner I will sleep better.",
                }
            ]
        },
    )

    value_area: ValueArea
    review_on: Review
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis: Hypothesis | None = None


class ReviseGoalBody(CommandBody):
    """The goal's next version, and why. What is left out stays as it is; rulers are then not answered."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "from_version": 1,
                    "reason": "too-hard",
                    "target": {"measure": "steps-walked", "at_least": 6000, "per": "day"},
                    "confidence": 7,
                }
            ]
        },
    )

    from_version: Annotated[Ordinal, Field(description="The version that the reviser has read.")]
    reason: RevisionReason
    review_on: Review | None = None
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis: Hypothesis | None = None


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
                    "days_per_week": 3,
                    "difficulty": 4,
                }
            ]
        },
    )

    measure: Measure
    at_least: Amount
    per: Period
    starts_on: date
    due_on: Annotated[date, Field(description="The last day; not before starts_on.")]
    days_per_week: Annotated[int, Field(ge=1, le=7)] | None = None
    difficulty: Difficulty | None = None
    builds_on: Annotated[Id, Field(description="A step of the same goal.")] | None = None


class Enrolled(BaseModel):
    """The enrolment that was recorded, and its event."""

    enrolment_id: Id
    event_id: Id


class GoalVersion(BaseModel):
    """The version of the goal that was recorded, and its event; `sequence` orders the goal's events."""

    goal_id: Id
    version: int
    sequence: int
    event_id: Id


class PlannedStep(BaseModel):
    """The step that was recorded, and its event; `sequence` orders the goal's events."""

    step_id: Id
    goal_id: Id
    sequence: int
    event_id: Id
