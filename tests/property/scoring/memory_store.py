"""Scoring's store in memory: what MongoDB promises and no more.

A bulk write happens document by document, and anything may happen between two of them: another worker's turn, a lost
connection, the end of the process. `Moments` decides what does.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from services.scoring.domain.announcing import Announced
from services.scoring.domain.attention import Look
from services.scoring.domain.course import Course, retracted_by
from services.scoring.domain.packing import pack, unpack
from services.scoring.projector import Checkpoint, Entry, Position, Projection, Replacement
from services.scoring.telling import Told, Untold
from shared.contracts.envelope import read_journaled
from tests.property.scoring.generated_courses import Documents, document


class Crash(Exception):
    """The process ends here."""


@dataclass
class Moments:
    """What happens at each moment between two effects, in the order in which the moments come.

    pauses: turns that others get at a moment, over and over; at the n-th moment `strikes[n]` is raised.
    """

    pauses: Sequence[int] = (0,)
    strikes: Mapping[int, type[Exception]] = field(default_factory=dict)
    passed: int = 0

    async def moment(self) -> None:
        """One moment between two effects."""
        number, self.passed = self.passed, self.passed + 1
        for _ in range(self.pauses[number % len(self.pauses)]):
            await asyncio.sleep(0)
        if strike := self.strikes.get(number):
            raise strike


class _Journaled(NamedTuple):
    subject: str
    position: Position
    raw: bytes


class _Kept(NamedTuple):
    events: int
    fields: dict[str, object]
    told: Announced
    untold: str | None
    look: Look
    due_us: int | None


class MemoryStore:
    """`services.scoring.projector.Store` and `services.scoring.telling.UntoldStore`."""

    def __init__(self, moments: Moments | None = None, *, instance: str = "one", names_all_when_lost: bool = True):
        self._moments = moments or Moments()
        self._instance = instance
        self._names_all_when_lost = names_all_when_lost
        self._journal: dict[str, _Journaled] = {}
        self._participants: dict[str, _Kept] = {}
        self._checkpoints: dict[tuple[str, int], dict[str, object]] = {}

    def documents(self) -> Documents:
        """The projections as bytes, without what integrators were told."""
        return {subject: document(subject, kept.fields) for subject, kept in self._participants.items()}

    def courses(self) -> dict[str, Course]:
        """The projections, unpacked."""
        return {subject: unpack(kept.fields) for subject, kept in self._participants.items()}

    def journaled_bytes(self) -> dict[str, bytes]:
        """Everything in the journal, by event id."""
        return {event_id: there.raw for event_id, there in self._journal.items()}

    async def journal(self, entries: Sequence[Entry]) -> frozenset[str]:
        taken = set()
        for event, raw, position in entries:
            await self._moments.moment()
            if event.id in self._journal:
                taken.add(event.id)
            else:
                self._journal[event.id] = _Journaled(event.subject, position, raw)
        await self._moments.moment()
        return frozenset(taken)

    async def journaled(self, event_ids: Iterable[str]) -> Mapping[str, bytes]:
        await self._moments.moment()
        return {event_id: self._journal[event_id].raw for event_id in event_ids if event_id in self._journal}

    async def journal_length(self, subject: str, until: Position | None) -> int:
        await self._moments.moment()
        return sum(until is None or there.position <= until for there in self._of(subject))

    async def journal_after(self, subject: str, after: Position | None) -> Sequence[bytes]:
        await self._moments.moment()
        return [there.raw for there in self._of(subject) if after is None or there.position > after]

    async def retracted(self, subject: str) -> frozenset[str]:
        await self._moments.moment()
        return retracted_by(read_journaled(there.raw) for there in self._of(subject))

    async def standing(self, subject: str, event_ids: Iterable[str]) -> Sequence[Position]:
        await self._moments.moment()
        wanted = frozenset(event_ids)
        return [there.position for there in self._of(subject) if there.position[2] in wanted]

    async def projections(self, subjects: Iterable[str]) -> Mapping[str, Projection]:
        await self._moments.moment()
        there = [(subject, self._participants[subject]) for subject in subjects if subject in self._participants]
        found = {subject: Projection(unpack(kept.fields), kept.told, kept.due_us) for subject, kept in there}
        await self._moments.moment()
        return found

    async def replace(self, replacements: Sequence[Replacement]) -> frozenset[str]:
        lost = set()
        for subject, expected, course, told, untold, found, due_us in replacements:
            await self._moments.moment()
            there = self._participants.get(subject)
            if (there.events if there else 0) != expected:
                lost.add(subject)
                continue
            note = self._instance if untold else None
            self._participants[subject] = _Kept(course.events, pack(subject, course), told, note, found, due_us)
        await self._moments.moment()
        return frozenset(r.subject for r in replacements if lost and (self._names_all_when_lost or r.subject in lost))

    async def keep(self, checkpoints: Sequence[Checkpoint]) -> None:
        for subject, course in checkpoints:
            await self._moments.moment()
            self._checkpoints[subject, course.events] = pack(subject, course)
        await self._moments.moment()

    async def checkpoints(self, subject: str) -> Sequence[Course]:
        await self._moments.moment()
        of_subject = sorted(((key, fields) for key, fields in self._checkpoints.items() if key[0] == subject))
        return [unpack(fields) for _, fields in reversed(of_subject)]

    async def untold(self, at_most: int) -> Sequence[Untold]:
        await self._moments.moment()
        noted = [(subject, kept) for subject, kept in self._participants.items() if kept.untold is not None]
        return [Untold(subject, unpack(kept.fields)) for subject, kept in noted[:at_most]]

    async def mark_told(self, told: Sequence[Told]) -> None:
        for subject, events, values in told:
            await self._moments.moment()
            there = self._participants[subject]
            if there.events == events:
                self._participants[subject] = there._replace(told=values, untold=None)
        await self._moments.moment()

    def looks(self) -> dict[str, tuple[Look, Course]]:
        """What attention was found for each participant, and for which course."""
        return {subject: (kept.look, unpack(kept.fields)) for subject, kept in self._participants.items()}

    def _of(self, subject: str) -> list[_Journaled]:
        return sorted(there for there in self._journal.values() if there.subject == subject)
