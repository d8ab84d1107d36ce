"""Setting and revising goals."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.goals.requests.words import Words
from shared.contracts.events import Target
from shared.contracts.vocabulary import Id, Ordinal, RevisionReason, Ruler, ValueArea
from shared.runtime.bodies import CommandBody

Hypothesis = Annotated[
    Words,
    Field(description="In the participant's words: if I walk after dinner, I will sleep better. Kept as a note."),
]
Review = Annotated[date, Field(description="The day on which to look at what was learned.")]


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


class GoalVersion(BaseModel):
    """The version of the goal that was recorded, and its event; `sequence` orders the goal's events."""

    goal_id: Id
    version: int
    sequence: int
    event_id: Id
