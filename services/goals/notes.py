"""Notes: what people say in their own words, kept by note id. Nothing else in this service holds such text.

An event, an answer or a log has the note's id only.
"""

from __future__ import annotations

from shared.contracts.envelope import derived_id
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command
from shared.runtime.store import Database, DuplicateKeyError, store_errors

NOTES = "notes"
LONGEST_NOTE = 2_000
"""Characters."""


def note_id_of(command: Command) -> str:
    """The id of the note that came with a command: the same for every retry."""
    return derived_id("note", "goals", command.organization, command.idempotency_key)


class Notes:
    """The text of notes, in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._notes = database[NOTES]

    async def keep(self, command: Command, participant_id: str, text: str | None) -> None:
        """Keep what was said with a recorded command; a retry changes nothing. Raises StoreAway.

        Called after the command is recorded and before it is answered: a refused command leaves no text behind, and
        an accepted one has its text, since whoever got no answer sends the command again.
        """
        if text is None:
            return
        subject = subject_of(command.organization, participant_id)
        try:
            with store_errors():
                await self._notes.insert_one({"_id": note_id_of(command), "subject": subject, "text": text})
        except DuplicateKeyError:
            return
