"""Counts of change talk and sustain talk, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field

from services.checkins.requests.examples import example
from shared.contracts.events import TalkCounts
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class TalkCountBody(CommandBody):
    """How often the participant spoke for each side in one session, by kind; at least one count above 0."""

    model_config = example(change={"desire": 3, "reason": 2, "taking_steps": 1}, sustain={"ability": 1})

    change: Annotated[TalkCounts, Field(description="For changing.")] = TalkCounts()
    sustain: Annotated[TalkCounts, Field(description="For staying the same.")] = TalkCounts()


class RecordedTalkCount(BaseModel):
    """The ids of a recorded count, and of its event."""

    session_id: Id
    event_id: Id
