"""Lists in the order of time, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.runtime.store import ASCENDING, Collection, Document, store_errors


async def in_order(
    collection: Collection,
    where: Mapping[str, Any],
    time: str,
    at_most: int,
    after: str | None,
    only: Mapping[str, int] | None = None,
) -> list[Document] | None:
    """Documents that fit `where`, by the field `time` and then by id, from the one that follows on `after`.

    None when there is no document `after` among them. `only`: the fields to read, all when None. Needs an index on
    the fields of `where`, `time` and `_id`. Raises StoreAway.
    """
    query = dict(where)
    with store_errors():
        if after is not None:
            mark = await collection.find_one({**where, "_id": after}, {time: 1})
            if mark is None:
                return None
            since = _at(mark, time)
            query |= {time: {"$gte": since}, "$or": [{time: {"$gt": since}}, {"_id": {"$gt": after}}]}
        found = collection.find(query, only).sort([(time, ASCENDING), ("_id", ASCENDING)]).limit(at_most)
        return [document async for document in found]


def _at(document: Document, path: str) -> Any:
    value: Any = document
    for name in path.split("."):
        value = value[name]
    return value
