"""Scoring's collections in MongoDB: journal, participants (projections) and checkpoints.

A retraction's document in the journal carries `retracts`, the id of what does not count any more.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from services.scoring.domain.announcing import Announced
from services.scoring.domain.course import Course
from services.scoring.domain.packing import pack, pack_look, unpack
from services.scoring.looking import Looked
from services.scoring.projector import RETRACTION_RANK, Checkpoint, Entry, Position, Projection, Replacement
from services.scoring.telling import Told, Untold
from shared.contracts.envelope import moment_of
from shared.contracts.events import EntryRetracted
from shared.contracts.figures import OutboxFigures, ProjectionFigures
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.runtime.errors import StoreAway
from shared.runtime.figures import MOST_COUNTED
from shared.runtime.settings import Settings
from shared.runtime.store import (
    ASCENDING,
    DUPLICATE_KEY,
    BulkWriteError,
    Collection,
    Database,
    Document,
    Index,
    ReplaceOne,
    UpdateOne,
    ensure_indexes,
    store_errors,
)

CHECKPOINTS = "checkpoints"
LEFT_BEHIND_AFTER = 10.0
"""Seconds after which what another instance has not told counts as left behind; told twice, it is the same event."""

INDEXES: tuple[Index, ...] = (
    Index(JOURNAL, (("subject", ASCENDING), ("us", ASCENDING), ("rank", ASCENDING), ("_id", ASCENDING))),
    Index(JOURNAL, (("subject", ASCENDING), ("retracts", ASCENDING)), only_where={"retracts": {"$gt": ""}}),
    Index(CHECKPOINTS, (("subject", ASCENDING), ("events", ASCENDING))),
    Index(
        PARTICIPANTS,
        (("untold.by", ASCENDING), ("untold.since", ASCENDING)),
        only_where={"untold.by": {"$exists": True}},
    ),
    Index(PARTICIPANTS, (("due_us", ASCENDING),), only_where={"due_us": {"$gt": 0}}),
)

_AS_INSERTED = [("$natural", -1)]
"""The newest insertion first; read from the end of the collection, whatever its size."""
_IN_ORDER = [("us", ASCENDING), ("rank", ASCENDING), ("_id", ASCENDING)]


class ScoringStore:
    """`services.scoring.projector.Store` on MongoDB. Suffixes name other collections, for a rebuild."""

    def __init__(
        self, database: Database, settings: Settings, *, instance: str, suffix: str = "", journal_suffix: str = ""
    ) -> None:
        self._suffix, self._journal_suffix = suffix, journal_suffix
        self._journal = database[JOURNAL + journal_suffix]
        self._participants = database[PARTICIPANTS + suffix]
        self._checkpoints = database[CHECKPOINTS + suffix]
        self._settings = settings
        self._instance = instance

    @property
    def participants(self) -> Collection:
        """For the relay and for comparing."""
        return self._participants

    async def journal(self, entries: Sequence[Entry]) -> frozenset[str]:
        """See `Store`. One unordered insert; a taken id is a repeat."""
        documents: list[Document] = [
            {"_id": event_id, "subject": event.subject, "us": us, "rank": rank, "event": raw}
            for event, raw, (us, rank, event_id) in entries
        ]
        for document, (event, _, position) in zip(documents, entries, strict=True):
            if position[1] == RETRACTION_RANK and isinstance(event.data, EntryRetracted):
                document["retracts"] = event.data.retracted
        return frozenset(await _taken(self._journal, documents))

    async def journaled(self, event_ids: Iterable[str]) -> Mapping[str, bytes]:
        """See `Store`."""
        with store_errors():
            found = await self._journal.find({"_id": {"$in": list(event_ids)}}, {"event": 1}).to_list(None)
        return {document["_id"]: document["event"] for document in found}

    async def journal_length(self, subject: str, until: Position | None) -> int:
        """See `Store`. Answered from the index alone."""
        where = {"subject": subject} if until is None else {"subject": subject, "$or": _at_or_before(until)}
        with store_errors():
            return await self._journal.count_documents(where)

    async def journal_after(self, subject: str, after: Position | None) -> Sequence[bytes]:
        """See `Store`."""
        where = {"subject": subject} if after is None else {"subject": subject, "$or": _after(after)}
        with store_errors():
            found = await self._journal.find(where, {"event": 1}).sort(_IN_ORDER).to_list(None)
        return [document["event"] for document in found]

    async def retracted(self, subject: str) -> frozenset[str]:
        """See `Store`. Answered from the index alone."""
        where = {"subject": subject, "retracts": {"$gt": ""}}
        with store_errors():
            found = await self._journal.find(where, {"_id": False, "retracts": True}).to_list(None)
        return frozenset(document["retracts"] for document in found)

    async def standing(self, subject: str, event_ids: Iterable[str]) -> Sequence[Position]:
        """See `Store`."""
        where = {"_id": {"$in": list(event_ids)}, "subject": subject}
        with store_errors():
            found = await self._journal.find(where, {"us": True, "rank": True}).to_list(None)
        return [(document["us"], document["rank"], document["_id"]) for document in found]

    async def projections(self, subjects: Iterable[str]) -> Mapping[str, Projection]:
        """See `Store`."""
        with store_errors():
            found = await self._participants.find({"_id": {"$in": list(subjects)}}).to_list(None)
        return {document["_id"]: _projection(document) for document in found}

    async def replace(self, replacements: Sequence[Replacement]) -> frozenset[str]:
        """See `Store`. The guard is the number of events; what is to be told goes into the same document.

        When any guard fails, all subjects are named: settling one that was replaced is harmless.
        """
        if not replacements:
            return frozenset()
        updates = [self._replaced(replacement) for replacement in replacements]
        try:
            with store_errors():
                done = await self._participants.bulk_write(updates, ordered=False)
            if done.matched_count + done.upserted_count == len(updates):
                return frozenset()
        except BulkWriteError as error:
            _only_duplicates(error)
        # Which guards failed cannot be told for sure afterwards: equal counts may be another worker's events.
        return frozenset(replacement.subject for replacement in replacements)

    async def keep(self, checkpoints: Sequence[Checkpoint]) -> None:
        """See `Store`."""
        if not checkpoints:
            return
        replaced = [
            ReplaceOne(
                {"_id": f"{subject}#{course.events}"}, {"subject": subject, **pack(subject, course)}, upsert=True
            )
            for subject, course in checkpoints
        ]
        try:
            with store_errors():
                await self._checkpoints.bulk_write(replaced, ordered=False)
        except BulkWriteError as error:
            _only_duplicates(error)  # another worker wrote the same checkpoint at the same moment

    async def checkpoints(self, subject: str) -> Sequence[Course]:
        """See `Store`."""
        with store_errors():
            found = await self._checkpoints.find({"subject": subject}).sort("events", -1).to_list(None)
        return [unpack(document) for document in found]

    async def untold(self, at_most: int) -> Sequence[Untold]:
        """See `UntoldStore`: this instance's, then what another one left for LEFT_BEHIND_AFTER."""
        left_behind = {"untold.by": {"$exists": True}, "untold.since": {"$lt": time.time() - LEFT_BEHIND_AFTER}}
        found: list[Document] = []
        with store_errors():
            for where in ({"untold.by": self._instance}, left_behind):
                if not found:
                    found = await self._participants.find(where).limit(at_most).to_list(at_most)
        return [Untold(document["_id"], unpack(document)) for document in found]

    async def mark_told(self, told: Sequence[Told]) -> None:
        """See `UntoldStore`."""
        marks = [
            UpdateOne({"_id": subject, "events": events}, {"$set": {"told": list(values), "untold": None}})
            for subject, events, values in told
        ]
        with store_errors():
            await self._participants.bulk_write(marks, ordered=False)

    async def due(self, now_us: int, at_most: int) -> Mapping[str, Projection]:
        """See `DueStore`."""
        where = {"due_us": {"$gt": 0, "$lte": now_us}}
        with store_errors():
            found = await self._participants.find(where).sort("due_us", ASCENDING).limit(at_most).to_list(at_most)
        return {document["_id"]: _projection(document) for document in found}

    async def looked(self, looks: Sequence[Looked]) -> None:
        """See `DueStore`."""
        updates = [
            UpdateOne({"_id": subject, "events": events}, {"$set": {**pack_look(look), "due_us": look.due_us}})
            for subject, events, look in looks
        ]
        with store_errors():
            await self._participants.bulk_write(updates, ordered=False)

    async def measure(self) -> Sequence[OutboxFigures | ProjectionFigures]:
        """What integrators have yet to be told, and when that happened which was journaled last."""
        try:
            with store_errors():
                noted = {"untold.by": {"$exists": True}}
                untold = await self._participants.count_documents(noted, limit=MOST_COUNTED)
                last = await self._journal.find_one({}, {"us": True}, sort=_AS_INSERTED)
        except StoreAway:
            return [OutboxFigures(name="telling", waiting=None)]
        newest = None if last is None else moment_of(last["us"])
        return [OutboxFigures(name="telling", waiting=untold), ProjectionFigures(newest_event=newest)]

    async def whole_journal(self) -> AsyncIterator[tuple[str, bytes]]:
        """(subject, event) of everything in the journal, by participant and in order; streamed through the index."""
        with store_errors():
            found = self._journal.find({}, {"subject": 1, "event": 1}).sort([("subject", ASCENDING), *_IN_ORDER])
            async for document in found.batch_size(2_000):
                yield document["subject"], document["event"]

    async def create_indexes(self, database: Database) -> None:
        """For a rebuild: what `INDEXES` says, for the suffixed collections."""
        suffixes = {JOURNAL: self._journal_suffix, CHECKPOINTS: self._suffix}
        wanted = [
            replace(index, collection=index.collection + suffixes[index.collection])
            for index in INDEXES
            if suffixes.get(index.collection)
        ]
        await ensure_indexes(database, wanted)

    async def drop(self) -> None:
        """For a rebuild: remove the suffixed collections. Never touches the ones without a suffix."""
        if self._suffix:
            await self._participants.drop()
            await self._checkpoints.drop()
        if self._journal_suffix:
            await self._journal.drop()

    def _replaced(self, replacement: Replacement) -> ReplaceOne[Document]:
        # The whole document costs the server less than twenty fields set one by one (about a fifth of its time).
        subject, expected, course, told, untold, look, due_us = replacement
        note = {"by": self._instance, "since": time.time()} if untold else None
        document = {
            **pack(subject, course),
            **pack_look(look),
            "due_us": due_us,
            "told": list(told),
            "untold": note,
        }
        return ReplaceOne({"_id": subject, "events": expected}, document, upsert=expected == 0)


def _projection(document: Document) -> Projection:
    return Projection(unpack(document), Announced(*document["told"]), document["due_us"])


def _at_or_before(position: Position) -> list[Document]:
    us, rank, event_id = position
    return [
        {"us": {"$lt": us}},
        {"us": us, "rank": {"$lt": rank}},
        {"us": us, "rank": rank, "_id": {"$lte": event_id}},
    ]


def _after(position: Position) -> list[Document]:
    us, rank, event_id = position
    return [
        {"us": {"$gt": us}},
        {"us": us, "rank": {"$gt": rank}},
        {"us": us, "rank": rank, "_id": {"$gt": event_id}},
    ]


async def _taken(collection: Collection, documents: Sequence[Document]) -> list[str]:
    if not documents:
        return []
    try:
        with store_errors():
            await collection.insert_many(documents, ordered=False)
    except BulkWriteError as error:
        return [failed["op"]["_id"] for failed in _only_duplicates(error)]
    return []


def _only_duplicates(error: BulkWriteError) -> list[dict[str, Any]]:
    failures: list[dict[str, Any]] = (error.details or {}).get("writeErrors", [])
    if any(failure["code"] != DUPLICATE_KEY for failure in failures) or not failures:
        raise error
    return failures
