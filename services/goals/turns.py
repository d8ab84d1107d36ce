"""Taking turns at one aggregate."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary


class Turns:
    """Lets one command at a time work on an aggregate, within this instance.

    Nothing is guarded by it, only effort saved: of two that read the same revision one would have to start again.
    """

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def at(self, aggregate_id: str) -> AsyncIterator[None]:
        """Wait for the turn and hold it."""
        lock = self._locks.setdefault(aggregate_id, asyncio.Lock())
        async with lock:
            yield
