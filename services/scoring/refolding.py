"""Where a participant can be folded anew from: the newest checkpoint that is sound, or nothing; and what comes after.

A checkpoint is sound when the journal confirms its count of events, and none of what was retracted since it was made
is among them. A retraction is journaled before it is folded, so whoever reads the journal here knows of it, or is
followed by the worker who journaled it: that one folds anew, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from services.scoring.domain.course import Course, knowing, retracted_by
from shared.contracts.envelope import CareEvent, read_journaled

Position = tuple[int, int, str]


class Journal(Protocol):
    """What is read to fold anew. Methods may raise StoreAway."""

    async def journal_length(self, subject: str, until: Position | None) -> int:
        """How many events of the participant stand at or before `until` (None: all)."""

    async def journal_after(self, subject: str, after: Position | None) -> Sequence[bytes]:
        """The participant's events after a position (None: all), in order."""

    async def retracted(self, subject: str) -> frozenset[str]:
        """The ids of what the participant's retractions in the journal say does not count."""

    async def standing(self, subject: str, event_ids: Iterable[str]) -> Sequence[Position]:
        """Where those of these events stand that are the participant's and in the journal."""

    async def checkpoints(self, subject: str) -> Sequence[Course]:
        """The participant's checkpoints, newest first. They may be stale: check them against the journal."""


async def starting_point(journal: Journal, subject: str) -> tuple[Course | None, Sequence[CareEvent]]:
    """The course to begin with, which knows what is retracted, and the events to fold from there, in order."""
    while True:
        retracted = await journal.retracted(subject)
        course = knowing(await _newest_sound_checkpoint(journal, subject, retracted), retracted)
        journaled = await journal.journal_after(subject, course.position if course else None)
        events = [read_journaled(raw) for raw in journaled]
        if retracted_by(events) <= (course.memory.retracted if course else retracted):
            return course, events
        # One was journaled meanwhile, and may name an event of the checkpoint: look again.


async def _newest_sound_checkpoint(journal: Journal, subject: str, retracted: frozenset[str]) -> Course | None:
    for course in await journal.checkpoints(subject):
        if await journal.journal_length(subject, course.position) == course.events:
            unknown = retracted - course.memory.retracted
            counted = await journal.standing(subject, unknown) if unknown else ()
            if all(position > course.position for position in counted):
                return course
    return None
