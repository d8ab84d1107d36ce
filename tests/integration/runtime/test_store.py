"""The contract of the store: what the services ask of MongoDB, on every driver that may stand behind it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from pymongo import AsyncMongoClient

from deploy.stacks.readiness import free_port
from deploy.stacks.stack import Stack
from shared.runtime import store
from shared.runtime.errors import StoreAway
from shared.runtime.health import report, store_check
from shared.runtime.store import (
    ASCENDING,
    DESCENDING,
    Binary,
    BulkWriteError,
    Database,
    Document,
    DuplicateKeyError,
    Index,
    InsertOne,
    ReplaceOne,
    UpdateOne,
    connect,
    connect_blocking,
    encoded,
    ensure_indexes,
    store_errors,
)

pytestmark = pytest.mark.stack


async def test_a_document_comes_back_as_it_was_written(database: Database) -> None:
    document = {
        "_id": "a",
        "bytes": bytes(range(256)),
        "number": 2**62,
        "share": 0.1,
        "when": datetime(2026, 3, 1, 12, 0, 0, 123000, tzinfo=UTC),
        "nothing": None,
        "inner": {"list": [1, "two", [3.0]]},
    }
    await database["things"].insert_one(document | {"bytes": Binary(bytes(range(256)))})
    found = await database["things"].find_one({"_id": "a"})
    assert found == document
    assert encoded(found) == encoded(document)


async def test_every_write_waits_for_a_majority_and_the_journal(database: Database) -> None:
    assert database.write_concern.document == {"w": "majority", "j": True}
    assert database["things"].write_concern.document == {"w": "majority", "j": True}


async def test_a_taken_id_is_a_duplicate_and_not_an_outage(database: Database) -> None:
    await database["things"].insert_one({"_id": "a"})
    with pytest.raises(DuplicateKeyError), store_errors():
        await database["things"].insert_one({"_id": "a"})


async def test_a_guarded_update_happens_only_where_the_guard_holds(database: Database) -> None:
    things = database["things"]
    await things.insert_one({"_id": "a", "version": 1, "said": []})
    update = {"$inc": {"version": 1}, "$push": {"said": {"$each": ["x", "y"]}}}
    assert (await things.update_one({"_id": "a", "version": 1}, update)).matched_count == 1
    assert (await things.update_one({"_id": "a", "version": 1}, update)).matched_count == 0
    await things.update_one({"_id": "a"}, {"$pull": {"said": {"$in": ["x"]}}})
    assert await things.find_one({"_id": "a"}) == {"_id": "a", "version": 2, "said": ["y"]}


async def test_of_guarded_updates_at_once_one_happens(database: Database) -> None:
    things = database["things"]
    await things.insert_one({"_id": "a", "version": 1})
    rivals = [things.update_one({"_id": "a", "version": 1}, {"$inc": {"version": 1}}) for _ in range(20)]
    assert sum(done.matched_count for done in await asyncio.gather(*rivals)) == 1


async def test_what_is_found_can_be_sorted_limited_projected_and_walked_through(database: Database) -> None:
    things = database["things"]
    await things.insert_many([{"_id": n, "half": n // 2, "rest": "x"} for n in range(10)])
    newest = await things.find({"half": {"$in": [1, 2, 3]}}, {"rest": 0}).sort("_id", DESCENDING).limit(2).to_list(2)
    assert newest == [{"_id": 7, "half": 3}, {"_id": 6, "half": 3}]
    assert [thing["_id"] async for thing in things.find({}, {"_id": 1}).sort("_id", ASCENDING)] == list(range(10))
    assert await things.count_documents({"half": 4}) == 2


async def test_an_unordered_bulk_does_all_that_can_be_done_and_names_the_rest(database: Database) -> None:
    things = database["things"]
    await things.insert_one({"_id": "a"})
    writes: list[InsertOne[Document] | ReplaceOne[Document]] = [
        InsertOne({"_id": "a"}),
        InsertOne({"_id": "b"}),
        ReplaceOne({"_id": "c"}, {"n": 1}, upsert=True),
    ]
    with pytest.raises(BulkWriteError) as refused, store_errors():
        await things.bulk_write(writes, ordered=False)
    assert [error["op"]["_id"] for error in refused.value.details["writeErrors"]] == ["a"]
    assert await things.count_documents({}) == 3
    done = await things.bulk_write([UpdateOne({"_id": "b"}, {"$set": {"n": 2}})], ordered=False)
    assert done.modified_count == 1


async def test_indexes_are_created_once_and_hold(database: Database) -> None:
    unique = Index("things", (("receipts.id", ASCENDING),), unique=True)
    partial = Index("things", (("due", ASCENDING),), only_where={"due": {"$exists": True}})
    for _ in range(2):
        await ensure_indexes(database, (unique, partial))
    assert len(await database["things"].index_information()) == 3
    await database["things"].insert_one({"_id": "a", "receipts": [{"id": 1}, {"id": 2}]})
    with pytest.raises(DuplicateKeyError):
        await database["things"].insert_one({"_id": "b", "receipts": [{"id": 2}]})


async def test_without_a_database_a_connection_opens_and_every_call_says_so_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(store._OPTIONS, "serverSelectionTimeoutMS", 500)  # instead of 5,000, to wait less
    nobody = f"mongodb://127.0.0.1:{free_port()}/?replicaSet=rs0"
    async with connect(nobody, "none") as motor, connect(nobody, "none", driver=AsyncMongoClient) as pymongo:
        started = time.monotonic()
        health = [report([store_check(database)]) for database in (motor, pymongo)]
        calls = [database["things"].insert_one({}) for database in (motor, pymongo)]
        outcomes, reports = await asyncio.gather(asyncio.gather(*map(_away, calls)), asyncio.gather(*health))
        assert outcomes == ["ServerSelectionTimeoutError"] * 2
        assert [body["status"] for _, body in reports] == ["unhealthy"] * 2
        assert time.monotonic() - started < 5.0


async def test_a_connection_outlives_its_database(stack: Stack) -> None:
    name = f"t{uuid4().hex[:10]}"
    async with connect(stack.mongo, name) as motor, connect(stack.mongo, name, driver=AsyncMongoClient) as pymongo:
        things = [database["things"] for database in (motor, pymongo)]
        await asyncio.gather(*(thing.insert_one({}) for thing in things))
        await asyncio.to_thread(stack.kill_database)
        meanwhile = [asyncio.create_task(_away(thing.insert_one({}))) for thing in things]
        await asyncio.to_thread(stack.start_database)
        await asyncio.gather(*meanwhile)
        for thing in things:
            deadline = time.monotonic() + 20.0
            while (outcome := await _away(thing.insert_one({}))) is not None:
                assert time.monotonic() < deadline, outcome
            assert await thing.count_documents({}) >= 3
        for database in (motor, pymongo):
            assert await report([store_check(database)]) == (True, {"status": "ok", "checks": {"store": "ok"}})
        await motor.client.drop_database(name)


async def test_code_without_an_event_loop_reads_the_same_database(database: Database, stack: Stack) -> None:
    await database["things"].insert_one({"_id": "a"})
    blocking = connect_blocking(stack.mongo, database.name)
    try:
        assert blocking["things"].find_one() == {"_id": "a"}
    finally:
        blocking.client.close()


async def _away(call: Any) -> str | None:
    """Which error of the driver became a StoreAway; None when the call succeeded."""
    try:
        with store_errors():
            await call
    except StoreAway as away:
        return str(away)
    except DuplicateKeyError:
        return None  # the first try of a retried write had been recorded
    return None
