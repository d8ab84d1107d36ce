"""Notes: what people say in their own words, kept by note id. Nothing else in this service holds such text.

An event, an answer or a log has the note's id only; `GET .../notes` alone gives the words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from shared.contracts.envelope import derived_id
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command
from shared.runtime.listing import in_order
from shared.runtime.store import ASCENDING, Database, Document, DuplicateKeyError, Index, store_errors

NOTES = "notes"
NOTES_OF_A_PARTICIPANT = Index(NOTES, (("subject", ASCENDING), ("kept_at", ASCENDING), ("_id", ASCENDING)))
LONGEST_NOTE = 2_000
"""Characters."""


class About(StrEnum):
    """What somebody's words are about."""

    HYPOTHESIS = "hypothesis"
    LEARNED = "learned"
    CRITERION = "criterion"
    CONTINGENCY_PLAN = "contingency-plan"
    VALUE = "value"
    MOMENT = "moment"
    WISH = "wish"
    SUPPORT = "support"


def note_id_of(command: Command) -> str:
    """The id of the note that came with a command: the same for every retry."""
    return derived_id("note", "goals", command.organization, command.idempotency_key)


class Notes:
    """The text of notes, in MongoDB. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._notes = database[NOTES]
        self._now = now

    async def keep(self, command: Command, participant_id: str, words: str | None, about: About) -> None:
        """Keep what was said with a recorded command; a retry changes nothing.

        Called after the command is recorded and before it is answered: a refused command leaves no text behind, and
        an accepted one has its text, since whoever got no answer sends the command again.
        """
        if words is None:
            return
        note = {
            "_id": note_id_of(command),
            "subject": subject_of(command.organization, participant_id),
            "kept_at": self._now(),
            "about": about.value,
            "text": words,
        }
        try:
            with store_errors():
                await self._notes.insert_one(note)
        except DuplicateKeyError:
            return

    async def page(
        self, organization: str, participant_id: str, at_most: int, after: str | None
    ) -> list[dict[str, Any]] | None:
        """`{note_id, about, words}` of a participant, the oldest first: one more than a page, where there are more.

        None when `after` is not a note of theirs.
        """
        where = {"subject": subject_of(organization, participant_id)}
        found = await in_order(self._notes, where, "kept_at", at_most + 1, after)
        return None if found is None else [_shown(note) for note in found]


def _shown(note: Document) -> dict[str, Any]:
    return {"note_id": note["_id"], "about": note["about"], "words": note["text"]}
