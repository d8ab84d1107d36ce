"""What only time brings about: silence, a review that falls due, the end of a rest.

Each projection says when to look at it again; the looker asks its index for those whose time has come, asks the rules
and writes what they found, if the projection still holds the same events. Looking twice, or in two processes, finds
the same. An event that comes in between wins: whoever folds it asks the rules as well.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, Protocol

from services.scoring.domain.attention import Look, look
from services.scoring.projector import Projection, now_us
from shared.runtime.errors import StoreAway
from shared.runtime.health import Check

AT_MOST = 500
"""Participants looked at per round."""
LOOK_EVERY = 2.0
"""Seconds between two rounds when the last one found few: a reason shows so much after its time."""
LONGEST_BACKOFF = 5.0
"""Seconds between tries while MongoDB is away."""
LONGEST_SILENCE = 30.0
"""Seconds without a successful round after which the service calls itself unhealthy."""

_log = logging.getLogger(__name__)


class Looked(NamedTuple):
    """What the rules found for a participant's first `events` events."""

    subject: str
    events: int
    look: Look


class DueStore(Protocol):
    """What the looker needs of a store. Methods may raise StoreAway."""

    async def due(self, now_us: int, at_most: int) -> Mapping[str, Projection]:
        """Those whose time has come, the longest ago first."""

    async def looked(self, looks: Sequence[Looked]) -> None:
        """Write what was found on the documents that still hold so many events."""


class Looker:
    """Asks the rules again when time has come. `clock_us` says what time it is."""

    def __init__(self, store: DueStore, *, clock_us: Callable[[], int] = now_us) -> None:
        self._store = store
        self._clock_us = clock_us
        self._last_round = time.monotonic()

    def check(self) -> Check:
        """Rounds succeed."""
        return Check("looking", self._find_fault)

    async def run(self) -> None:
        """Look until cancelled. Survives any time without MongoDB."""
        backoff = 0.1
        while True:
            try:
                found = await self.round()
            except StoreAway as away:
                _log.warning("looking waits: StoreAway", extra={"error": str(away), "seconds": backoff})
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)
                continue
            backoff, self._last_round = 0.1, time.monotonic()
            await asyncio.sleep(LOOK_EVERY if found < AT_MOST else 0)

    async def round(self) -> int:
        """Look at some; how many. Raises StoreAway, having written all, some or nothing."""
        now = self._clock_us()
        due = await self._store.due(now, AT_MOST)
        if due:
            found = (Looked(subject, one.course.events, look(one.course, now)) for subject, one in due.items())
            await self._store.looked(list(found))
        return len(due)

    async def _find_fault(self) -> str | None:
        silent = time.monotonic() - self._last_round
        return f"nobody could be looked at for {silent:.0f} s" if silent > LONGEST_SILENCE else None
