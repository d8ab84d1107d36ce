"""Whatever happens to a reader or a publisher, it leaves no connection to Kafka open."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.conn import AIOKafkaConnection
from aiokafka.consumer.group_coordinator import GroupCoordinator
from aiokafka.errors import KafkaConnectionError, KafkaError
from aiokafka.producer.message_accumulator import MessageAccumulator
from aiokafka.protocol.metadata import MetadataRequest
from faststream.kafka import KafkaBroker
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.runtime import publisher as publisher_module
from shared.runtime import reading as reading_module
from shared.runtime.intake import Records, build_reader, subscribe
from shared.runtime.publisher import Outgoing, Publisher
from shared.runtime.reading import Reading
from shared.runtime.settings import Settings
from tests.integration.checkins.serving import eventually
from tests.integration.runtime.records import TOPIC

pytestmark = pytest.mark.stack


@pytest.fixture(autouse=True)
def none_left_open() -> Iterator[None]:
    """What others left is not counted."""
    gc.collect()
    before = {id(connection) for connection in open_connections()}
    yield
    assert [connection for connection in open_connections() if id(connection) not in before] == []


def open_connections() -> list[AIOKafkaConnection]:
    return [found for found in gc.get_objects() if type(found) is AIOKafkaConnection and found.connected()]


class _Listener(ConsumerRebalanceListener):  # type: ignore[misc]  # untyped library
    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None: ...

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None: ...


class _Handler:
    last_handled = 0.0
    busy = False

    async def handle(self, records: Records) -> None: ...


def a_reading(settings: Settings, *, look_every: float = 60.0) -> Reading:
    def build() -> tuple[KafkaBroker, BatchSubscriber]:
        reader = build_reader(settings)
        topics = [settings.topic(TOPIC)]
        listener = _Listener()
        subscriber = subscribe(
            reader, topics, group=uuid4().hex, at_most=10, listener=listener, handle=_Handler().handle
        )
        return reader, subscriber

    return Reading("test", build, _Handler(), look_every=look_every)


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait({task})


async def reads(reading: Reading) -> None:
    async def assigned() -> bool:
        return reading.consumer is not None and bool(reading.consumer.assignment())

    await eventually(assigned, within=15, what="the reader has its partitions")


async def test_of_a_reader_that_is_cancelled_at_its_very_first_question(
    space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = AIOKafkaConnection.send

    def cancelled_meanwhile(connection: AIOKafkaConnection, request: object, *said: Any, **more: Any) -> object:
        if isinstance(request, MetadataRequest):
            task.cancel()
        return send(connection, request, *said, **more)

    monkeypatch.setattr(AIOKafkaConnection, "send", cancelled_meanwhile)
    task = asyncio.create_task(a_reading(space).run())
    await asyncio.wait({task})


async def test_of_a_reader_that_is_asked_something_after_it_was_stopped(space: Settings) -> None:
    reading = a_reading(space)
    task = asyncio.create_task(reading.run())
    await reads(reading)
    consumer = reading.consumer
    assert consumer is not None
    partitions = consumer.assignment()
    await ended(task)
    with pytest.raises((KafkaError, TimeoutError)):
        async with asyncio.timeout(0.5):
            await consumer.end_offsets(partitions)


async def test_of_a_reader_whose_stop_breaks_off(space: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    async def breaks_off(coordinator: GroupCoordinator) -> None:
        await close(coordinator)
        raise KafkaConnectionError

    close = GroupCoordinator.close
    monkeypatch.setattr(GroupCoordinator, "close", breaks_off)
    reading = a_reading(space)
    task = asyncio.create_task(reading.run())
    await reads(reading)
    await ended(task)


async def test_of_a_reader_whose_stop_is_cancelled_or_takes_too_long(
    space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(coordinator: GroupCoordinator) -> None:
        await close(coordinator)
        stopping.set()
        await asyncio.Event().wait()

    close = GroupCoordinator.close
    monkeypatch.setattr(GroupCoordinator, "close", hangs)
    monkeypatch.setattr(reading_module, "STOPPED_WITHIN", 0.2)
    for cancelled_again in (True, False):
        stopping = asyncio.Event()
        reading = a_reading(space)
        task = asyncio.create_task(reading.run())
        await reads(reading)
        task.cancel()
        await stopping.wait()
        if cancelled_again:
            task.cancel()
        await asyncio.wait({task})


async def test_of_a_publisher_that_cannot_write_what_it_holds(
    space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hangs(held: MessageAccumulator) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(MessageAccumulator, "close", hangs)
    monkeypatch.setattr(publisher_module, "STOPPED_WITHIN", 0.2)
    publisher = Publisher(space.kafka, client_id="test")
    await publisher.publish([Outgoing(space.topic(TOPIC), b"riverside/p-1", b"{}")])
    await publisher.close()
