"""From a batch of events to projections: journal, fold, guarded replace. Any crash, repeat or order is harmless.

The promise rests on three facts. The journal is written before a projection, and an offset is committed only after
both: so an event that a projection lacks is either still to be delivered, or delivered again. A projection is
replaced only if it holds as many events as the one it was folded from: counts only grow, so two workers cannot
overwrite each other. And whenever anything is unusual (a repeat, a late event, a retraction, a lost guard), the
projection is folded anew from the journal, from the newest checkpoint that is sound: the journal confirms its count
of events, and it counted none of what has been retracted since.
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import NamedTuple, Protocol, TypeVar

from services.scoring.domain.announcing import Announced, shown, worth_telling
from services.scoring.domain.attention import Look, look
from services.scoring.domain.course import Course, evolve
from services.scoring.refolding import Journal, starting_point
from shared.contracts.envelope import CareEvent
from shared.contracts.events import TYPE_RANK, EntryRetracted

CHECKPOINT_EVERY = 50
"""Events of one participant between two checkpoints: a refold reads at most about twice as many."""
SETTLED_AT_ONCE = 16
"""Participants folded anew from the journal side by side."""

RETRACTION_RANK = TYPE_RANK[EntryRetracted.TYPE]

Position = tuple[int, int, str]
T = TypeVar("T")


def now_us() -> int:
    """Microseconds since 1970, now."""
    return time.time_ns() // 1_000


class Entry(NamedTuple):
    """An event, the bytes it came as (the journal keeps them), and where it stands among its participant's events."""

    event: CareEvent
    raw: bytes
    position: Position


def entry(event: CareEvent, raw: bytes) -> Entry:
    """The entry of an event."""
    return Entry(event, raw, event.position)


class Projection(NamedTuple):
    """A stored projection: the course, a pure function of the events; what integrators were last told; and when
    attention is to be looked at again (microseconds; None: nothing but an event can change it).
    """

    course: Course
    told: Announced
    due_us: int | None = None


class Replacement(NamedTuple):
    """Store `course` if the projection there holds `expected` events (0: if there is none).

    told: what integrators were last told, as far as is known here; untold: they should hear of it. look: what
    attention the course deserves; due_us: when to look again at the latest.
    """

    subject: str
    expected: int
    course: Course
    told: Announced
    untold: bool
    look: Look
    due_us: int | None


class Checkpoint(NamedTuple):
    """The course after the participant's first `course.events` events."""

    subject: str
    course: Course


class _Folded(NamedTuple):
    replacements: list[Replacement]
    checkpoints: list[Checkpoint]
    unusual: set[str]
    """Participants with an event that bears on what was folded before it: one that is late, or a retraction."""


class Store(Journal, Protocol):
    """What the projector needs of a store. Every method may raise StoreAway, having done all, some or nothing."""

    async def journal(self, entries: Sequence[Entry]) -> frozenset[str]:
        """Add to the journal; the ids that were in it already (and were left as they are)."""

    async def journaled(self, event_ids: Iterable[str]) -> Mapping[str, bytes]:
        """The bytes under these ids."""

    async def projections(self, subjects: Iterable[str]) -> Mapping[str, Projection]:
        """Those that exist."""

    async def replace(self, replacements: Sequence[Replacement]) -> frozenset[str]:
        """Guarded; every subject whose guard failed, and perhaps others."""

    async def keep(self, checkpoints: Sequence[Checkpoint]) -> None:
        """Add or overwrite, by participant and number of events."""


