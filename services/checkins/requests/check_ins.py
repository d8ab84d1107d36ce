"""Check-ins, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.requests.examples import example
from shared.contracts.events import RulerAnswer
from shared.contracts.vocabulary import Id, Mood, Setting, Stage
from shared.runtime.bodies import CommandBody

MOST_RULERS = 32
"""As many as a checked-in event holds."""


class CheckInBody(CommandBody):
    """At least one of rulers, stage and mood; each only if it was asked and answered."""

    model_config = example(setting="check-in", rulers=[{"kind": "confidence", "value": 6}], mood="rested")

    setting: Setting
    rulers: Annotated[tuple[RulerAnswer, ...], Field(max_length=MOST_RULERS)] = ()
    stage: Stage | None = None
    mood: Mood | None = None


class RecordedCheckIn(BaseModel):
    """The ids of a recorded check-in, and of its event."""

    checkin_id: Id
    event_id: Id
