"""Commands: each is recorded once, whole, with its receipt and what it has to publish."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, KEY_REUSED, Aggregates, Recorded
from shared.runtime.store import Database, ensure_indexes
from tests.integration.runtime.records import command, joined

pytestmark = pytest.mark.stack

TAKEN = Problem(409, "taken", "There is one already.")


@pytest.fixture
async def aggregates(database: Database) -> Aggregates:
    """A collection of aggregates with its indexes."""
    await ensure_indexes(database, Aggregates.indexes("walks"))
    return Aggregates(database["walks"], instance="here", topic=lambda name: f"prefix.{name}")


async def stored(aggregates: Aggregates, aggregate_id: str) -> dict[str, Any]:
    found = await aggregates.collection.find_one({"_id": aggregate_id})
    assert found is not None
    return found


async def test_one_document_holds_state_receipt_and_outbox(aggregates: Aggregates) -> None:
    event = joined()
    assert await aggregates.create(command(), "a", {"n": 1}, {"id": "a"}, [event]) == Recorded({"id": "a"})
    found = await stored(aggregates, "a")
    assert (found["version"], found["state"]) == (1, {"n": 1})
    assert [receipt["id"] for receipt in found["receipts"]] == ["shore/key"]
    assert [(entry["id"], entry["topic"], entry["key"]) for entry in found["outbox"]] == [
        (event.id, "prefix.care.participant-enrolled.v1", "shore/robin")
    ]
    assert bytes(found["outbox"][0]["value"]) == event.to_json()


async def test_a_retried_creation_gets_the_first_answer(aggregates: Aggregates) -> None:
    await aggregates.create(command(), "a", {"n": 1}, {"answer": 1}, [joined()])
    assert await aggregates.create(command(), "a", {"n": 2}, {"answer": 2}, [joined()]) == Recorded({"answer": 1})
    assert (await stored(aggregates, "a"))["state"] == {"n": 1}


async def test_an_id_that_another_command_took_is_refused(aggregates: Aggregates) -> None:
    await aggregates.create(command("one"), "a", {}, {}, [])
    assert await aggregates.create(command("two"), "a", {}, {}, [], exists=TAKEN) is TAKEN


async def test_a_key_used_for_another_request_is_refused_wherever_it_was_used(aggregates: Aggregates) -> None:
    await aggregates.create(command("key"), "a", {}, {}, [])
    await aggregates.create(command("other"), "b", {}, {}, [])
    assert await aggregates.create(command("key", "another body"), "c", {}, {}, []) is KEY_REUSED
    assert await aggregates.change(command("key", "another body"), "b", 1, {}, {}, []) is KEY_REUSED
    assert await aggregates.change(command("key", "another body"), "a", 1, {}, {}, []) is KEY_REUSED
    assert await aggregates.receipt(command("key", "another body")) is KEY_REUSED
    assert await aggregates.receipt(command("never seen")) is None
    assert await aggregates.load("c") is None


async def test_a_change_follows_on_the_newest_version_only(aggregates: Aggregates) -> None:
    await aggregates.create(command("one"), "a", {"n": 1}, {}, [])
    assert await aggregates.change(command("two"), "a", 1, {"n": 2}, {"answer": 2}, []) == Recorded({"answer": 2})
    assert await aggregates.change(command("three"), "a", 1, {"n": 3}, {}, []) is CHANGED_MEANWHILE
    assert await aggregates.load("a") == (2, {"n": 2})


async def test_a_retried_change_is_not_made_again_even_on_the_version_that_it_made(aggregates: Aggregates) -> None:
    await aggregates.create(command("one"), "a", {"n": 1}, {}, [])
    await aggregates.change(command("two"), "a", 1, {"n": 2}, {"answer": 2}, [joined("two")])
    assert await aggregates.change(command("two"), "a", 2, {"n": 3}, {"answer": 3}, [joined("two")]) == Recorded(
        {"answer": 2}
    )
    found = await stored(aggregates, "a")
    assert (found["version"], found["state"], len(found["outbox"])) == (2, {"n": 2}, 1)


async def test_of_many_changes_at_once_one_is_made(aggregates: Aggregates) -> None:
    await aggregates.create(command("one"), "a", {"n": 0}, {}, [])
    rivals = [aggregates.change(command(f"key-{n}"), "a", 1, {"n": n}, {"n": n}, [joined(f"{n}")]) for n in range(20)]
    outcomes = await asyncio.gather(*rivals)
    (made,) = [outcome for outcome in outcomes if isinstance(outcome, Recorded)]
    assert all(outcome is CHANGED_MEANWHILE for outcome in outcomes if outcome is not made)
    found = await stored(aggregates, "a")
    assert (found["version"], found["state"], len(found["outbox"])) == (2, made.answer, 1)


async def test_finding_a_receipt_reads_one_document(aggregates: Aggregates) -> None:
    for n in range(50):
        await aggregates.create(command(f"key-{n}"), f"a-{n}", {}, {}, [])
    plan = await aggregates.collection.find({"receipts.id": "shore/key-7"}).explain()
    assert plan["executionStats"]["totalDocsExamined"] == 1
