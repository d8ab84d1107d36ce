"""Writes at the same time share a round trip, and each learns what became of it alone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest

from deploy.stacks.stack import Stack
from shared.runtime.errors import StoreAway
from shared.runtime.grouped_writes import GroupedWrites
from shared.runtime.settings import Settings
from shared.runtime.store import Collection, connect

pytestmark = pytest.mark.stack

TOO_LARGE = "x" * (17 * 2**20)


@pytest.fixture
async def collection(space: Settings) -> AsyncIterator[Collection]:
    async with connect(space.mongo, space.database_of("goals")) as database:
        yield database["grouped"]


async def inserted(writes: GroupedWrites, *ids: str) -> list[bool]:
    return await asyncio.gather(*(writes.insert({"_id": one, "version": 1}) for one in ids))


async def test_of_two_documents_with_one_id_one_is_inserted_and_the_rest_is_not_touched(
    collection: Collection,
) -> None:
    writes = GroupedWrites(collection)
    assert await inserted(writes, "a", "b", "a", "c") == [True, True, False, True]
    assert await inserted(writes, "c", "d") == [False, True]
    assert await collection.count_documents({}) == 4


async def test_an_update_that_finds_nothing_leaves_the_others_of_its_round_trip_unsure_not_undone(
    collection: Collection,
) -> None:
    writes = GroupedWrites(collection)
    await inserted(writes, "a", "b")
    outcomes = await asyncio.gather(
        writes.update({"_id": "a", "version": 1}, {"$inc": {"version": 1}}),
        writes.update({"_id": "b", "version": 7}, {"$inc": {"version": 1}}),
        writes.insert({"_id": "c", "version": 1}),
    )
    assert list(outcomes[1:]) == [False, True]
    assert {one["_id"]: one["version"] async for one in collection.find()} == {"a": 2, "b": 1, "c": 1}
    assert await writes.update({"_id": "a", "version": 2}, {"$inc": {"version": 1}})


async def test_a_document_that_cannot_be_sent_fails_alone(collection: Collection) -> None:
    writes = GroupedWrites(collection)
    good, bad = writes.insert({"_id": "good"}), writes.insert({"_id": "bad", "words": TOO_LARGE})
    first, second = await asyncio.gather(good, bad, return_exceptions=True)
    assert isinstance(second, Exception)
    assert not isinstance(first, Exception)
    assert [one["_id"] async for one in collection.find()] == ["good"]


async def test_whoever_goes_away_while_waiting_holds_up_nobody(collection: Collection) -> None:
    writes = GroupedWrites(collection)
    impatient = asyncio.ensure_future(writes.insert({"_id": "impatient"}))
    await asyncio.sleep(0)
    impatient.cancel()
    assert await inserted(writes, "patient") == [True]


async def test_every_write_of_a_round_trip_hears_that_the_database_is_away(
    stack: Stack, collection: Collection
) -> None:
    writes = GroupedWrites(collection)
    await asyncio.to_thread(stack.kill_database)
    try:
        told = await asyncio.gather(*(writes.insert({"_id": str(n)}) for n in range(3)), return_exceptions=True)
    finally:
        await asyncio.to_thread(stack.start_database)
    assert [type(one) for one in told] == [StoreAway] * 3
