"""What the topics told us, in MongoDB: one document for each fact, by its name."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from services.checkins.domain.known import KINDS, Known, Name, View
from services.checkins.domain.learning import Learned
from shared.runtime.errors import StoreAway
from shared.runtime.grouping import Grouping
from shared.runtime.store import Collection, UpdateOne, store_errors

MOST_CACHED = 40_000
"""Facts kept in memory, about 20 MB: those of as many participants as one instance hears of in a moment."""
CACHED_FOR = 10.0
"""Seconds a cached fact is believed: another instance may meanwhile have learned a later one."""

AT_ONCE = 200
"""Commands whose facts are looked for in one round trip at the most."""

_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {kind: TypeAdapter(known) for kind, known in KINDS.items()}


class KnownStore:
    """What the topics told us, by name. Both methods raise StoreAway when MongoDB is away."""

    def __init__(self, collection: Collection, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._collection = collection
        self._clock = clock
        self._cache: OrderedDict[Name, tuple[float, Known]] = OrderedDict()
        self._found: Grouping[Sequence[Name], Mapping[Name, Known]] = Grouping(self._find, at_most=AT_ONCE)

    async def keep(self, facts: Iterable[Learned]) -> None:
        """Keep each fact unless a later one about the same is there already; one bulk write."""
        facts = list(facts)
        if not facts:
            return
        with store_errors():
            await self._collection.bulk_write([_keep_if_later(fact) for fact in facts], ordered=False)
        for fact in facts:
            self._cache.pop(fact.name, None)

    async def view(self, organization: str, names: Sequence[Name], *, fresh: bool = False) -> View:
        """What is known under these names; at most one round trip, and none for what was asked for just before.

        `fresh`: as it is now, whatever was heard before. Who may see somebody is never asked of the cache.
        """
        since = self._clock() - CACHED_FOR
        held = {} if fresh else {name: self._cache[name] for name in names if name in self._cache}
        found = {name: known for name, (heard, known) in held.items() if heard > since}
        missing = [name for name in names if name not in found]
        if missing:
            found |= await self._found.answer(missing)
        return View(organization, found, frozenset(names))

    async def _find(self, asked: Sequence[Sequence[Name]]) -> Sequence[Mapping[Name, Known] | Exception]:
        names = {name for some in asked for name in some}
        try:
            with store_errors():
                documents = await self._collection.find({"_id": {"$in": list(names)}}).to_list(len(names))
        except StoreAway as away:
            return [away] * len(asked)
        known = {document["_id"]: self._remembered(document["_id"], _known_from(document)) for document in documents}
        return [{name: known[name] for name in some if name in known} for some in asked]

    def _remembered(self, name: Name, known: Known) -> Known:
        self._cache[name] = (self._clock(), known)
        self._cache.move_to_end(name)
        while len(self._cache) > MOST_CACHED:
            self._cache.popitem(last=False)
        return known


def _known_from(document: Mapping[str, Any]) -> Known:
    known: Known = _adapter(document["_id"]).validate_python(document["known"])
    return known


def _adapter(name: Name) -> TypeAdapter[Any]:
    return _ADAPTERS[name.partition("/")[0]]


def _keep_if_later(fact: Learned) -> UpdateOne:
    # One atomic upsert: the server compares the positions of the two events, so the order of arrival does not matter.
    later = {"$lt": [{"$ifNull": ["$position", []]}, {"$literal": list(fact.position)}]}
    known = _adapter(fact.name).dump_python(fact.known, mode="json")
    held = {"_id": fact.name, "position": list(fact.position), "known": known}
    return UpdateOne(
        {"_id": fact.name}, [{"$replaceWith": {"$cond": [later, {"$literal": held}, "$$ROOT"]}}], upsert=True
    )
