"""Telling integrators: a projection that moved enough says so in its own document, and the teller publishes it.

What is told is the newest state, not each step on the way: the topics are compacted, and during a catch-up only the
newest of each score is worth a message. At least once: the note is taken off the document only after Kafka has the
events, and only if the document is still the one that was told.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple, Protocol

from services.scoring.domain.announcing import Announced, announcements, shown
from services.scoring.domain.course import Course
from shared.contracts.envelope import CONTENT_TYPE
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.health import Check
from shared.runtime.publisher import Outgoing, Publisher

AT_MOST = 500
"""Participants told about per round."""
PAUSE = 0.5
"""Seconds between two rounds: what moved twice within it is told once."""
PAUSE_IN_BACKLOG = 10.0
"""Seconds between two rounds while scoring catches up: it needs the servers more."""
LOOK_EVERY = 2.0
"""Seconds between two looks when nobody calls: what another instance left untold."""
LONGEST_BACKOFF = 5.0
"""Seconds between tries while Kafka or MongoDB is away."""
LONGEST_SILENCE = 30.0
"""Seconds without a successful round after which the service calls itself unhealthy."""

_HEADERS = (("content-type", CONTENT_TYPE.encode()),)
_log = logging.getLogger(__name__)


class Untold(NamedTuple):
    """A participant whose scores moved enough since integrators were last told."""

    subject: str
    course: Course


class Told(NamedTuple):
    """What integrators know now, as of so many events."""

    subject: str
    events: int
    values: Announced


class UntoldStore(Protocol):
    """What the teller needs of a store. Methods may raise StoreAway."""

    async def untold(self, at_most: int) -> Sequence[Untold]:
        """Some of those this instance should tell about."""

    async def mark_told(self, told: Sequence[Told]) -> None:
        """Note it on the documents that still hold so many events."""


class Teller:
    """Publishes score changes for one instance. `learned` hears what was told; `in_backlog` says when to go easy."""

    def __init__(
        self,
        store: UntoldStore,
        publisher: Publisher,
        topic: Callable[[str], str],
        *,
        learned: Callable[[str, Announced], None],
        in_backlog: Callable[[], bool],
    ) -> None:
        self._store = store
        self._publisher = publisher
        self._topic = topic
        self._learned = learned
        self._in_backlog = in_backlog
        self._woken = asyncio.Event()
        self._last_round = time.monotonic()

    def wake(self) -> None:
        """Projections were written: look now."""
        self._woken.set()

    def check(self) -> Check:
        """Rounds succeed."""
        return Check("telling", self._find_fault)

    async def run(self) -> None:
        """Tell until cancelled. Survives any time without Kafka or MongoDB."""
        backoff = 0.1
        while True:
            self._woken.clear()
            try:
                told = await self.round()
            except (BrokerAway, StoreAway) as away:
                _log.warning("telling waits: %s", type(away).__name__, extra={"error": str(away), "seconds": backoff})
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)
                continue
            backoff, self._last_round = 0.1, time.monotonic()
            await asyncio.sleep(PAUSE_IN_BACKLOG if self._in_backlog() else PAUSE)
            if told < AT_MOST:
                with suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_EVERY):
                        await self._woken.wait()

    async def round(self) -> int:
        """Tell about some; how many. Raises BrokerAway or StoreAway, having told about all, some or none."""
        waiting = await self._store.untold(AT_MOST)
        if not waiting:
            return 0
        events = [event for subject, course in waiting for event in announcements(subject, course)]
        await self._publisher.publish(
            [Outgoing(self._topic(e.type), e.subject.encode(), e.to_json(), _HEADERS) for e in events]
        )
        told = [Told(subject, course.events, shown(course)) for subject, course in waiting]
        await self._store.mark_told(told)
        for subject, _, values in told:
            self._learned(subject, values)
        return len(told)

    async def _find_fault(self) -> str | None:
        silent = time.monotonic() - self._last_round
        return f"nothing could be told for {silent:.0f} s" if silent > LONGEST_SILENCE else None
