"""MongoDB as this service uses it: one collection for what it records, one for what it knows, one for notes.

`records` holds everything that somebody told, each a document of its own, so that no history makes a document grow,
and all in one collection, so that its unique index finds a reused idempotency key whatever it was used for. A
document's `_id` is the id of its first telling; those of corrections are in `state.also`. For that index the items of
attention are there, too: see `attention_store`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from services.checkins.domain.records import (
    SAID_BY_TYPE,
    Record,
    RecordKind,
    Recovery,
    Retraction,
    Telling,
)
from services.checkins.notes import NOTES_OF_A_PARTICIPANT
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import Event, microseconds, moment_of
from shared.contracts.events import EventData
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import ASCENDING, DESCENDING, Collection, Database, Document, Index, store_errors

SERVICE = "checkins"
RECORDS = "records"
KNOWN = "known"
INDEXES: tuple[Index, ...] = (
    *Aggregates.indexes(RECORDS),
    Index(RECORDS, (("state.subject", ASCENDING), ("state.at", DESCENDING), ("_id", DESCENDING))),
    Index(RECORDS, (("state.also", ASCENDING),), only_where={"state.also": {"$exists": True}}),
    NOTES_OF_A_PARTICIPANT,
)
_EVERY_KIND = tuple(RecordKind)


@dataclass(frozen=True, slots=True)
class Found:
    """A record as it was read: `document_id` is that of its document, `version` guards the next write."""

    document_id: str
    version: int
    record: Record


class Records:
    """What was told, in MongoDB. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, *, instance: str, topic: Callable[[str], str]) -> None:
        self._aggregates = Aggregates(database[RECORDS], instance=instance, topic=topic)

    @property
    def collection(self) -> Collection:
        """For the relay."""
        return self._aggregates.collection

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """What this command led to when it came before; None when it is new."""
        return await self._aggregates.receipt(command)

    async def begin(
        self, command: Command, record: Record, answer: Mapping[str, str], told: Event[EventData]
    ) -> Recorded | Problem:
        """Keep a new record."""
        return await self._aggregates.create(command, record.current.record_id, as_state(record), answer, [told])

    async def change(
        self,
        command: Command,
        found: Found,
        record: Record,
        answer: Mapping[str, str],
        told: Sequence[Event[EventData]],
    ) -> Recorded | Problem:
        """Keep what became of a record, unless it changed meanwhile."""
        state = as_state(record, found.document_id)
        return await self._aggregates.change(command, found.document_id, found.version, state, answer, told)

    async def find(self, organization: str, record_id: str) -> Found | None:
        """The record that has, or had before a correction, this id in this organization."""
        for where in ({"_id": record_id}, {"state.also": {"$exists": True, "$eq": record_id}}):
            with store_errors():
                document = await self.collection.find_one(where, {"version": 1, "state": 1})
            if document is not None:
                record = record_of(document["state"])
                here = record.organization == organization
                return Found(document["_id"], document["version"], record) if here else None
        return None

    async def page(
        self,
        organization: str,
        participant_id: str,
        kinds: Iterable[RecordKind],
        at_most: int,
        after: str | None,
    ) -> list[Record] | None:
        """A participant's records of these kinds, the newest first. None when `after` is not a record of theirs."""
        query = _of(organization, participant_id, kinds)
        if after is not None:
            mark = await self.find(organization, after)
            if mark is None or mark.record.participant_id != participant_id:
                return None
            at = microseconds(mark.record.current.happened_at)
            older = [{"state.at": {"$lt": at}}, {"_id": {"$lt": mark.document_id}}]
            query |= {"state.at": {"$lte": at}, "$or": older}
        with store_errors():
            found = self.collection.find(query, {"state": 1}).sort([("state.at", DESCENDING), ("_id", DESCENDING)])
            return [record_of(document["state"]) async for document in found.limit(at_most)]

    async def all_of(self, organization: str, participant_id: str, kinds: Iterable[RecordKind]) -> list[Record]:
        """A participant's records of these kinds, in any order."""
        with store_errors():
            found = self.collection.find(_of(organization, participant_id, kinds), {"state": 1})
            return [record_of(document["state"]) async for document in found]

    async def all_that_count(
        self, organization: str, participant_id: str, kinds: Iterable[RecordKind]
    ) -> list[Telling]:
        """What a participant's records of these kinds say now, but for those that were retracted."""
        query = _of(organization, participant_id, kinds) | {"state.current.retraction": {"$exists": False}}
        with store_errors():
            found = self.collection.find(query, {"state.current": 1})
            return [_telling_of(document["state"]["current"]) async for document in found]


def as_state(record: Record, document_id: str | None = None) -> Document:
    """The record as the `state` of its document; times as microseconds since 1970. The inverse of `record_of`."""
    tellings = (*record.earlier, record.current)
    state: Document = {
        "subject": subject_of(record.organization, record.participant_id),
        "kind": record.kind.value,
        "at": microseconds(record.current.happened_at),
        "current": _telling_document(record.current),
    }
    if record.earlier:
        state["earlier"] = [_telling_document(telling) for telling in record.earlier]
        state["also"] = [telling.record_id for telling in tellings if telling.record_id != document_id]
    if record.difficulty is not None:
        state["difficulty"] = record.difficulty
    if record.recovery is not None:
        state["recovery"] = {"event_id": record.recovery.event_id, "at": microseconds(record.recovery.at)}
    return state


def record_of(state: Mapping[str, Any]) -> Record:
    """The inverse of `as_state`."""
    organization, _, participant_id = state["subject"].partition("/")
    recovery = state.get("recovery")
    return Record(
        organization,
        participant_id,
        _telling_of(state["current"]),
        tuple(_telling_of(telling) for telling in state.get("earlier", ())),
        state.get("difficulty"),
        Recovery(recovery["event_id"], moment_of(recovery["at"])) if recovery else None,
    )


def _of(organization: str, participant_id: str, kinds: Iterable[RecordKind]) -> Document:
    wanted = tuple(kinds)
    of_kind = {} if wanted == _EVERY_KIND else {"state.kind": {"$in": [kind.value for kind in wanted]}}
    return {"state.subject": subject_of(organization, participant_id), **of_kind}


def _telling_document(telling: Telling) -> Document:
    document: Document = {
        "event_id": telling.event_id,
        "at": microseconds(telling.happened_at),
        "type": telling.said.TYPE,
        "said": telling.said.model_dump(mode="json", exclude_none=True),
    }
    if telling.retraction is not None:
        by = telling.retraction
        document["retraction"] = {
            "retraction_id": by.retraction_id,
            "event_id": by.event_id,
            "reason": by.reason.value,
            "at": microseconds(by.at),
            "replaced_by": by.replaced_by,
        }
    return document


def _telling_of(document: Mapping[str, Any]) -> Telling:
    by = document.get("retraction")
    retraction = (
        Retraction(
            by["retraction_id"],
            by["event_id"],
            RetractionReason(by["reason"]),
            moment_of(by["at"]),
            by["replaced_by"],
        )
        if by
        else None
    )
    said = SAID_BY_TYPE[document["type"]].model_validate(document["said"])
    return Telling(document["event_id"], moment_of(document["at"]), said, retraction)
