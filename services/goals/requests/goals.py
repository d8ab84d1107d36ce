"""Setting and revising goals, and planning for what may stand in the way."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from services.goals.requests.words import Words
from shared.contracts.events import Target
from shared.contracts.vocabulary import Barrier, Id, Ordinal, RevisionReason, Ruler, ValueArea
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
                {"value_id": "value-1", "review_on": "2026-04-12"},
                {
                    "value_area": "family",
                    "review_on": "2026-04-12",
                    "target": {"measure": "steps-walked", "at_least": 8000, "per": "day"},
                    "importance": 8,
                    "confidence": 5,
                    "hypothesis": "If I walk after dinner I will sleep better.",
                },
            ]
        },
    )

    value_id: Annotated[Id, Field(description="The participant's value that the goal serves.")] | None = None
    value_area: Annotated[
        ValueArea | None,
        Field(
            validate_default=True,
            description="Needed without a value_id; with one it is the value's, and may be left out.",
        ),
    ] = None
    review_on: Review
    target: Target | None = None
    importance: Ruler | None = None
    confidence: Ruler | None = None
    hypothesis: Hypothesis | None = None

    @field_validator("value_area")
    @classmethod
    def _serves_something(cls, area: ValueArea | None, info: ValidationInfo) -> ValueArea | None:
        if area is None and info.data.get("value_id", "not a good one") is None:
            raise PydanticCustomError("missing", "is missing, and so is a value_id that would say it")
        return area


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


class ContingencyPlanBody(CommandBody):
    """An if-then for a foreseen barrier: made before it is needed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"barrier": "time", "if_this": "it gets late at work", "then_that": "I walk at noon"}]
        },
    )

    barrier: Barrier
    if_this: Annotated[Words, Field(description="What may happen, in the participant's words. Kept as a note.")]
    then_that: Annotated[Words, Field(description="What they do then, in their words. Kept in the same note.")]
    step_id: Annotated[Id, Field(description="The step that it is for, if it is for one.")] | None = None

    @property
    def words(self) -> str:
        """Both in one note: the if in its first line, the then in all that follows."""
        return f"{' '.join(self.if_this.splitlines())}\n{self.then_that}"
