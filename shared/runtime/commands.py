"""Commands: recorded once, whole, with what they have to publish.

One MongoDB document holds an aggregate's state, the receipts of the commands that made it, and its outbox: so one
atomic write is all there is, and a crash at any point leaves either nothing or everything. A receipt is found by
(organization, idempotency key) through a unique index, so a retry gets the answer of the first try even if it
arrives at another instance, and cannot be recorded twice.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from shared.contracts.envelope import CONTENT_TYPE, Event
from shared.contracts.events import EventData
from shared.contracts.problems import Problem
from shared.runtime.grouped_writes import GroupedWrites
from shared.runtime.publisher import Outgoing
from shared.runtime.store import ASCENDING, Binary, Collection, Document, Index, store_errors


@dataclass(frozen=True, slots=True)
class Command:
    """Who asks for what: an organization's idempotency key, and a fingerprint of everything else in the request."""

    organization: str
    idempotency_key: str
    fingerprint: str

    @classmethod
    def of(cls, organization: str, idempotency_key: str, name: str, *content: Any) -> Command:
        """`name` tells commands apart; `content` is JSON-like: path parameters and the body as parsed."""
        asked = orjson.dumps([name, *content], option=orjson.OPT_SORT_KEYS)
        return cls(organization, idempotency_key, hashlib.sha256(asked).hexdigest())

    @property
    def receipt_id(self) -> str:
        """Unique in the service."""
        return f"{self.organization}/{self.idempotency_key}"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a command led to: the answer to give, now and to every retry."""

    answer: Mapping[str, Any]


KEY_REUSED = Problem(
    409,
    "idempotency-key-reused",
    "This Idempotency-Key was used before with another request.",
    "Choose a new key for a new command; repeat a key only with the very same request.",
)
CHANGED_MEANWHILE = Problem(
    409,
    "changed-meanwhile",
    "Somebody else changed this at the same moment.",
    "Read it again and send the command again with a new Idempotency-Key.",
)


class Aggregates:
    """One collection of aggregates: `{_id, version, state, receipts, outbox}`.

    All methods raise StoreAway when MongoDB is away; then the command may or may not be recorded, and the same
    command again finds out.
    """

    def __init__(self, collection: Collection, *, instance: str, topic: Callable[[str], str]) -> None:
        self._collection = collection
        self._writes = GroupedWrites(collection)
        self._instance = instance
        self._topic = topic

    @property
    def collection(self) -> Collection:
        """For queries and for the relay."""
        return self._collection

    @staticmethod
    def indexes(collection: str) -> tuple[Index, ...]:
        """What every collection of aggregates needs."""
        return (Index(collection, (("receipts.id", ASCENDING),), unique=True), *Aggregates.outbox_indexes(collection))

    @staticmethod
    def outbox_indexes(collection: str) -> tuple[Index, ...]:
        """What the relay needs: only documents with something to publish are in it."""
        keys = (("outbox.instance", ASCENDING), ("outbox.since", ASCENDING))
        return (Index(collection, keys, only_where={"outbox.instance": {"$exists": True}}),)

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """The answer given before to this command; a Problem when its key was used for another; else None."""
        with store_errors():
            found = await self._collection.find_one({"receipts.id": command.receipt_id}, {"receipts.$": 1})
        if found is None:
            return None
        receipt = found["receipts"][0]
        if receipt["fingerprint"] != command.fingerprint:
            return KEY_REUSED
        return Recorded(receipt["answer"])

    async def load(self, aggregate_id: str) -> tuple[int, Document] | None:
        """(version, state), or None when there is no such aggregate."""
        with store_errors():
            found = await self._collection.find_one({"_id": aggregate_id}, {"version": 1, "state": 1})
        return (found["version"], found["state"]) if found else None

    async def create(
        self,
        command: Command,
        aggregate_id: str,
        state: Mapping[str, Any],
        answer: Mapping[str, Any],
        events: Sequence[Event[EventData]],
        *,
        exists: Problem = CHANGED_MEANWHILE,
    ) -> Recorded | Problem:
        """Record a new aggregate. `exists` is the refusal when the id is taken by another command."""
        document = {
            "_id": aggregate_id,
            "version": 1,
            "state": dict(state),
            "receipts": [self._receipt(command, answer)],
            "outbox": self._entries(events),
        }
        if await self._writes.insert(document):
            return Recorded(answer)
        return await self.receipt(command) or exists

    async def change(
        self,
        command: Command,
        aggregate_id: str,
        version: int,
        state: Mapping[str, Any],
        answer: Mapping[str, Any],
        events: Sequence[Event[EventData]],
    ) -> Recorded | Problem:
        """Record the next version of an aggregate, if `version` is still its newest.

        A retry that finds the aggregate already changed by the first try is not recorded again: a unique index
        does not look for the same value twice within one document, so the guard here does.
        """
        unless_done = {"_id": aggregate_id, "version": version, "receipts.id": {"$ne": command.receipt_id}}
        update = {
            "$set": {"state": dict(state)},
            "$inc": {"version": 1},
            "$push": {"receipts": self._receipt(command, answer), "outbox": {"$each": self._entries(events)}},
        }
        if await self._writes.update(unless_done, update):
            return Recorded(answer)
        return await self.receipt(command) or CHANGED_MEANWHILE

    def _receipt(self, command: Command, answer: Mapping[str, Any]) -> Document:
        return {"id": command.receipt_id, "fingerprint": command.fingerprint, "answer": dict(answer)}

    def _entries(self, events: Sequence[Event[EventData]]) -> list[Document]:
        now = time.time()
        return [outbox_entry(event, self._topic(event.type), self._instance, now) for event in events]


def outbox_entry(event: Event[EventData], topic: str, instance: str, since: float) -> Document:
    """What an outbox holds of one event: `topic` is the full name, `instance` will relay it at once."""
    value = Binary(event.to_json())
    return {
        "id": event.id,
        "topic": topic,
        "key": event.subject,
        "value": value,
        "instance": instance,
        "since": since,
    }


def outgoing(entry: Mapping[str, Any]) -> Outgoing:
    """An outbox entry as the record to write."""
    headers = (("content-type", CONTENT_TYPE.encode()),)
    return Outgoing(entry["topic"], entry["key"].encode(), bytes(entry["value"]), headers)
