"""The relay: takes what outboxes hold to Kafka, then clears it. At least once; in order per document and instance.

A write wakes it, so nothing waits for a poll; an instance relays its own entries at once, and a sweep picks up
what a crashed instance left.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from shared.contracts.figures import OutboxFigures
from shared.runtime.background import stop_if_it_broke
from shared.runtime.commands import outgoing
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.figures import MOST_COUNTED
from shared.runtime.health import Check
from shared.runtime.publisher import Publisher
from shared.runtime.store import Collection, Document, UpdateOne, store_errors

SWEEP_EVERY = 2.0
"""Seconds between two looks for entries that a crashed instance left."""
LEFT_BEHIND_AFTER = 5.0
"""Seconds after which another instance's entry counts as left behind; sent twice, it is still one event."""
AT_MOST = 100
"""Documents per round: while a round is being written, commands wait for this process; so it is kept short."""
GATHER_FOR = 0.02
"""Seconds between two rounds: under load one round for twenty events costs little more than one for one."""
FIRST_BACKOFF, LONGEST_BACKOFF = 0.1, 5.0
"""Seconds between tries while Kafka or MongoDB is away; doubled each time."""
LONGEST_WAIT = 30.0
"""Seconds an event may wait in an outbox before the service calls itself unhealthy."""
LAST_CALL = 3.0
"""Seconds that a stopping instance gives its last publications; its next start sweeps up the rest."""

_HOLDING_ENTRIES: Document = {"outbox.instance": {"$exists": True}}
"""As the outbox's partial index has it."""
_log = logging.getLogger(__name__)


class Relay:
    """Publishes the outboxes of some collections of aggregates for one service instance."""

    def __init__(self, collections: Sequence[Collection], publisher: Publisher, *, instance: str) -> None:
        self._collections = collections
        self._publisher = publisher
        self._instance = instance
        self._woken = asyncio.Event()
        self._stopping = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Something was written: publish it now."""
        self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Relay for as long as the context lasts; what can still be published on leaving is published then."""
        self._task = task = asyncio.create_task(self.run(), name="relay")
        task.add_done_callback(stop_if_it_broke)
        try:
            yield
        finally:
            self._stopping.set()
            self.wake()
            _, unfinished = await asyncio.wait({task}, timeout=LAST_CALL)
            if unfinished:
                task.cancel()
                await asyncio.wait({task})

    def check(self) -> Check:
        """Relaying goes on, and no accepted event has waited for longer than LONGEST_WAIT."""
        return Check("relay", self._find_fault)

    async def measure(self) -> Sequence[OutboxFigures]:
        """Documents whose events wait for Kafka, in all instances, at most MOST_COUNTED of each collection."""
        waiting = 0
        try:
            with store_errors():
                for collection in self._collections:
                    waiting += await collection.count_documents(_HOLDING_ENTRIES, limit=MOST_COUNTED)
        except StoreAway:
            return [OutboxFigures(name="relay", waiting=None)]
        return [OutboxFigures(name="relay", waiting=waiting)]

    async def _find_fault(self) -> str | None:
        if self._task is not None and self._task.done():
            return "the relay has stopped; restart this service"
        old = _holding_entries_from_before(time.time() - LONGEST_WAIT)
        try:
            with store_errors():
                for collection in self._collections:
                    if await collection.find_one(old, {"_id": 1}) is not None:
                        return f"an event has waited for Kafka for more than {LONGEST_WAIT:.0f} s"
        except StoreAway as away:
            return f"not known while MongoDB does not answer ({away})"
        return None

    async def run(self) -> None:
        """Relay until cancelled, or told to stop and nothing is left. Survives any time without Kafka or MongoDB."""
        backoff = FIRST_BACKOFF
        swept = 0.0
        while True:
            self._woken.clear()
            stopping = self._stopping.is_set()
            try:
                sweep = time.monotonic() - swept >= SWEEP_EVERY
                moved = await self._round(sweep=sweep)
                swept = time.monotonic() if sweep else swept
            except (BrokerAway, StoreAway) as away:
                if stopping:
                    return
                _log.warning("relay waits: %s", type(away).__name__, extra={"error": str(away), "seconds": backoff})
                await _set_within(self._stopping, backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)
                continue
            backoff = FIRST_BACKOFF
            if moved:
                await _set_within(self._stopping, GATHER_FOR)
                continue
            if stopping:
                return
            await _set_within(self._woken, SWEEP_EVERY)

    async def _round(self, *, sweep: bool) -> int:
        moved = 0
        before = time.time() - LEFT_BEHIND_AFTER
        for collection in self._collections:
            own = {"outbox.instance": self._instance}
            moved += await self._relay(collection, own, lambda entry: entry["instance"] == self._instance)
            if sweep:
                left_behind = _holding_entries_from_before(before)
                moved += await self._relay(collection, left_behind, lambda entry: entry["since"] < before)
        return moved

    async def _relay(self, collection: Collection, where: Document, is_due: Callable[[Document], bool]) -> int:
        # One document may hold entries of several instances; each publishes its own, or every event would be
        # written as often as instances are at work on the document.
        with store_errors():
            documents = await collection.find(where, {"outbox": 1}).limit(AT_MOST).to_list(AT_MOST)
        due = {document["_id"]: [entry for entry in document["outbox"] if is_due(entry)] for document in documents}
        entries = [entry for some in due.values() for entry in some]
        if not entries:
            return 0
        await self._publisher.publish([outgoing(entry) for entry in entries])
        cleared = [
            UpdateOne({"_id": found}, {"$pull": {"outbox": {"id": {"$in": [entry["id"] for entry in some]}}}})
            for found, some in due.items()
        ]
        with store_errors():
            await collection.bulk_write(cleared, ordered=False)
        return len(entries)


def _holding_entries_from_before(since: float) -> Document:
    # The first half is what makes the outbox's partial index fit the query.
    return {**_HOLDING_ENTRIES, "outbox": {"$elemMatch": {"since": {"$lt": since}}}}


async def _set_within(event: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        pass
