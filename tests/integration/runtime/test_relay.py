"""The relay: what is in an outbox gets to Kafka, whoever wrote it and whatever was away meanwhile."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from typing import Any

import pytest

from deploy.stacks.readiness import free_port
from shared.runtime import relay as relay_module
from shared.runtime.commands import Aggregates
from shared.runtime.publisher import Publisher
from shared.runtime.relay import LEFT_BEHIND_AFTER, LONGEST_WAIT, Relay
from shared.runtime.settings import Settings
from shared.runtime.store import Database, connect, ensure_indexes
from tests.integration.runtime.records import command, joined, records

pytestmark = pytest.mark.stack

COLLECTION = "walks"


@pytest.fixture
async def indexed(space: Settings) -> AsyncIterator[Database]:
    """A database with the relay's indexes."""
    async with connect(space.mongo, space.database_of("goals")) as database:
        await ensure_indexes(database, Aggregates.indexes(COLLECTION))
        yield database


@pytest.fixture
async def publisher(space: Settings) -> AsyncIterator[Publisher]:
    """A publisher to the space's broker."""
    one = Publisher(space.kafka, client_id="test")
    yield one
    await one.close()


def aggregates(database: Database, space: Settings, instance: str) -> Aggregates:
    return Aggregates(database[COLLECTION], instance=instance, topic=space.topic)


async def written(database: Database, space: Settings, key: str, instance: str = "here") -> str:
    """Records an aggregate with one event to publish; the event's id."""
    event = joined(key)
    await aggregates(database, space, instance).create(command(key), key, {}, {}, [event])
    return event.id


async def until_empty(database: Database) -> None:
    """Returns when no outbox holds anything. The test's own time limit ends the waiting."""
    while await database[COLLECTION].find_one({"outbox.id": {"$exists": True}}, {"_id": 1}):
        continue


def ids(found: list[Any]) -> list[str]:
    return sorted(joined_id for joined_id in (record.value.split(b'"id":"')[1][:36].decode() for record in found))


async def test_a_write_wakes_the_relay(
    indexed: Database, space: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay_module, "SWEEP_EVERY", 3_600.0)  # nothing but the waking can move it
    relay = Relay([indexed[COLLECTION]], publisher, instance="here")
    async with relay.running():
        for key in ("first", "second"):
            event_id = await written(indexed, space, key)
            relay.wake()
            await until_empty(indexed)
            assert event_id in ids(await records(space, 1))


async def test_what_was_written_is_published_once_with_key_and_type(
    indexed: Database, space: Settings, publisher: Publisher
) -> None:
    relay = Relay([indexed[COLLECTION]], publisher, instance="here")
    async with relay.running():
        written_ids = [await written(indexed, space, f"key-{n}") for n in range(20)]
        relay.wake()
        await until_empty(indexed)
    found = await records(space, 20)
    assert ids(found) == sorted(written_ids)
    assert {record.key for record in found} == {b"shore/robin"}
    assert {record.headers for record in found} == {(("content-type", b"application/cloudevents+json"),)}


async def test_a_relay_that_stops_publishes_first_what_is_there(
    indexed: Database, space: Settings, publisher: Publisher
) -> None:
    event_id = await written(indexed, space, "key")
    async with Relay([indexed[COLLECTION]], publisher, instance="here").running():
        pass
    assert ids(await records(space, 1)) == [event_id]
    await until_empty(indexed)


async def test_an_instance_leaves_the_fresh_entries_of_another_to_it(
    indexed: Database, space: Settings, publisher: Publisher
) -> None:
    here, there = (aggregates(indexed, space, name) for name in ("here", "there"))
    ours, theirs = joined("ours"), joined("theirs")
    await here.create(command("ours"), "a", {}, {}, [ours])
    await there.change(command("theirs"), "a", 1, {}, {}, [theirs])
    async with Relay([indexed[COLLECTION]], publisher, instance="here").running():
        pass
    assert ids(await records(space, 1)) == [ours.id]
    left = await indexed[COLLECTION].find_one({"_id": "a"})
    assert left is not None
    assert [entry["id"] for entry in left["outbox"]] == [theirs.id]


async def test_what_a_dead_instance_left_is_swept_up(
    indexed: Database, space: Settings, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    event_id = await written(indexed, space, "key", instance="dead")
    later = time.time() + LEFT_BEHIND_AFTER + 1
    monkeypatch.setattr(time, "time", lambda: later)
    async with Relay([indexed[COLLECTION]], publisher, instance="here").running():
        await until_empty(indexed)
    assert ids(await records(space, 1)) == [event_id]


async def test_without_kafka_events_wait_and_a_long_wait_is_a_fault(
    indexed: Database, space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody = Publisher(f"127.0.0.1:{free_port()}", client_id="test")
    relay = Relay([indexed[COLLECTION]], nobody, instance="here")
    check = relay.check()
    async with relay.running():
        assert await check.find_fault() is None
        await written(indexed, space, "key")
        relay.wake()
        assert await check.find_fault() is None
        later = time.time() + LONGEST_WAIT + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert "waited for Kafka" in str(await check.find_fault())
    assert await indexed[COLLECTION].count_documents({"outbox.id": {"$exists": True}}) == 1


async def test_looking_for_what_to_publish_reads_only_documents_that_have_something(
    indexed: Database, space: Settings
) -> None:
    idle = aggregates(indexed, space, "here")
    for n in range(200):
        await idle.create(command(f"idle-{n}"), f"idle-{n}", {}, {}, [])
    await written(indexed, space, "ours")
    await written(indexed, space, "theirs", instance="there")
    for where in (
        {"outbox.instance": "here"},
        relay_module._holding_entries_from_before(time.time() + 1),
    ):
        plan = (await indexed[COLLECTION].find(where, {"outbox": 1}).explain())["executionStats"]
        assert plan["totalDocsExamined"] <= 2
