"""MongoDB as this service uses it: one collection for what it records, one for what it knows, one for notes.

`records` holds attempts, setbacks and check-ins, each a document of its own, so that no history makes a document
grow, and all in one collection, so that its unique index finds a reused idempotency key whatever it was used for.
`known` holds one document for each participant, goal and step that the topics told us about.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from services.checkins.domain.attempts import Attempt
from services.checkins.domain.check_ins import CheckIn
from services.checkins.domain.known import Goal, Known, Learned, Name, Participant, Step, View
from services.checkins.domain.setbacks import Setback
from shared.runtime.commands import Aggregates
from shared.runtime.store import Collection, Document, Index, UpdateOne, store_errors

SERVICE = "checkins"
RECORDS = "records"
KNOWN = "known"
NOTES = "notes"
INDEXES: tuple[Index, ...] = Aggregates.indexes(RECORDS)

MOST_CACHED = 20_000
"""Facts kept in memory, about 10 MB: the steps of as many participants as one instance hears of in a minute."""
CACHED_FOR = 60.0
"""Seconds a cached fact is believed: another instance may meanwhile have learned a later one."""

_RECORD: TypeAdapter[Attempt | Setback | CheckIn] = TypeAdapter(Attempt | Setback | CheckIn)
_SETBACK = TypeAdapter(Setback)
_KNOWN: TypeAdapter[Known] = TypeAdapter(Known)
_KINDS: Mapping[str, type[Known]] = {"participant": Participant, "goal": Goal, "step": Step}
_READERS: Mapping[str, TypeAdapter[Any]] = {kind: TypeAdapter(known) for kind, known in _KINDS.items()}


def as_state(record: Attempt | Setback | CheckIn) -> Document:
    """The record as the `state` of its aggregate; times as text, exact to the microsecond."""
    return {"record": type(record).__name__.lower(), **_RECORD.dump_python(record, mode="json")}


def setback_of(state: Mapping[str, Any] | None) -> Setback | None:
    """The setback in an aggregate's state, or None when there is no record or one of another kind."""
    if state is None or state["record"] != Setback.__name__.lower():
        return None
    return _SETBACK.validate_python({name: value for name, value in state.items() if name != "record"})


class KnownStore:
    """What the topics told us, by name. Both methods raise StoreAway when MongoDB is away."""

    def __init__(self, collection: Collection, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._collection = collection
        self._clock = clock
        self._cache: OrderedDict[Name, tuple[float, Known]] = OrderedDict()

    async def keep(self, facts: Iterable[Learned]) -> None:
        """Keep each fact unless a later one about the same is there already; one bulk write."""
        writes = [_keep_if_later(fact) for fact in facts]
        if writes:
            with store_errors():
                await self._collection.bulk_write(writes, ordered=False)

    async def view(self, organization: str, names: Sequence[Name]) -> View:
        """What is known under these names; at most one round trip, and none for what was asked for just before."""
        fresh = self._clock() - CACHED_FOR
        found = {n: held[1] for n in names if (held := self._cache.get(n)) and held[0] > fresh}
        missing = [name for name in names if name not in found]
        if missing:
            with store_errors():
                documents = await self._collection.find({"_id": {"$in": missing}}).to_list(len(missing))
            for document in documents:
                found[document["_id"]] = self._remembered(document["_id"], _known_from(document))
        return View(organization, found)

    def _remembered(self, name: Name, known: Known) -> Known:
        self._cache[name] = (self._clock(), known)
        self._cache.move_to_end(name)
        while len(self._cache) > MOST_CACHED:
            self._cache.popitem(last=False)
        return known


def _known_from(document: Mapping[str, Any]) -> Known:
    kind = document["_id"].partition("/")[0]
    known: Known = _READERS[kind].validate_python(document["known"])
    return known


def _keep_if_later(fact: Learned) -> UpdateOne:
    # One atomic upsert: the server compares the places of the two events, so the order of arrival does not matter.
    later = {"$lt": [{"$ifNull": ["$position", []]}, {"$literal": list(fact.position)}]}
    held = {"_id": fact.name, "position": list(fact.position), "known": _KNOWN.dump_python(fact.known, mode="json")}
    return UpdateOne(
        {"_id": fact.name}, [{"$replaceWith": {"$cond": [later, {"$literal": held}, "$$ROOT"]}}], upsert=True
    )
