"""What was answered 201 is on the topics in the end, whatever was killed meanwhile."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest

from deploy.stacks.readiness import free_port
from deploy.stacks.stack import Stack
from shared.runtime import relay, store
from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, PLAN, PROGRAM, Caller, instance, process
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

STEPS = 60
GIVES_UP_AFTER = 40.0
"""Seconds a patient caller goes on sending."""


@asynccontextmanager
async def without(kill: Callable[[], None], start: Callable[[], None]) -> AsyncIterator[None]:
    """A server is dead inside, and answers again after."""
    await asyncio.to_thread(kill)
    try:
        yield
    finally:
        await asyncio.to_thread(start)


async def patiently(send: Callable[[], Awaitable[httpx.Response]]) -> dict[str, Any]:
    """The 201 that comes in the end when the same request is sent again after no answer, or a 503."""
    deadline = time.monotonic() + GIVES_UP_AFTER
    while time.monotonic() < deadline:
        try:
            answer = await send()
        except httpx.TransportError:
            await asyncio.sleep(0.02)
            continue
        if answer.status_code == 201:
            accepted: dict[str, Any] = answer.json()
            return accepted
        assert answer.status_code == 503, answer.text
    raise AssertionError("no 201 in time")


async def planned_during(trouble: Callable[[], Awaitable[None]], caller: Caller, goal_id: str) -> set[str]:
    """The event ids of STEPS steps that two callers plan, each one after the other, with trouble after a quarter."""
    accepted: set[str] = set()
    quarter = asyncio.Event()

    async def plan(keys: range) -> None:
        for n in keys:
            answer = await patiently(partial(caller.post, f"/goals/{goal_id}/steps", PLAN, f"step-{n}"))
            accepted.add(answer["event_id"])
            if len(accepted) >= STEPS // 4:
                quarter.set()

    async def cause() -> None:
        await quarter.wait()
        await trouble()

    await asyncio.gather(plan(range(0, STEPS, 2)), plan(range(1, STEPS, 2)), cause())
    return accepted


async def test_commands_are_accepted_while_the_broker_is_down_and_published_when_it_is_back(
    stack: Stack, space: Settings
) -> None:
    async with instance(space) as client:
        caller = Caller(client)
        goal_id = await caller.goal(await caller.enrolled())
        assert len(await all_events(space)) == 2
        async with without(stack.kill_broker, stack.start_broker):
            answers = [await caller.accepted(f"/goals/{goal_id}/steps", PLAN) for _ in range(10)]
        published = {event.id for event in await all_events(space)}
        assert {answer["event_id"] for answer in answers} <= published
        assert len(published) == 12


async def test_what_a_killed_service_had_accepted_is_published_by_the_next(
    space: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(relay, "LEFT_BEHIND_AFTER", 0.5)  # seconds instead of five, to wait less
    cannot_publish = space.model_copy(update={"kafka": f"127.0.0.1:{free_port()}"})
    with process(cannot_publish, tmp_path) as first:
        async with httpx.AsyncClient(base_url=first.url) as client:
            caller = Caller(client)
            goal_id = await caller.goal(await caller.enrolled())
            sent = {f"step-{n}": caller.post(f"/goals/{goal_id}/steps", PLAN, f"step-{n}") for n in range(STEPS)}
            accepted: dict[str, Any] = {}

            async def send(key: str) -> None:
                with suppress(httpx.TransportError):
                    accepted[key] = (await sent[key]).json()
                if len(accepted) >= STEPS // 4:
                    first.kill()

            await asyncio.gather(*map(send, sent))
    async with instance(space) as client:
        again = {key: await Caller(client).accepted(f"/goals/{goal_id}/steps", PLAN, key) for key in sent}
        published = {event.id for event in await all_events(space)}
    assert 0 < len(accepted) < STEPS
    assert {key: again[key] for key in accepted} == accepted
    assert {answer["event_id"] for answer in again.values()} <= published
    assert len(published) == STEPS + 2


async def test_a_database_killed_at_work_loses_nothing_that_was_accepted(stack: Stack, space: Settings) -> None:
    async def kill_and_start() -> None:
        async with without(stack.kill_database, stack.start_database):
            pass

    async with instance(space) as client:
        caller = Caller(client)
        goal_id = await caller.goal(await caller.enrolled())
        accepted = await planned_during(kill_and_start, caller, goal_id)
        published = {event.id for event in await all_events(space)}
        steps = (await caller.get(f"/goals/{goal_id}")).json()["steps"]
    assert accepted <= published
    assert (len(accepted), len(published)) == (STEPS, STEPS + 2)
    assert [step["versions"][0]["sequence"] for step in steps] == list(range(2, STEPS + 2))


async def test_without_the_database_a_service_starts_and_says_so_until_it_is_back(
    stack: Stack, space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(store._OPTIONS, "serverSelectionTimeoutMS", 500)  # instead of 5,000, to wait less
    async with AsyncExitStack() as running:
        async with without(stack.kill_database, stack.start_database):
            client = await running.enter_async_context(instance(space))
            enrol = partial(Caller(client).post, "/participants/robin/enrolments", ENROL, "key")
            answer, health = await asyncio.gather(enrol(), client.get("/health"))
        assert (answer.status_code, answer.json()["code"]) == (503, "store-away")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["retry-after"]
        assert (health.status_code, health.json()["status"]) == (503, "unhealthy")
        await patiently(partial(Caller(client).put, f"/programs/{ENROL['program']}", PROGRAM))
        await patiently(enrol)
        assert len(await all_events(space)) == 1
        assert (await client.get("/health")).json() == {"status": "ok", "checks": {"store": "ok", "relay": "ok"}}
