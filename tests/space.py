"""A place of its own for each test: a fresh topic prefix and fresh databases on the session's stack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient

from deploy.prepare import prepare
from shared.contracts.topics import CARE_TOPICS, DEAD_LETTERS, SCORE_TOPICS
from shared.runtime.settings import Settings
from shared.runtime.store import connect_blocking

TOPICS = (*CARE_TOPICS, *SCORE_TOPICS, DEAD_LETTERS)

SERVICES = ("goals", "checkins", "scoring", "dashboard")


class Servers(Protocol):
    """What a stack provides."""

    kafka: str
    mongo: str


@pytest.fixture
def partitions() -> int:
    """Partitions of each topic: one, unless a folder's own fixture says more. A test has some forty topics."""
    return 1


@pytest.fixture
async def space(stack: Servers, partitions: int) -> AsyncIterator[Settings]:
    """Settings with a topic prefix and a database name that no other test has; topics and indexes are there.

    Both are removed afterwards: a broker that is killed later need not look through those of every test before.
    """
    name = f"t{uuid4().hex[:10]}"
    settings = Settings(
        kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name, partitions=partitions
    )
    await prepare(settings)
    yield settings
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
