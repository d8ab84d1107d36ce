"""What a participant does well."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from services.goals.requests.words import Words
from shared.contracts.codes import StrengthKind
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody


class NameStrengthBody(CommandBody):
    """A strength, and the moment that showed it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"kind": "perseverance", "moment": "I went back to evening school, three times a week."}]
        },
    )

    kind: StrengthKind
    moment: Words | None = None


class NamedStrength(BaseModel):
    """The strength that was recorded, and its event."""

    strength_id: Id
    event_id: Id
