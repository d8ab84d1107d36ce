"""A consumer that stands still is noticed, one that has nothing to do is left in peace."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping

from aiokafka import TopicPartition
from aiokafka.errors import KafkaConnectionError

from shared.runtime.consumer_health import consumer_check, find_standstill

ONE, TWO = TopicPartition("care.goal-set.v1", 0), TopicPartition("care.goal-set.v1", 1)
LONG_AGO = -1000.0


class Consumer:
    """A consumer's answers, by hand."""

    def __init__(
        self,
        committed: Mapping[TopicPartition, int | None],
        ends: Mapping[TopicPartition, int],
        starts: Mapping[TopicPartition, int] | None = None,
    ) -> None:
        self._committed, self._ends, self._starts = committed, ends, starts or {}
        self.away = False

    def assignment(self) -> Collection[TopicPartition]:
        return set(self._committed)

    async def committed(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        return {one: offset for one in partitions if (offset := self._committed[one]) is not None}

    async def beginning_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        return {partition: self._starts.get(partition, 0) for partition in partitions}

    async def end_offsets(self, partitions: Collection[TopicPartition]) -> Mapping[TopicPartition, int]:
        if self.away:
            raise KafkaConnectionError
        return {partition: self._ends[partition] for partition in partitions}


async def fault_of(consumer: Consumer, last_handled: float, *, now: float = 0.0) -> str | None:
    return await find_standstill(consumer, lambda: last_handled, clock=lambda: now)


async def test_nothing_waits_and_the_last_batch_is_long_ago_is_fine() -> None:
    assert await fault_of(Consumer({ONE: 5, TWO: 0}, {ONE: 5, TWO: 0}), LONG_AGO) is None


async def test_messages_wait_but_the_last_batch_was_just_now_is_fine() -> None:
    assert await fault_of(Consumer({ONE: 5}, {ONE: 90}), -29.0) is None


async def test_messages_wait_and_the_last_batch_is_long_ago_is_a_standstill() -> None:
    fault = await fault_of(Consumer({ONE: 5, TWO: 3}, {ONE: 90, TWO: 3}), -31.0)
    assert fault == "85 messages wait, and the last batch was handled 31 s ago"


async def test_what_was_never_committed_waits_from_where_the_topic_begins() -> None:
    assert await fault_of(Consumer({ONE: None}, {ONE: 40}, {ONE: 40}), LONG_AGO) is None
    assert await fault_of(Consumer({ONE: None}, {ONE: 41}, {ONE: 40}), LONG_AGO) is not None


async def test_a_message_that_has_only_just_arrived_is_given_its_chance() -> None:
    handled = LONG_AGO

    async def handle_soon() -> None:
        nonlocal handled
        await asyncio.sleep(0.05)
        handled = 0.0

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(handle_soon())
        fault = await find_standstill(Consumer({ONE: 0}, {ONE: 1}), lambda: handled, clock=lambda: 0.0)
    assert fault is None


async def test_no_partition_is_a_fault() -> None:
    assert await fault_of(Consumer({}, {}), 0.0) == "no partition is assigned to this consumer"


async def test_a_cluster_that_does_not_answer_is_a_fault() -> None:
    consumer = Consumer({ONE: 5}, {ONE: 5})
    consumer.away = True
    assert await fault_of(consumer, 0.0) == "Kafka does not answer (KafkaConnectionError)"


async def test_a_consumer_that_could_not_be_started_is_a_fault() -> None:
    fault = await consumer_check("view", lambda: None, lambda: 0.0).find_fault()
    assert fault is not None
    assert fault.startswith("not reading")
