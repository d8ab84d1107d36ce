"""What commands say and what they are answered, as JSON and in OpenAPI."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from services.checkins.domain.attempt import AttemptOutcome
from services.checkins.notes import LONGEST_NOTE
from shared.contracts.events import RulerAnswer
from shared.contracts.vocabulary import Amount, Barrier, Id, Mood, Ruler, SetbackKind, Setting, Stage
from shared.runtime.bodies import CommandBody

MOST_RULERS = 32
"""As many as a checked-in event holds."""


def _example(**said: JsonValue) -> ConfigDict:
    return ConfigDict(json_schema_extra={"examples": [said]})


class AttemptBody(CommandBody):
    """What came of an attempt at a step."""

    model_config = _example(outcome="done", measured=5200, effort=4, occurred_at="2026-03-02T19:30:00+01:00")

    outcome: AttemptOutcome
    measured: Annotated[Amount | None, Field(description="How much of the step's measure.")] = None
    effort: Annotated[Ruler | None, Field(description='0-10; not with "not-this-time".')] = None
    barrier: Annotated[Barrier | None, Field(description='What stood in the way; only with "not-this-time".')] = None


class SetbackBody(CommandBody):
    """A setback, with what was learned. About a step, a goal, or neither."""

    model_config = _example(
        kind="life-got-in-the-way", barrier="time", plan_used=True, learned="Mornings work better."
    )

    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: Annotated[
        bool | None, Field(description="Whether a contingency plan was used; left out: not known.")
    ] = None
    step_id: Id | None = None
    goal_id: Annotated[Id | None, Field(description="Not with step_id, which says its goal.")] = None
    learned: Annotated[
        str | None,
        Field(min_length=1, max_length=LONGEST_NOTE, description="In the participant's words; kept as a note."),
    ] = None


class RecoveryBody(CommandBody):
    """The participant came back from the setback."""

    model_config = _example(occurred_at="2026-03-04T08:00:00Z")


class CheckInBody(CommandBody):
    """At least one of rulers, stage and mood; each only if it was asked and answered."""

    model_config = _example(setting="check-in", rulers=[{"kind": "confidence", "value": 6}], mood="rested")

    setting: Setting
    rulers: Annotated[tuple[RulerAnswer, ...], Field(max_length=MOST_RULERS)] = ()
    stage: Stage | None = None
    mood: Mood | None = None


class RecordedAttempt(BaseModel):
    """The ids of a recorded attempt, and of its event."""

    attempt_id: Id
    step_id: Id
    goal_id: Id
    event_id: Id


class RecordedSetback(BaseModel):
    """The ids of a recorded setback or recovery, and of its event."""

    setback_id: Id
    event_id: Id


class RecordedCheckIn(BaseModel):
    """The ids of a recorded check-in, and of its event."""

    checkin_id: Id
    event_id: Id
