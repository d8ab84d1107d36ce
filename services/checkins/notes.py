"""What people say in their own words: kept by note id, and nowhere else in this service.

An event, a log, a problem and an answer carry the id at most; `GET .../notes` alone gives the words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from shared.contracts.envelope import derived_id
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command
from shared.runtime.listing import in_order
from shared.runtime.store import ASCENDING, Database, Document, Index, UpdateOne, store_errors

NOTES = "notes"
NOTES_OF_A_PARTICIPANT = Index(NOTES, (("subject", ASCENDING), ("kept_at", ASCENDING), ("_id", ASCENDING)))
LONGEST_NOTE = 2_000
"""Characters."""


class About(StrEnum):
    """What somebody's words are about."""

    LEARNED = "learned"
    WHY_NOT_LOWER = "why-not-lower"
    JOURNAL = "journal"
    CONCERN = "concern"
    BALANCE = "balance"
    AFFIRMATION = "affirmation"
    CONTACT_REQUEST = "contact-request"
    SCORE_ANSWER = "score-answer"
    OUTREACH = "outreach"
    REST = "rest"


OF_STAFF = frozenset({About.OUTREACH, About.REST})
"""What those who work with a participant say of their own work: the participant reads it, no supporter does."""


class Spoken:
    """All that somebody says in their own words with one command."""

    def __init__(self, command: Command) -> None:
        self.command = command
        self.notes: dict[str, tuple[About, str]] = {}

    def note(self, about: About, words: str | None, place: int = 0) -> str | None:
        """The id of the note that these words will be; the same for every retry. None when nothing was said.

        `place`: among several of the same command.
        """
        if words is None:
            return None
        names = (self.command.organization, self.command.idempotency_key, about.value, str(place))
        note_id = derived_id("note", "checkins", *names)
        self.notes[note_id] = (about, words)
        return note_id


class Notes:
    """The text of notes, in MongoDB. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._notes = database[NOTES]
        self._now = now

    async def keep(self, spoken: Spoken, participant_id: str) -> None:
        """Keep what was said with a recorded command; a retry changes nothing.

        Called after the command is recorded and before it is answered: a refused command leaves no text behind, and
        an accepted one has its text, since whoever got no answer sends the command again.
        """
        common = {"subject": subject_of(spoken.command.organization, participant_id), "kept_at": self._now()}
        writes = [
            UpdateOne({"_id": note_id}, {"$setOnInsert": {**common, "about": about, "text": words}}, upsert=True)
            for note_id, (about, words) in spoken.notes.items()
        ]
        if writes:
            with store_errors():
                await self._notes.bulk_write(writes, ordered=False)

    async def withdraw(self, note_ids: Iterable[str]) -> None:
        """Show these notes no more: what they were said with was taken back. Again changes nothing."""
        writes = [UpdateOne({"_id": id_}, {"$set": {"withdrawn": True}}, upsert=True) for id_ in note_ids]
        if writes:
            with store_errors():
                await self._notes.bulk_write(writes, ordered=False)

    async def page(
        self,
        organization: str,
        participant_id: str,
        at_most: int,
        after: str | None,
        but: frozenset[About] = frozenset(),
    ) -> list[dict[str, Any]] | None:
        """At most so many `{note_id, about, words}` of a participant, the oldest first; `but` for those about these.

        None when `after` is not a note of theirs.
        """
        where: Document = {"subject": subject_of(organization, participant_id), "withdrawn": {"$exists": False}}
        if but:
            where["about"] = {"$nin": sorted(but)}
        found = await in_order(self._notes, where, "kept_at", at_most, after)
        return None if found is None else [_shown(note) for note in found]


def note_ids_in(said: Mapping[str, Any]) -> Sequence[str]:
    """The ids of the notes that an event's data, as plain values, refers to."""
    here = [value for name, value in said.items() if name.endswith("_note") and value is not None]
    parts = [part for value in said.values() if isinstance(value, list | tuple) for part in value]
    return [*here, *(id_ for part in parts if isinstance(part, Mapping) for id_ in note_ids_in(part))]


def _shown(note: Document) -> dict[str, Any]:
    return {"note_id": note["_id"], "about": note["about"], "words": note["text"]}
