"""What everything else relies on, the same on every stack: what a server acknowledged outlives the server."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import UnknownTopicOrPartitionError

from deploy.stacks.stack import Stack
from shared.runtime.store import BlockingDatabase, Document, connect_blocking

pytestmark = pytest.mark.stack


@asynccontextmanager
async def administrator(stack: Stack) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=stack.kafka)
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()


@pytest.fixture
async def topic(stack: Stack) -> AsyncIterator[str]:
    name = f"stack.{uuid4().hex[:10]}"
    async with administrator(stack) as admin:
        await admin.create_topics([NewTopic(name, 1, 1)])
    yield name
    async with administrator(stack) as admin:
        await admin.delete_topics([name])


@pytest.fixture
def database(stack: Stack) -> Iterator[BlockingDatabase[Document]]:
    found = connect_blocking(stack.mongo, f"stack_{uuid4().hex[:10]}")
    yield found
    found.client.drop_database(found)
    found.client.close()


@asynccontextmanager
async def producer(stack: Stack, **options: Any) -> AsyncIterator[AIOKafkaProducer]:
    started = AIOKafkaProducer(bootstrap_servers=stack.kafka, acks="all", enable_idempotence=True, **options)
    await started.start()
    try:
        yield started
    finally:
        await started.stop()


async def committed(stack: Stack, topic: str) -> list[bytes]:
    """Every committed message of the topic's one partition."""
    partition = TopicPartition(topic, 0)
    reader = AIOKafkaConsumer(bootstrap_servers=stack.kafka, isolation_level="read_committed")
    await reader.start()
    try:
        reader.assign([partition])
        await reader.seek_to_beginning(partition)
        end = (await reader.end_offsets([partition]))[partition]
        found: list[bytes] = []
        while await reader.position(partition) < end:
            batches = await reader.getmany(partition, timeout_ms=200)
            found += [message.value for batch in batches.values() for message in batch]
        return found
    finally:
        await reader.stop()


async def test_an_acknowledged_message_survives_a_killed_broker(stack: Stack, topic: str) -> None:
    async with producer(stack) as writer:
        await writer.send_and_wait(topic, b"before")
        stack.kill_broker()
        stack.start_broker()
        await writer.send_and_wait(topic, b"after")  # the same producer goes on
    assert await committed(stack, topic) == [b"before", b"after"]


async def test_an_aborted_kafka_transaction_is_not_read(stack: Stack, topic: str) -> None:
    async with producer(stack, transactional_id=topic) as writer:
        await writer.begin_transaction()
        await writer.send_and_wait(topic, b"withdrawn")
        await writer.abort_transaction()
        async with writer.transaction():
            await writer.send_and_wait(topic, b"kept")
    assert await committed(stack, topic) == [b"kept"]


async def test_a_misspelt_topic_is_not_created(stack: Stack, topic: str) -> None:
    misspelt = f"{topic}-misspelt"
    async with producer(stack, request_timeout_ms=500) as writer:
        with pytest.raises(UnknownTopicOrPartitionError):
            await writer.send_and_wait(misspelt, b"lost")
    async with administrator(stack) as admin:
        assert misspelt not in await admin.list_topics()


async def test_events_are_kept_for_ever(stack: Stack) -> None:
    async with administrator(stack) as admin:
        (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.BROKER, "1")])
    settings = {name: value for name, value, *_ in answer.resources[0][4]}
    assert (settings["log.retention.ms"], settings["log.retention.bytes"]) == ("-1", "-1")


def test_an_acknowledged_guarded_replace_survives_a_killed_database(
    stack: Stack, database: BlockingDatabase[Document]
) -> None:
    projections = database["projections"]
    projections.insert_one({"_id": "p1", "version": 1})
    replaced = projections.replace_one({"_id": "p1", "version": 1}, {"version": 2})
    stack.kill_database()
    stack.start_database()
    assert replaced.modified_count == 1
    assert projections.find_one() == {"_id": "p1", "version": 2}  # the same client goes on
    assert projections.replace_one({"_id": "p1", "version": 1}, {"version": 3}).matched_count == 0


def test_an_aborted_mongodb_transaction_leaves_nothing(database: BlockingDatabase[Document]) -> None:
    database["journal"].insert_one({"_id": "before"})
    with database.client.start_session() as session:
        with session.start_transaction():
            database["journal"].insert_one({"_id": "kept"}, session=session)
        session.start_transaction()
        database["journal"].insert_one({"_id": "withdrawn"}, session=session)
        session.abort_transaction()
    assert {found["_id"] for found in database["journal"].find()} == {"before", "kept"}


def test_a_change_stream_tells_of_a_write(database: BlockingDatabase[Document]) -> None:
    with database.watch(max_await_time_ms=5_000) as changes:
        database["journal"].insert_one({"_id": "e1"})
        assert next(changes)["documentKey"] == {"_id": "e1"}
