"""Writes of commands that come at the same time, in one round trip.

While one bulk write is on its way to the server and back (it waits for a majority and the journal), what arrives
meanwhile is gathered for the next: nobody waits longer than for their own write, and under load a write for thirty
costs the server, and this process, little more than one for one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from shared.runtime.errors import StoreAway
from shared.runtime.store import (
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
DUPLICATE_KEY = 11000
"""MongoDB's error code for a value of a unique index that is taken."""

Write: TypeAlias = InsertOne[Document] | UpdateOne


class _Waiting(NamedTuple):
    write: Write
    done: asyncio.Future[bool]


class GroupedWrites:
    """Inserts and guarded updates of one collection.

    A write that is cancelled while it waits may still be done. Raises StoreAway when MongoDB is away: then it may be
    done or not; other errors of the server only reach the write that they are about.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def insert(self, document: Document) -> bool:
        """Whether it was inserted: not when its `_id`, or a value of a unique index, is taken."""
        return await self._write(InsertOne(document))

    async def update(self, where: Mapping[str, Any], change: Mapping[str, Any]) -> bool:
        """Whether it was surely done. If not, look: some write of the same round trip found nothing to change."""
        return await self._write(UpdateOne(where, change))

    async def _write(self, write: Write) -> bool:
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Waiting(write, done))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all(), name="grouped-writes")
        return await done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                together, self._waiting = self._waiting[:AT_MOST], self._waiting[AT_MOST:]
                _settle(together, await self._outcomes([waiting.write for waiting in together]))
        finally:
            self._writing = None
            for _, done in self._waiting:
                done.cancel()  # only left where this task was cancelled, with everything else

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


def _settle(together: Sequence[_Waiting], outcomes: Sequence[bool | Exception]) -> None:
    for waiting, outcome in zip(together, outcomes, strict=True):
        if waiting.done.done():
            continue  # whoever asked has gone
        if isinstance(outcome, Exception):
            waiting.done.set_exception(outcome)
        else:
            waiting.done.set_result(outcome)