class Projector:
    """Applies batches. `remembered` bounds the projections kept in memory between batches; `clock_us` says what time
    it is, for what stands as of now.
    """

    def __init__(self, store: Store, *, remembered: int = 5_000, clock_us: Callable[[], int] = now_us) -> None:
        self._store = store
        self._remembered = remembered
        self._clock_us = clock_us
        self._known: OrderedDict[str, Projection] = OrderedDict()

    def forget(self) -> None:
        """Drop what is remembered: another worker may have written since."""
        self._known.clear()

    def learn(self, subject: str, told: Announced) -> None:
        """Integrators were told."""
        if known := self._known.get(subject):
            self._known[subject] = known._replace(told=told)

    async def apply(self, batch: Sequence[Entry]) -> list[Entry]:
        """Have every event of the batch in its participant's projection, once.

        Returns the entries whose id belongs to an event with other content: they are in no projection and
        nobody should fold them. Raises StoreAway; the same batch again is then right.
        """
        first, contested = _first_of_each_id(batch)
        groups = _by_subject(first.values())
        try:
            journaling = asyncio.ensure_future(self._store.journal(list(first.values())))
            await self._load(groups)
            folded = self._folded(groups)  # while the journal is being written; thrown away where it was too early
            repeated = await journaling
            reused = await self._with_other_content(batch, repeated | contested)
            unusual = folded.unusual | {first[event_id].event.subject for event_id in repeated}
            unusual |= await self._write(folded, unusual)
            await self._settle_all(sorted(unusual))
        except BaseException:
            for subject in groups:
                self._known.pop(subject, None)
            raise
        while len(self._known) > self._remembered:
            self._known.popitem(last=False)
        return reused

    async def settle(self, subject: str) -> None:
        """Make the projection hold exactly what the journal holds of the participant. Raises StoreAway."""
        while True:
            stored = (await self._store.projections([subject])).get(subject)
            if stored and stored.course.events == await self._store.journal_length(subject, None):
                self._known[subject] = stored
                return
            replacement, checkpoints = await self._refolded(subject, stored)
            if replacement is None:
                return
            if stored:
                self._known[subject] = stored
            await self._store.keep(checkpoints)
            if not await self._store.replace([replacement]):
                self._known[subject] = Projection(replacement.course, replacement.told, replacement.due_us)
                return
            self._known.pop(subject, None)

    async def _refolded(
        self, subject: str, stored: Projection | None
    ) -> tuple[Replacement | None, Sequence[Checkpoint]]:
        course, events = await starting_point(self._store, subject)
        checkpoints: list[Checkpoint] = []
        for event in events:
            course = evolve(course, event)
            if course.events % CHECKPOINT_EVERY == 0:
                checkpoints.append(Checkpoint(subject, course))
        if course is None:
            return None, ()
        return self._replacement(subject, stored, course), checkpoints

    async def _load(self, groups: Mapping[str, Sequence[Entry]]) -> None:
        for subject in groups:
            if subject in self._known:
                self._known.move_to_end(subject)
        unknown = [subject for subject in groups if subject not in self._known]
        if unknown:
            self._known.update(await self._store.projections(unknown))

    def _folded(self, groups: Mapping[str, Sequence[Entry]]) -> _Folded:
        folded = _Folded([], [], set())
        for subject, entries in groups.items():
            before = self._known.get(subject)
            course = before.course if before else None
            if course and entries[0].position <= course.position:
                folded.unusual.add(subject)
                continue
            for event, _, position in entries:
                if position[1] == RETRACTION_RANK:
                    folded.unusual.add(subject)
                    break
                course = evolve(course, event, position)
                if course.events % CHECKPOINT_EVERY == 0:
                    folded.checkpoints.append(Checkpoint(subject, course))
            if course and subject not in folded.unusual:
                folded.replacements.append(self._replacement(subject, before, course))
        return folded

    async def _write(self, folded: _Folded, unusual: Collection[str]) -> frozenset[str]:
        """Write what was folded of all but the unusual; whose guard failed."""
        ready = [replacement for replacement in folded.replacements if replacement.subject not in unusual]
        await self._store.keep([kept for kept in folded.checkpoints if kept.subject not in unusual])
        lost = await self._store.replace(ready)
        lost |= await self._store.replace(self._noted(ready))
        for subject in lost:
            self._known.pop(subject, None)
        return lost

    def _noted(self, written: Sequence[Replacement]) -> list[Replacement]:
        """Remember what was written. What integrators were told of meanwhile is to be written once more."""
        once_more = []
        for replacement in written:
            subject, _, course, told, _, _, due_us = replacement
            known = self._known.get(subject)
            if known is not None and known.told != told:
                told = known.told
                untold = worth_telling(told, shown(course))
                once_more.append(replacement._replace(expected=course.events, told=told, untold=untold))
            self._known[subject] = Projection(course, told, due_us)
        return once_more

    def _replacement(self, subject: str, before: Projection | None, course: Course) -> Replacement:
        told, expected = (before.told, before.course.events) if before else (Announced(), 0)
        now = self._clock_us()
        found = look(course, now)
        due_us = found.due_us
        if before and before.due_us is not None and due_us is not None and now < before.due_us < due_us:
            due_us = before.due_us  # looking too early costs less than moving an index's entry with every event
        untold = worth_telling(told, shown(course))
        return Replacement(subject, expected, course, told, untold, found, due_us)

    async def _settle_all(self, subjects: Sequence[str]) -> None:
        for some in batched(subjects, SETTLED_AT_ONCE):
            await asyncio.gather(*(self.settle(subject) for subject in some))

    async def _with_other_content(self, batch: Sequence[Entry], event_ids: Collection[str]) -> list[Entry]:
        """Entries of the batch under these ids that are not what the journal holds under them."""
        if not event_ids:
            return []
        there = await self._store.journaled(event_ids)
        return [entry for entry in batch if there.get(entry.event.id, entry.raw) != entry.raw]


def _first_of_each_id(batch: Sequence[Entry]) -> tuple[dict[str, Entry], frozenset[str]]:
    """The first entry of each id, and the ids under which the batch has different content."""
    first: dict[str, Entry] = {}
    contested = [entry for entry in batch if first.setdefault(entry.event.id, entry).raw != entry.raw]
    return first, frozenset(entry.event.id for entry in contested)


def _by_subject(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.event.subject].append(entry)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=attrgetter("position"))
    return groups


def batched(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """The items in tuples of at most `size`."""
    remaining = iter(items)
    while some := tuple(islice(remaining, size)):
        yield some
