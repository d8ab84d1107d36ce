"""What matters to a participant."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.goals.requests.words import Words
from shared.contracts.vocabulary import Id, Ordinal, Ruler, ValueArea
from shared.runtime.bodies import CommandBody


class ClarifyValueBody(CommandBody):
    """Something that matters, and how much."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"value_area": "family", "importance": 9, "words": "Being there for my kids."}]
        },
    )

    value_area: ValueArea
    importance: Ruler
    words: Words | None = None


class RevisitValueBody(CommandBody):
    """The value's next version. What is left out stays as it is."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"from_version": 1, "importance": 10}]})

    from_version: Annotated[Ordinal, Field(description="The version that was read.")]
    value_area: ValueArea | None = None
    importance: Ruler | None = None
    words: Words | None = None


class ValueVersionAnswer(BaseModel):
    """The version of the value that was recorded, and its event."""

    value_id: Id
    version: int
    event_id: Id
