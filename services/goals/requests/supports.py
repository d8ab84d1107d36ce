"""Practical help for a barrier."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.goals.requests.words import Words
from shared.contracts.codes import SupportKind
from shared.contracts.vocabulary import Barrier, Id
from shared.runtime.bodies import CommandBody


class ArrangeSupportBody(CommandBody):
    """What stands in the way, and the help that was arranged for it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"barrier": "money", "kind": "resource", "words": "The health centre has free patches."}]
        },
    )

    barrier: Barrier
    kind: SupportKind
    goal_id: Annotated[Id, Field(description="A goal of the same participant.")] | None = None
    words: Words | None = None


class ArrangedSupport(BaseModel):
    """The support that was recorded, and its event."""

    support_id: Id
    event_id: Id
