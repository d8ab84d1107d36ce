"""The whole way: commands over HTTP, events through Kafka, scores in MongoDB, and a coordinator who reads them."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.async_api import Page, expect

from tests.e2e.conftest import ANSWERS_WITHIN, Start

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
ARRIVES_WITHIN = 30.0
"""Seconds in which what one service published has to be known to the next; about .1 on an idle machine."""
TODAY = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)
ROBIN = "/v1/organizations/northway/participants/robin"


@dataclass
class Caller:
    """Sends commands to goals and checkins, each under an idempotency key of its own."""

    goals: str
    checkins: str
    client: httpx.AsyncClient

    async def offer(self, program: str) -> None:
        """Put a program, so that people can join it."""
        answer = await self.client.put(
            f"{self.goals}/v1/organizations/northway/programs/{program}",
            json={
                "from_version": 0,
                "name": {"en": "Walking, 12 weeks"},
                "check_in_every_days": 7,
                "silent_after_days": 14,
                "review_every_days": 28,
                "languages": ["en"],
            },
            headers={"Idempotency-Key": f"put-{program}"},
        )
        assert answer.status_code == 201, answer.text

    async def say(self, address: str, days_ago: float = 0, **body: Any) -> dict[str, Any]:
        """What came of a command. One that needs an event still on its way (404) is sent again, under its key."""
        key, when = str(uuid4()), (TODAY - timedelta(days=days_ago)).isoformat()
        deadline = asyncio.get_running_loop().time() + ARRIVES_WITHIN
        while True:
            answer = await self.client.post(
                address, json={**body, "occurred_at": when}, headers={"Idempotency-Key": key}
            )
            if answer.status_code == 201:
                said: dict[str, Any] = answer.json()
                return said
            if answer.status_code != 404 or asyncio.get_running_loop().time() > deadline:
                raise AssertionError(f"{address}: {answer.status_code} {answer.text}")
            await asyncio.sleep(0.05)


async def live_through(caller: Caller) -> None:
    """Three weeks of somebody: a goal, a step that works out, a setback, and a way back."""
    at = f"{caller.goals}{ROBIN}"
    await caller.offer("walking-12-weeks")
    await caller.say(f"{at}/enrolments", 21, site="harbour", program="walking-12-weeks")
    await caller.say(
        f"{caller.goals}/v1/organizations/northway/participants/noor/enrolments",
        2,
        site="hillside",
        program="walking-12-weeks",
    )
    goal = await caller.say(
        f"{at}/goals",
        20,
        value_area="family",
        review_on=(TODAY + timedelta(days=14)).date().isoformat(),
        target={"measure": "steps-walked", "at_least": 8000, "per": "day"},
        importance=8,
        confidence=5,
        hypothesis="If I walk after dinner I will sleep better.",
    )
    step = await caller.say(
        f"{caller.goals}/v1/organizations/northway/goals/{goal['goal_id']}/steps",
        20,
        measure="steps-walked",
        at_least=6000,
        per="day",
        starts_on=(TODAY - timedelta(days=20)).date().isoformat(),
        due_on=(TODAY + timedelta(days=10)).date().isoformat(),
        difficulty=4,
    )
    attempts = f"{caller.checkins}/v1/organizations/northway/steps/{step['step_id']}/attempts"
    for day in (12, 10, 8):
        await caller.say(attempts, day, outcome="done", measured=6400)
    await caller.say(attempts, 6, outcome="not-this-time", barrier="time")
    there = f"{caller.checkins}{ROBIN}"
    first = await caller.say(f"{there}/setbacks", 5, kind="lapse", plan_used=True, learned="Evenings are hard.")
    recovery = f"{caller.checkins}/v1/organizations/northway/setbacks/{first['setback_id']}/recoveries"
    await caller.say(recovery, 4)
    rulers = [{"kind": "confidence", "value": 7}, {"kind": "readiness", "value": 8}]
    await caller.say(f"{there}/check-ins", 2, setting="check-in", rulers=rulers, stage="action", mood="rested")
    await caller.say(f"{there}/setbacks", 1, kind="life-got-in-the-way", step_id=step["step_id"])


async def test_from_a_command_to_the_coordinators_page(page: Page, start: Start) -> None:
    services = {name: start(name) for name in ("goals", "checkins", "scoring")}
    asked = {f"CAIRN_{name.upper()}": service.url for name, service in services.items()}
    dashboard = start("dashboard", CAIRN_DEMO="1", **asked).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        await live_through(Caller(services["goals"].url, services["checkins"].url, client))

    await page.goto(dashboard)
    reason = page.get_by_text("A setback yesterday has not been talked over yet.")
    await expect(reason).to_be_visible()  # what arrives while the page stands open shows by itself
    await expect(page.get_by_text("noor")).to_have_count(0)

    await page.get_by_role("link", name="Participant robin").first.click()
    await expect(page.get_by_role("heading", name="Participant robin")).to_be_visible()
    await expect(page.get_by_text(re.compile(r"^Confidence looks (mixed|steady) right now \(about"))).to_be_visible()
    await expect(page.get_by_text(re.compile(r"^Readiness looks (steady|strong) right now \(about"))).to_be_visible()
    told = page.locator(".timeline")
    for words in (
        "Life got in the way",
        "Checked in",
        "Found their way back after a setback",
        "Recurrence",
        "Not this time: at least 6,000 steps walked",
        "Planned a step: at least 6,000 steps walked a day",
        "Set a goal that serves family",
        "Joined Walking 12 weeks at Harbour",
    ):
        await expect(told.get_by_text(words)).to_be_visible()
    await expect(told.get_by_text("Done: 6,400 steps walked, at least 6,000 planned")).to_have_count(3)
    for theirs in ("If I walk after dinner I will sleep better.", "Evenings are hard."):
        await expect(page.get_by_text(theirs).first).to_be_visible()  # released to their own site's coordinators

    await page.goto(f"{dashboard}/participant?participant=noor")
    await expect(page.get_by_text("There is nobody to show under this address.")).to_be_visible()
