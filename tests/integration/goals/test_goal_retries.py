"""Every command on a goal, sent again: by whom and when ever, it is one event with one answer."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from shared.runtime.settings import Settings
from tests.integration.goals.callers import PLAN, REVISE, Caller, instance
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

YES = {"version": 1, "answer": "agreed", "party": "participant"}
IF_THEN = {"barrier": "money", "if_this": "the bus is too dear", "then_that": "I walk"}
AT_ONCE = 8


async def commands_on(caller: Caller, goal_id: str, step_id: str) -> list[tuple[str, dict[str, Any]]]:
    """One command of each kind on a goal with a step, each accepted after the one before."""
    goal, step = f"/goals/{goal_id}", f"/goals/{goal_id}/steps/{step_id}"
    return [
        (f"{goal}/agreements", YES),
        (f"{goal}/reviews", {"attainment": 1, "learned": "Mornings work better."}),
        (f"{goal}/contingency-plans", IF_THEN),
        (f"{step}/revisions", REVISE | {"criterion": "Once around the pond."}),
        (f"{step}/pauses", {}),
        (f"{step}/resumptions", {}),
        (f"{goal}/closings", {"closing": "set-aside"}),
        (f"{goal}/reopenings", {"review_on": "2026-08-01"}),
    ]


async def test_every_command_again_gets_its_first_answer_though_the_goal_moved_on(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        caller, elsewhere = Caller(one), Caller(other)
        goal_id = await caller.goal(await caller.enrolled())
        step_id = (await caller.accepted(f"/goals/{goal_id}/steps", PLAN))["step_id"]
        commands = await commands_on(caller, goal_id, step_id)
        answers = []
        for n, (path, body) in enumerate(commands):
            tries = [(caller, elsewhere)[i % 2].accepted(path, body, f"key-{n}") for i in range(AT_ONCE)]
            same = await asyncio.gather(*tries)
            assert all(answer == same[0] for answer in same)
            answers.append(same[0])
        for n, (path, body) in enumerate(commands):
            assert await elsewhere.accepted(path, body, f"key-{n}") == answers[n]
            again = await elsewhere.post(path, body | {"occurred_at": "2026-03-01T12:00:00Z"}, f"key-{n}")
            assert (again.status_code, again.json()["code"]) == (409, "idempotency-key-reused"), path
        events = await all_events(space)
    sequences = sorted(event.data.sequence for event in events if hasattr(event.data, "sequence"))
    assert sequences == list(range(1, 3 + len(commands)))
    assert {answer["event_id"] for answer in answers} <= {event.id for event in events}


async def test_of_answers_about_one_goal_at_once_each_counts_once_and_in_some_order(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        callers = (Caller(one), Caller(other))
        goal_id = await callers[0].goal(await callers[0].enrolled())
        said = [YES | {"answer": ("agreed", "declined")[n % 2]} for n in range(AT_ONCE)]
        calls = [callers[n % 2].accepted(f"/goals/{goal_id}/agreements", body) for n, body in enumerate(said)]
        sequences = sorted(answer["sequence"] for answer in await asyncio.gather(*calls))
        state = (await callers[0].get(f"/goals/{goal_id}")).json()
    assert sequences == list(range(2, AT_ONCE + 2))
    assert state["standing"]["participant"] == state["agreements"][-1]["answer"]


async def test_of_two_revisions_of_a_step_at_once_one_is_taken(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        callers = (Caller(one), Caller(other))
        goal_id = await callers[0].goal(await callers[0].enrolled())
        step_id = (await callers[0].accepted(f"/goals/{goal_id}/steps", PLAN))["step_id"]
        path = f"/goals/{goal_id}/steps/{step_id}/revisions"
        answers = await asyncio.gather(*(callers[n % 2].post(path, REVISE) for n in range(AT_ONCE)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (AT_ONCE - 1)
    assert {a.json()["code"] for a in answers if a.status_code == 409} == {"version-moved-on"}
