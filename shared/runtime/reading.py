"""A reader's life: it starts when Kafka does, and starts anew when it stands still.

A service that also answers commands must not wait for Kafka, nor need somebody to restart it when its consumer has
silently stopped fetching. A new consumer reads on from what was committed, so a reader's handler may be interrupted
anywhere.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Protocol

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from faststream.kafka import KafkaBroker
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.runtime.connections import leave_none_open
from shared.runtime.consumer_health import STUCK_AFTER, GroupConsumer, consumer_check, consumer_measure
from shared.runtime.figures import Measure
from shared.runtime.health import Check

leave_none_open()

FIRST_BACKOFF, LONGEST_BACKOFF = 0.1, 5.0
"""Seconds between tries to start while Kafka is away; doubled each time."""
LOOK_EVERY = 10.0
"""Seconds between two looks whether the consumer gets on."""
PATIENCE = 3
"""Looks in a row that find a fault before the consumer is replaced."""
STOPPED_WITHIN = 3.0
"""Seconds a consumer may take to leave its group; then its connections are closed all the same."""

_log = logging.getLogger(__name__)


class Handler(Protocol):
    """What a reader wants to know of who handles its batches."""

    @property
    def last_handled(self) -> float:
        """`time.monotonic` when the last batch was done."""

    @property
    def busy(self) -> bool:
        """A batch is in hand: if it takes long, then not for want of a consumer."""


class Reading:
    """One FastStream reader after another. `build` makes a new one, not started, with its one subscriber."""

    def __init__(
        self,
        name: str,
        build: Callable[[], tuple[KafkaBroker, BatchSubscriber]],
        handler: Handler,
        *,
        stuck_after: float = STUCK_AFTER,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._name = name
        self._build = build
        self._handler = handler
        self._stuck_after = stuck_after
        self._look_every = look_every
        self._started_at = time.monotonic()
        self._subscriber: BatchSubscriber | None = None

    @property
    def consumer(self) -> AIOKafkaConsumer | None:
        """The consumer that reads, or None while there is none."""
        return self._subscriber.consumer if self._subscriber else None

    def check(self) -> Check:
        """The reader has its partitions, and gets on with what they hold."""
        return consumer_check(
            self._name, self._group_consumer, self._last_sign_of_life, stuck_after=self._stuck_after
        )

    @property
    def measure(self) -> Measure:
        """How far the reader is."""
        return consumer_measure(self._name, self._group_consumer, self._last_sign_of_life)

    async def run(self) -> None:
        """Read until cancelled. Survives any time without Kafka."""
        backoff = FIRST_BACKOFF
        while True:
            try:
                await self._one_life()
                backoff = FIRST_BACKOFF
            except (KafkaError, OSError) as away:
                error = type(away).__name__
                _log.warning("%s waits for Kafka", self._name, extra={"error": error, "seconds": backoff})
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)

    async def _one_life(self) -> None:
        """From start to standstill. Raises what starting raises."""
        reader, subscriber = self._build()
        try:
            await reader.start()
            self._started_at = time.monotonic()
            self._subscriber = subscriber
            await self._until_it_stands_still()
        finally:
            self._subscriber = None
            await _stop(reader, subscriber.consumer)

    async def _until_it_stands_still(self) -> None:
        faults = 0
        fault = None
        while faults < PATIENCE:
            await asyncio.sleep(self._look_every)
            fault = await self.check().find_fault()
            faults = faults + 1 if fault and not self._handler.busy else 0
        _log.warning("%s stands still: a new consumer takes over", self._name, extra={"reason": fault})

    def _group_consumer(self) -> GroupConsumer | None:
        return GroupConsumer(consumer) if (consumer := self.consumer) is not None else None

    def _last_sign_of_life(self) -> float:
        return max(self._handler.last_handled, self._started_at)


async def _stop(reader: KafkaBroker, consumer: AIOKafkaConsumer | None) -> None:
    """Stop in order if that can be done in time; in any case, cancelled too, no connection stays open."""
    stopping = asyncio.create_task(reader.stop())
    try:
        await asyncio.wait({stopping}, timeout=STOPPED_WITHIN)
    finally:
        if consumer is not None:
            await consumer._client.close()  # noqa: SLF001  # what the stop still waits for fails now, and it goes on
        await asyncio.wait({stopping}, timeout=STOPPED_WITHIN)
        stopping.cancel()
        (ended,) = await asyncio.gather(stopping, return_exceptions=True)
        if isinstance(ended, BaseException):
            # Nothing was promised to it: what it had not committed, the next reader gets.
            _log.warning("reader did not stop in order", extra={"error": type(ended).__name__})
