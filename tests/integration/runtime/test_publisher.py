"""The publisher: what it says is written is in the log; what it cannot say so of, it says."""

from __future__ import annotations

import asyncio
import time

import pytest

from deploy.stacks.readiness import free_port
from deploy.stacks.stack import Stack
from shared.contracts.topics import DEAD_LETTERS
from shared.runtime import publisher as publisher_module
from shared.runtime.errors import BrokerAway
from shared.runtime.publisher import ACKNOWLEDGED_WITHIN, LARGEST_MESSAGE, Outgoing, Publisher
from shared.runtime.settings import Settings
from tests.integration.runtime.records import TOPIC, records

pytestmark = pytest.mark.stack


def numbered(settings: Settings, numbers: range, key: bytes = b"shore/robin") -> list[Outgoing]:
    return [Outgoing(settings.topic(TOPIC), key, str(n).encode(), (("n", b"\xff"),)) for n in numbers]


async def test_records_of_one_key_are_in_the_log_in_their_order(space: Settings) -> None:
    publisher = Publisher(space.kafka, client_id="test")
    try:
        await publisher.publish([])
        await publisher.publish(numbered(space, range(500)))
        await publisher.publish(numbered(space, range(500, 1_000)))
    finally:
        await publisher.close()
    found = await records(space, 1_000)
    assert [int(record.value) for record in found] == list(range(1_000))
    assert found[0].headers == (("n", b"\xff"),)


async def test_a_publisher_that_was_closed_may_be_used_again(space: Settings) -> None:
    publisher = Publisher(space.kafka, client_id="test")
    for n in range(2):
        await publisher.publish(numbered(space, range(n, n + 1)))
        await publisher.close()
    assert len(await records(space, 2)) == 2


async def test_the_largest_dead_letter_fits(space: Settings) -> None:
    publisher = Publisher(space.kafka, client_id="test")
    value, headers = b"x" * (LARGEST_MESSAGE - 2_000), (("cairn-reason", b"too-large"),)
    letter = Outgoing(space.topic(DEAD_LETTERS), None, value, headers)
    try:
        await publisher.publish([letter])
    finally:
        await publisher.close()
    assert len((await records(space, 1, DEAD_LETTERS))[0].value) == len(value)


async def test_without_a_broker_it_says_so_in_time() -> None:
    publisher = Publisher(f"127.0.0.1:{free_port()}", client_id="test")
    started = time.monotonic()
    with pytest.raises(BrokerAway):
        await publisher.publish([Outgoing("topic", b"key", b"value")])
    assert time.monotonic() - started < ACKNOWLEDGED_WITHIN + 3.0


async def test_a_missing_topic_is_named_as_the_reason(space: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publisher_module, "ACKNOWLEDGED_WITHIN", 2.0)
    publisher = Publisher(space.kafka, client_id="test")
    with pytest.raises(BrokerAway, match="create the topics first"):
        await publisher.publish([Outgoing(space.topic("care.nothing.v1"), b"key", b"value")])


async def test_it_outlives_its_broker(space: Settings, stack: Stack) -> None:
    publisher = Publisher(space.kafka, client_id="test")
    try:
        await publisher.publish(numbered(space, range(1)))
        await asyncio.to_thread(stack.kill_broker)
        try:
            meanwhile = asyncio.create_task(_published(publisher, numbered(space, range(1, 2))))
        finally:
            await asyncio.to_thread(stack.start_broker)
        await meanwhile
        await publisher.publish(numbered(space, range(2, 3)))
    finally:
        await publisher.close()
    assert {int(record.value) for record in await records(space, 3)} == {0, 1, 2}


async def _published(publisher: Publisher, outgoing: list[Outgoing]) -> None:
    while True:
        try:
            return await publisher.publish(outgoing)
        except BrokerAway:
            continue
