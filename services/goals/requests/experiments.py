"""What people say about a goal as an experiment: yes or no to its plan, what came of it, how it ended."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import ConfigDict, Field

from services.goals.domain.goal.state import Answer
from services.goals.requests.words import Words
from shared.contracts.codes import Attainment, Closing, Party
from shared.contracts.vocabulary import Id, Ordinal
from shared.runtime.bodies import CommandBody


class AnswerPlanBody(CommandBody):
    """A party's own yes, or "not like this", to a version of the plan."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"version": 1, "answer": "agreed", "party": "participant"},
                {"version": 2, "answer": "declined", "party": "clinician"},
            ]
        },
    )

    version: Annotated[Ordinal, Field(description="The version that the party has read: the newest one.")]
    answer: Answer
    party: (
        Annotated[
            Party,
            Field(description="Whose answer it is. Needed from the organization's own system; others are a party."),
        ]
        | None
    ) = None


class ReviewGoalBody(CommandBody):
    """A look at the experiment: what came of it, what was learned, when to look again."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"attainment": 1, "learned": "Mornings work better.", "next_review_on": "2026-05-10"},
            ]
        },
    )

    attainment: Annotated[
        Attainment, Field(description="-2 much less than hoped, 0 as hoped, 2 much more than hoped.")
    ]
    learned: Annotated[Words, Field(description="What was learned, in their words. Kept as a note.")] | None = None
    next_review_on: Annotated[date, Field(description="The day of the next review.")] | None = None


class CloseGoalBody(CommandBody):
    """How an experiment ended. None of the ways is a failure."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"closing": "sustained"}, {"closing": "set-aside"}]},
    )

    closing: Closing
    replaced_by: (
        Annotated[Id, Field(description="The participant's goal that goes on from here; with the closing replaced.")]
        | None
    ) = None


class ReopenGoalBody(CommandBody):
    """A closed goal is an experiment again."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"review_on": "2026-06-30"}]})

    review_on: Annotated[date, Field(description="The day on which to look at what was learned.")]
