"""Writes of commands that come at the same time, in one bulk write: see `grouping`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from shared.runtime.errors import StoreAway
from shared.runtime.grouping import Grouping
from shared.runtime.store import (
    DUPLICATE_KEY,
    REFUSED,
    BulkWriteError,
    Collection,
    Document,
    InsertOne,
    UpdateOne,
    store_errors,
)

AT_MOST = 200
"""Writes in one round trip: bounds how long the slowest of them waits."""

Write: TypeAlias = InsertOne[Document] | UpdateOne


class GroupedWrites:
    """Inserts and guarded updates of one collection.

    A write that is cancelled while it waits may still be done. Raises StoreAway when MongoDB is away: then it may be
    done or not; other errors of the server only reach the write that they are about.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._writes: Grouping[Write, bool] = Grouping(self._outcomes, at_most=AT_MOST)

    async def insert(self, document: Document) -> bool:
        """Whether it was inserted: not when its `_id`, or a value of a unique index, is taken."""
        return await self._writes.answer(InsertOne(document))

    async def update(self, where: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Whether it was surely done. If not, look: some write of the same round trip found nothing to change."""
        return await self._writes.answer(UpdateOne(where, change))

    async def _outcomes(self, writes: Sequence[Write]) -> Sequence[bool | Exception]:
        try:
            return await self._done(writes)
        except StoreAway as away:
            return [away] * len(writes)
        except REFUSED as error:
            if len(writes) == 1:
                return [error]
            # One of them cannot even be sent: each on its own, and those that were done say so by their receipt.
            return [(await self._outcomes([write]))[0] for write in writes]

    async def _done(self, writes: Sequence[Write]) -> Sequence[bool | Exception]:
        failed: dict[int, bool | Exception] = {}
        try:
            with store_errors():
                result = await self._collection.bulk_write(writes, ordered=False)
            matched = result.matched_count
        except BulkWriteError as error:
            for one in error.details["writeErrors"]:
                failed[one["index"]] = False if one["code"] == DUPLICATE_KEY else error
            if not failed:
                raise
            matched = error.details["nMatched"]
        updates = [n for n, write in enumerate(writes) if isinstance(write, UpdateOne) and n not in failed]
        if matched < len(updates):
            failed |= dict.fromkeys(updates, False)
        return [failed.get(n, True) for n in range(len(writes))]
