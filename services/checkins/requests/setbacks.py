"""Setbacks and recoveries, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.vocabulary import Barrier, Id, SetbackKind
from shared.runtime.bodies import CommandBody


class SetbackBody(CommandBody):
    """A setback, with what was learned. About a step, a goal, or neither."""

    model_config = example(
        kind="life-got-in-the-way", barrier="time", plan_used=True, learned="Mornings work better."
    )

    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: Annotated[
        bool | None, Field(description="Whether a contingency plan was used; left out: not known.")
    ] = None
    plan_id: Annotated[Id | None, Field(description="The contingency plan that was used.")] = None
    step_id: Id | None = None
    goal_id: Annotated[Id | None, Field(description="Not with step_id, which says its goal.")] = None
    learned: Words | None = None


class RecoveryBody(CommandBody):
    """The participant came back from the setback."""

    model_config = example(occurred_at="2026-03-04T08:00:00Z")


class RecordedSetback(BaseModel):
    """The ids of a recorded setback or recovery, and of its event."""

    setback_id: Id
    event_id: Id
