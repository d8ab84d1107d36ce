"""Servers and the service itself are killed; nothing that was accepted is lost, nothing counts twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import httpx
import pytest

from deploy.stacks.stack import Stack
from shared.contracts.events import StepCompleted
from shared.contracts.topics import type_name
from shared.runtime.settings import Settings
from tests.integration.checkins.serving import child, eventually, served, tell, until_published
from tests.unit.checkins.told import a_journey

pytestmark = pytest.mark.stack

COMPLETED = [type_name(StepCompleted)]


async def test_accepted_attempts_survive_a_killed_service_and_a_killed_broker(
    space: Settings, stack: Stack, tmp_path: Path
) -> None:
    await tell(space, a_journey())
    keys = [f"k-{n}" for n in range(120)]
    answered: dict[str, str] = {}
    async with child(space, tmp_path) as (caller, service):
        await caller.until_known(["step-1"])

        async def send(key: str) -> None:
            try:
                answer = await caller.done("step-1", key=key)
            except httpx.TransportError:
                return  # no answer: whoever asked has to ask again
            assert answer.status_code == 201, answer.text
            answered[key] = answer.json()["event_id"]

        sending = asyncio.gather(*(send(key) for key in keys))

        async def half_answered() -> bool:
            return len(answered) >= len(keys) / 2

        await eventually(half_answered, within=20, what="half of the attempts are answered")
        service.end(signal.SIGKILL)
        await sending
        before = dict(answered)
        assert len(before) < len(keys), "killed in the middle"

        stack.kill_broker()
        try:
            service.start()
            await service.answers(caller.client)
            await asyncio.gather(*(send(key) for key in keys))
            assert len(answered) == len(keys)
            assert before.items() <= answered.items(), "a retry has the event of the first try"
            status, checks = await caller.health()
            assert status == 503
            assert checks["view"].startswith("not reading")
            assert checks["store"] == "ok"
        finally:
            stack.start_broker()
        await until_published(space, COMPLETED, set(answered.values()), within=15)

        async def well() -> bool:
            return (await caller.health())[0] == 200

        await eventually(well, within=15, what="the service is well again")
        assert service.end(signal.SIGTERM) == 0


async def test_the_view_misses_nothing_while_the_database_is_killed_and_commands_say_so(
    space: Settings, stack: Stack
) -> None:
    journeys = [a_journey(f"p-{n}", step_id=f"step-{n}") for n in range(40)]
    await tell(space, [event for journey in journeys[:20] for event in journey])
    async with served(space) as (caller, _):
        await caller.until_known(["step-0"])
        stack.kill_database()
        async with served(space) as (started_without, _):
            try:
                await tell(space, [event for journey in journeys[20:] for event in journey])
                *refused, (status, checks) = await asyncio.gather(
                    caller.done("step-0", key="k-1"),
                    caller.done("step-39", key="k-2"),
                    started_without.done("step-0", key="k-3"),
                    started_without.health(),
                )
                assert [answer.status_code for answer in refused] == [503] * 3
                assert {answer.json()["code"] for answer in refused} == {"store-away"}
                assert status == 503
                assert checks["store"] != "ok"
            finally:
                await asyncio.to_thread(stack.start_database)
            await started_without.until_known([f"step-{n}" for n in range(40)], within=20)
            assert (await caller.done("step-0", key="k-1")).status_code == 201
