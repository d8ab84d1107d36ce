"""Planning steps."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from shared.contracts.vocabulary import Amount, Difficulty, Id, Measure, Period
from shared.runtime.bodies import CommandBody


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


class PlannedStep(BaseModel):
    """The step that was recorded, and its event; `sequence` orders the goal's events."""

    step_id: Id
    goal_id: Id
    version: int
    sequence: int
    event_id: Id
