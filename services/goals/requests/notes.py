"""People's own words, as those who may read them get them."""

from __future__ import annotations

from pydantic import BaseModel

from services.goals.notes import About
from shared.contracts.vocabulary import Id


class Note(BaseModel):
    """What somebody said, and what about; everything else names it by `note_id`."""

    note_id: Id
    about: About
    words: str
