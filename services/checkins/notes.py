"""What participants learned, in their own words: kept by note id, and nowhere else in this service.

An event, a log, a problem and an answer carry the id at most.
"""

from __future__ import annotations

from services.checkins.store import NOTES
from shared.contracts.envelope import derived_id
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command
from shared.runtime.store import Database, DuplicateKeyError, store_errors

LONGEST_NOTE = 2_000
"""Characters."""


def note_id_of(command: Command) -> str:
    """The id of the note that came with a command: the same for every retry."""
    return derived_id("note", "checkins", command.organization, command.idempotency_key)


class Notes:
    """The text of notes, in MongoDB."""

    def __init__(self, database: Database) -> None:
        self._notes = database[NOTES]

    async def keep(self, command: Command, participant_id: str, text: str) -> None:
        """Keep what was said with a recorded command; a retry changes nothing. Raises StoreAway.

        Called after the command is recorded and before it is answered: a refused command leaves no text behind, and
        an accepted one has its text, since whoever got no answer sends the command again.
        """
        subject = subject_of(command.organization, participant_id)
        try:
            with store_errors():
                await self._notes.insert_one({"_id": note_id_of(command), "subject": subject, "text": text})
        except DuplicateKeyError:
            return
