"""Is a consumer getting on? Not only: can the cluster be reached.

A consumer may stand still without an error: after a broker's restart its client may never fetch again (aiokafka issue
1154), and a handler may try the same batch for ever. Both look the same from outside: messages wait, and the last
batch is long ago.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from shared.contracts.figures import ConsumerFigures
from shared.runtime.figures import Measure
from shared.runtime.health import Check

STUCK_AFTER = 30.0
"""Seconds without a handled batch, while messages wait, after which a consumer counts as stuck."""
ASKED_WITHIN = 1.0
"""Seconds Kafka may take to say where the topics end and the group is."""
MEASURED_WITHIN = 2.0
"""Seconds the same may take where it is no check, but a figure for an operator."""
LAST_CHANCE = 0.5
"""Seconds in which a consumer that had nothing to do for long must take what has only just arrived."""
_LOOK_AGAIN = 0.02


class Consumer(Protocol):
    """What is asked of a consumer in a group. `committed`: without the partitions that never were."""

    def assignment(self) -> Collection[TopicPartition]: ...

    async def committed(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]: ...

    async def beginning_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]: ...

    async def end_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]: ...


class GroupConsumer:
    """An aiokafka consumer, of which all committed offsets are asked in one request.

    Its own `committed` asks for one partition: for the 258 of the care topics that took most of a second.
    """

    def __init__(self, consumer: AIOKafkaConsumer) -> None:
        self._consumer = consumer

    def assignment(self) -> Collection[TopicPartition]:
        """The partitions that it reads."""
        return frozenset(self._consumer.assignment())

    async def committed(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        """Where the group reads on, but for partitions of which it has never committed any. Raises KafkaError."""
        found = await self._consumer._coordinator.fetch_committed_offsets(partitions)  # noqa: SLF001
        return {partition: known.offset for partition, known in found.items()}

    async def beginning_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        """Where the partitions begin. Raises KafkaError."""
        return dict(await self._consumer.beginning_offsets(partitions))

    async def end_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        """Where the partitions end. Raises KafkaError."""
        return dict(await self._consumer.end_offsets(partitions))


async def find_standstill(
    consumer: Consumer,
    last_handled: Callable[[], float],
    *,
    stuck_after: float = STUCK_AFTER,
    clock: Callable[[], float] = time.monotonic,
) -> str | None:
    """What keeps the consumer from getting on, as a sentence, or None. Answers within 1.5 s and does not raise.

    `last_handled`: when a batch was handled last, or the consumer started, on `clock`. A message waits until it is
    committed: so a batch that is in hand, or read ahead, waits too.
    """
    partitions = consumer.assignment()
    if not partitions:
        return "no partition is assigned to this consumer"
    try:
        async with asyncio.timeout(ASKED_WITHIN):
            waiting = await _waiting(consumer, list(partitions))
    except (KafkaError, TimeoutError, OSError) as error:
        return f"Kafka does not answer ({type(error).__name__})"
    before = last_handled()
    if not waiting or clock() - before <= stuck_after or await _gets_on(before, last_handled):
        return None
    return f"{waiting} messages wait, and the last batch was handled {clock() - before:.0f} s ago"


def consumer_check(
    name: str,
    consumer: Callable[[], Consumer | None],
    last_handled: Callable[[], float],
    *,
    stuck_after: float = STUCK_AFTER,
) -> Check:
    """Partitions are assigned, and no message waits while nothing was handled for `stuck_after` seconds.

    `consumer` gives the running consumer, or None while it could not be started; `last_handled` is in
    `time.monotonic` seconds.
    """

    async def find_fault() -> str | None:
        running = consumer()
        if running is None:
            return "not reading: Kafka does not answer, or a topic is missing; trying again"
        return await find_standstill(running, last_handled, stuck_after=stuck_after)

    return Check(name, find_fault)


def consumer_measure(
    name: str, consumer: Callable[[], Consumer | None], last_handled: Callable[[], float]
) -> Measure:
    """How much waits for the running consumer, and how long ago its last batch was. As for `consumer_check`."""

    async def measure() -> Sequence[ConsumerFigures]:
        running = consumer()
        if running is None:
            return [ConsumerFigures(name=name, partitions=0, waiting=None, since_batch=None)]
        partitions = list(running.assignment())
        waiting: int | None
        try:
            async with asyncio.timeout(MEASURED_WITHIN):
                waiting = await _waiting(running, partitions)
        except (KafkaError, TimeoutError, OSError):
            waiting = None
        since = time.monotonic() - last_handled()
        return [ConsumerFigures(name=name, partitions=len(partitions), waiting=waiting, since_batch=since)]

    return measure


async def _waiting(consumer: Consumer, partitions: list[TopicPartition]) -> int:
    """Asked at once: where partitions begin and end is answered only after a fetch that waits for messages."""
    ends, begins, committed = await asyncio.gather(
        consumer.end_offsets(partitions), consumer.beginning_offsets(partitions), consumer.committed(partitions)
    )
    return sum(max(0, end - committed.get(partition, begins[partition])) for partition, end in ends.items())


async def _gets_on(before: float, last_handled: Callable[[], float]) -> bool:
    for _ in range(round(LAST_CHANCE / _LOOK_AGAIN)):
        await asyncio.sleep(_LOOK_AGAIN)
        if last_handled() != before:
            return True
    return False
