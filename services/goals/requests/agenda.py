"""What a participant wants to talk about."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from services.goals.requests.words import Words
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class WishBody(CommandBody):
    """Something for the next conversation."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"words": "How to tell my brother."}]})

    words: Words | None = None


class TalkOverBody(CommandBody):
    """It was talked over."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"occurred_at": "2026-03-09T10:00:00Z"}]})


class Wished(BaseModel):
    """The wish that was recorded or talked over, and its event."""

    wish_id: Id
    event_id: Id
