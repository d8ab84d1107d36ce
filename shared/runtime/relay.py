"""The relay: takes what outboxes hold to Kafka, then clears it. At least once, in order per document.

A write wakes it, so nothing waits for a poll; an instance relays its own entries at once, and a sweep picks up
what a crashed instance left.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Sequence

from shared.runtime.commands import outgoing
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.publisher import Publisher
from shared.runtime.store import Collection, Document, UpdateOne, store_errors

SWEEP_EVERY = 2.0
"""Seconds between two looks for entries that a crashed instance left."""
LEFT_BEHIND_AFTER = 5.0
"""Seconds after which another instance's entry counts as left behind; sent twice, it is still one event."""
AT_MOST = 500
"""Documents per round."""
LONGEST_BACKOFF = 5.0
"""Seconds between tries while Kafka or MongoDB is away."""

_log = logging.getLogger(__name__)


class Relay:
    """Publishes the outboxes of some collections of aggregates for one service instance."""

    def __init__(self, collections: Sequence[Collection], publisher: Publisher, *, instance: str) -> None:
        self._collections = collections
        self._publisher = publisher
        self._instance = instance
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """Something was written: publish it now."""
        self._woken.set()

    async def run(self) -> None:
        """Relay until cancelled. Survives any time without Kafka or MongoDB."""
        backoff = 0.1
        swept = 0.0
        while True:
            self._woken.clear()
            try:
                sweep = time.monotonic() - swept >= SWEEP_EVERY
                moved = await self._round(sweep=sweep)
                swept = time.monotonic() if sweep else swept
            except (BrokerAway, StoreAway) as away:
                _log.warning("relay waits: %s", type(away).__name__, extra={"error": str(away), "seconds": backoff})
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)
                self._woken.set()
                continue
            backoff = 0.1
            if not moved:
                await self._woken_within(SWEEP_EVERY)

    async def _woken_within(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def _round(self, *, sweep: bool) -> int:
        moved = 0
        for collection in self._collections:
            moved += await self._relay(collection, {"outbox.instance": self._instance})
            if sweep:
                stale = {"outbox": {"$elemMatch": {"since": {"$lt": time.time() - LEFT_BEHIND_AFTER}}}}
                moved += await self._relay(collection, {"outbox.instance": {"$exists": True}, **stale})
        return moved

    async def _relay(self, collection: Collection, where: Document) -> int:
        with store_errors():
            documents = await collection.find(where, {"outbox": 1}).limit(AT_MOST).to_list(AT_MOST)
        entries = [entry for document in documents for entry in document["outbox"]]
        if not entries:
            return 0
        await self._publisher.publish([outgoing(entry) for entry in entries])
        cleared = [
            UpdateOne(
                {"_id": document["_id"]},
                {"$pull": {"outbox": {"id": {"$in": [entry["id"] for entry in document["outbox"]]}}}},
            )
            for document in documents
        ]
        with store_errors():
            await collection.bulk_write(cleared, ordered=False)
        return len(entries)
