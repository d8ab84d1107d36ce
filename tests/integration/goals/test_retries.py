"""One Idempotency-Key is one command: whoever sends it again, when, and to which instance."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, PLAN, REVISE, SET, Caller, instance
from tests.integration.goals.published import all_events, all_records

pytestmark = pytest.mark.stack

AT_ONCE = 20


@pytest.fixture
async def instances(space: Settings) -> AsyncIterator[tuple[Caller, Caller]]:
    """Callers of two instances on the same servers."""
    async with instance(space) as one, instance(space) as other:
        yield Caller(one), Caller(other)


async def commands_of(caller: Caller) -> list[tuple[str, dict[str, Any]]]:
    """One command of each kind that can be accepted now."""
    goal_id = await caller.goal(await caller.enrolled("robin"))
    other_goal = await caller.goal("robin")
    return [
        ("/participants/kim/enrolments", ENROL),
        ("/participants/robin/goals", SET | {"hypothesis": "If I walk after dinner I will sleep better."}),
        (f"/goals/{goal_id}/steps", PLAN),
        (f"/goals/{other_goal}/revisions", REVISE | {"hypothesis": "Mornings suit me better."}),
    ]


async def test_the_same_command_again_gets_the_same_answer_and_is_one_event(
    instances: tuple[Caller, Caller], space: Settings
) -> None:
    caller, elsewhere = instances
    commands = await commands_of(caller)
    answers = [await caller.accepted(path, body, f"key-{n}") for n, (path, body) in enumerate(commands)]
    for again in (caller, elsewhere, caller):
        assert [await again.accepted(path, body, f"key-{n}") for n, (path, body) in enumerate(commands)] == answers
    published = [event.id for event in await all_events(space)]
    assert [published.count(answer["event_id"]) for answer in answers] == [1, 1, 1, 1]
    assert len(published) == 3 + len(commands)


async def test_the_same_command_many_times_at_once_is_recorded_once(
    instances: tuple[Caller, Caller], space: Settings
) -> None:
    for n, (path, body) in enumerate(await commands_of(instances[0])):
        calls = [instances[i % 2].accepted(path, body, f"key-{n}") for i in range(AT_ONCE)]
        answers = await asyncio.gather(*calls)
        assert all(answer == answers[0] for answer in answers)
    records = await all_records(space)
    assert len(records) == 3 + 4


async def test_the_same_key_with_another_body_is_refused(instances: tuple[Caller, Caller], space: Settings) -> None:
    caller, elsewhere = instances
    commands = await commands_of(caller)
    for n, (path, body) in enumerate(commands):
        await caller.accepted(path, body, f"key-{n}")
    for n, (path, body) in enumerate(commands):
        for again in (caller, elsewhere):
            answer = await again.post(path, body | {"occurred_at": "2026-03-01T12:00:00Z"}, f"key-{n}")
            assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")
    assert len(await all_events(space)) == 3 + len(commands)


async def test_the_same_key_for_another_command_is_refused(caller: Caller, space: Settings) -> None:
    commands = await commands_of(caller)
    for n, (path, body) in enumerate(commands):
        await caller.accepted(path, body, f"key-{n}")
        for other_path, other_body in commands:
            if other_path != path:
                answer = await caller.post(other_path, other_body, f"key-{n}")
                assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")
    other_goal = await caller.goal("robin")
    answer = await caller.post(f"/goals/{other_goal}/steps", PLAN, "key-2")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")
    assert len(await all_events(space)) == 3 + len(commands) + 1


async def test_a_revision_sent_again_after_the_goal_moved_on_gets_its_first_answer(caller: Caller) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    first = await caller.accepted(f"/goals/{goal_id}/revisions", REVISE, "key")
    await caller.accepted(f"/goals/{goal_id}/revisions", REVISE | {"from_version": 2})
    assert await caller.accepted(f"/goals/{goal_id}/revisions", REVISE, "key") == first


async def test_keys_of_two_organizations_are_two_keys(space: Settings) -> None:
    async with instance(space) as client:
        for organization in ("shore", "inland"):
            await Caller(client, organization).offered()
        here = await Caller(client, "shore").accepted("/participants/robin/enrolments", ENROL, "key")
        there = await Caller(client, "inland").accepted("/participants/robin/enrolments", ENROL, "key")
    assert here["event_id"] != there["event_id"]
    assert here["enrolment_id"] != there["enrolment_id"]


async def test_steps_planned_at_once_for_one_goal_are_all_planned(
    instances: tuple[Caller, Caller], space: Settings
) -> None:
    goal_id = await instances[0].goal(await instances[0].enrolled())
    calls = [instances[i % 2].accepted(f"/goals/{goal_id}/steps", PLAN) for i in range(AT_ONCE)]
    sequences = sorted(answer["sequence"] for answer in await asyncio.gather(*calls))
    assert sequences == list(range(2, AT_ONCE + 2))
    assert len((await instances[1].get(f"/goals/{goal_id}")).json()["steps"]) == AT_ONCE
    assert len(await all_events(space)) == 2 + AT_ONCE


async def test_of_enrolments_and_revisions_at_once_one_is_taken(instances: tuple[Caller, Caller]) -> None:
    await instances[0].offered()
    calls = [instances[i % 2].post("/participants/robin/enrolments", ENROL) for i in range(AT_ONCE)]
    codes = [answer.status_code for answer in await asyncio.gather(*calls)]
    assert sorted(codes) == [201] + [409] * (AT_ONCE - 1)
    goal_id = await instances[0].goal()
    calls = [instances[i % 2].post(f"/goals/{goal_id}/revisions", REVISE) for i in range(AT_ONCE)]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (AT_ONCE - 1)
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"version-moved-on"}
