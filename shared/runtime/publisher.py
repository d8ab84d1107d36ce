"""Writing to Kafka: acknowledged by all in-sync replicas, idempotent, and never hanging.

An idempotent producer may be left unusable by a long outage, so after any failure the next call starts a fresh
one. What was sent before a failure may be sent again: readers know an event by its id.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, UnknownTopicOrPartitionError

from shared.runtime.connections import leave_none_open
from shared.runtime.errors import BrokerAway

leave_none_open()

ACKNOWLEDGED_WITHIN = 10.0
"""Seconds after which a publication counts as failed and is tried again."""
KAFKA_ANSWERS_WITHIN = 0.8
"""The share of it that the client may wait for the broker: so that it is the client that says what is missing."""
STOPPED_WITHIN = 2.0
"""Seconds a producer may take to write what it holds; then its connections are closed all the same."""
LARGEST_MESSAGE = 2 * 1024 * 1024
"""Bytes. Room for a dead letter that holds the largest message a broker takes by default, and its headers."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One record to write: `topic` is the full name on the cluster."""

    topic: str
    key: bytes | None
    value: bytes | None
    headers: tuple[tuple[str, bytes], ...] = ()


class Publisher:
    """Writes records; starts its producer when first used. Not for use from several event loops."""

    def __init__(self, bootstrap: str, *, client_id: str) -> None:
        self._bootstrap = bootstrap
        self._client_id = client_id
        self._producer: AIOKafkaProducer | None = None
        self._starting = asyncio.Lock()

    async def publish(self, records: Sequence[Outgoing]) -> None:
        """Write all records, in order per key, and return once the log has them.

        Raises BrokerAway within about ACKNOWLEDGED_WITHIN seconds when it cannot say so for every record;
        then any of them may or may not have been written.
        """
        if not records:
            return
        try:
            async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
                producer = await self._started()
                sent = [await producer.send(r.topic, r.value, key=r.key, headers=list(r.headers)) for r in records]
                for outcome in await asyncio.gather(*sent, return_exceptions=True):
                    if isinstance(outcome, BaseException):
                        raise outcome
        except (KafkaError, TimeoutError, OSError) as error:
            await self.close()
            hint = "; create the topics first" if isinstance(error, UnknownTopicOrPartitionError) else ""
            raise BrokerAway(type(error).__name__ + hint) from error

    async def close(self) -> None:
        """Stop the producer, if there is one. The publisher may be used again."""
        producer, self._producer = self._producer, None
        if producer is not None:
            await _stop(producer)

    async def _started(self) -> AIOKafkaProducer:
        async with self._starting:
            if self._producer is None:
                producer = AIOKafkaProducer(
                    bootstrap_servers=self._bootstrap,
                    client_id=self._client_id,
                    acks="all",
                    enable_idempotence=True,
                    max_request_size=LARGEST_MESSAGE,
                    request_timeout_ms=int(ACKNOWLEDGED_WITHIN * KAFKA_ANSWERS_WITHIN * 1000),
                )
                try:
                    await producer.start()
                except BaseException:
                    await _stop(producer)
                    raise
                self._producer = producer
            return self._producer


async def _stop(producer: AIOKafkaProducer) -> None:
    """Stop in order if that can be done in time; in any case no connection stays open."""
    try:
        async with asyncio.timeout(STOPPED_WITHIN):
            await producer.stop()
    except (KafkaError, TimeoutError, OSError):
        pass  # it was being thrown away
    finally:
        await producer.client.close()  # a stop that breaks off has not reached it
