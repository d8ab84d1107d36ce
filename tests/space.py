"""A place of its own for each test: topics and databases on the session's stack that hold nothing yet.

To create some forty topics takes longer than most tests: what a test leaves is emptied, and is the next one's place.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from inspect import signature
from typing import Protocol
from uuid import uuid4

import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, RecordsToDelete
from aiokafka.errors import KafkaError

from deploy.prepare import prepare
from shared.contracts.topics import CARE_TOPICS, DEAD_LETTERS, SCORE_TOPICS
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking

TOPICS = (*CARE_TOPICS, *SCORE_TOPICS, DEAD_LETTERS)

SERVICES = ("goals", "checkins", "scoring", "dashboard")

UP_TO_THE_END = RecordsToDelete(before_offset=-1)


class Servers(Protocol):
    """What a stack provides."""

    kafka: str
    mongo: str


Left = dict[int, Settings]
"""Spaces that tests have left, by their number of partitions."""


@pytest.fixture
def partitions() -> int:
    """Partitions of each topic: one, unless a folder's own fixture says more. A test has some forty topics."""
    return 1


@pytest.fixture
def anew(request: pytest.FixtureRequest) -> bool:
    """Whether topics have to be new, each beginning at offset 0, unless a folder's own fixture says so.

    For a test that asks for the stack: a broker that it kills forgets where an emptied topic begins.
    """
    return "stack" in signature(request.function).parameters


@pytest.fixture(scope="session")
def left(stack: Servers) -> Iterator[Left]:
    """See `Left`. In the end they are removed."""
    spaces: Left = {}
    yield spaces
    for settings in spaces.values():
        asyncio.run(_remove(settings))


@pytest.fixture
async def space(stack: Servers, partitions: int, anew: bool, left: Left) -> AsyncIterator[Settings]:
    """Settings with a topic prefix and a database name that no other test has now; topics and indexes are there.

    What is not used again is removed: a broker that is killed later need not look through it.
    """
    settings = None if anew else left.pop(partitions, None)
    if settings and not await _is_emptied(settings):
        await _remove(settings)
        settings = None
    settings = settings or _another(stack, partitions)
    await prepare(settings)
    yield settings
    if partitions in left:
        await _remove(settings)
    else:
        left[partitions] = settings


def _another(stack: Servers, partitions: int) -> Settings:
    name = f"t{uuid4().hex[:10]}"
    return Settings(
        kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name, partitions=partitions
    )


async def _is_emptied(settings: Settings) -> bool:
    """Empties it. False when it cannot be: there are scores, in compacted topics, or its broker just came back."""
    consumer = AIOKafkaConsumer(*map(settings.topic, SCORE_TOPICS), bootstrap_servers=settings.kafka)
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
    try:
        await consumer.start()
        if any((await consumer.end_offsets(consumer.assignment())).values()):
            return False
        await admin.start()
        others = [
            TopicPartition(settings.topic(name), number)
            for name in (*CARE_TOPICS, DEAD_LETTERS)
            for number in range(settings.partitions)
        ]
        await admin.delete_records(dict.fromkeys(others, UP_TO_THE_END))
    except KafkaError:
        return False
    finally:
        await admin.close()
        await consumer.stop()
    client = connect_blocking(settings.mongo, settings.database).client
    for service in SERVICES:
        _empty(client[settings.database_of(service)])
    client.close()
    return True


def _empty(database: BlockingDatabase[Document]) -> None:
    database.command("profile", 0)
    database["system.profile"].drop()  # what an earlier test asked is nobody else's
    for name in database.list_collection_names():
        if database[name].find_one({}, {"_id": 1}):  # a deletion waits for the server's journal
            database[name].delete_many({})


async def _remove(settings: Settings) -> None:
    client = connect_blocking(settings.mongo, settings.database).client
    with ThreadPoolExecutor(len(SERVICES)) as hands:  # each drop waits a tenth of a second for the server's journal
        list(hands.map(client.drop_database, map(settings.database_of, SERVICES)))
    client.close()
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
    try:
        await admin.start()
        await admin.delete_topics([settings.topic(topic) for topic in TOPICS])
    finally:
        await admin.close()
