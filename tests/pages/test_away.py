"""Something is away while every page stands open: whoever needs it says so, and comes back by itself."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from deploy.stacks.stack import Stack
from services.dashboard.identity import Role
from tests.pages.everything import Everything
from tests.pages.visitors import Look, looks, opened, sit_down

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(600)]

NOTICED_WITHIN = 90_000
"""Milliseconds: parts look again every 10 to 60 s, and a busy machine may take its time to draw them."""
SAID_WITHIN = 20_000
"""Milliseconds: what is away is said within 15 s, and drawn."""
BROKEN = "This page could not be shown"
ROLES = (Role.COORDINATOR, Role.PARTICIPANT, Role.SUPPORTER, Role.OPERATOR)

DATABASE = re.compile(
    "The database cannot be reached right now|the database (does not answer|has not answered since)"
)
WITHOUT_DATABASE: Mapping[str, str | re.Pattern[str]] = {
    "expect": "What the program says cannot be read right now.",
    "supporting": "has not answered since",
    "platform": re.compile("MongoDB does not answer|It has not answered since"),
}
"""What those pages say that read no database themselves, and ask the services; all others as DATABASE."""
SAYS_SO: Mapping[str, Mapping[str, str]] = {
    "goals": {
        "participant": "the service for goals has not answered since",
        "brief": "goals",
        "platform": "It has not answered since",
    },
    "checkins": {
        "participant": "the service for check-ins has not answered since",
        "brief": "check-ins",
        "platform": "It has not answered since",
    },
    "scoring": {"today": "The service for estimates", "platform": "It has not answered since"},
}
"""What pages say while a service is away, by the service."""


@asynccontextmanager
async def all_open(cairn: Everything, browser: Browser) -> AsyncIterator[Mapping[Look, Page]]:
    """Every page in a tab of its own, of somebody in each role."""
    tabs: dict[Look, Page] = {}
    contexts = []
    for role in ROLES:
        context = await browser.new_context(reduced_motion="reduce")
        contexts.append(context)
        await sit_down(context, cairn.dashboard, role, cairn.sample)
        for look in looks(cairn.sample):
            if look.role is role:
                tabs[look] = await context.new_page()
                await opened(tabs[look], f"{cairn.dashboard}{look.address}")
    yield tabs
    for context in contexts:
        await context.close()


async def nothing_is_broken(tabs: Mapping[Look, Page]) -> None:
    for page in tabs.values():
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(page.get_by_text(BROKEN)).to_have_count(0)


def _participants(tabs: Mapping[Look, Page]) -> Look:
    return next(look for look in tabs if look.page == "participant")


def without_database(look: Look) -> str | re.Pattern[str]:
    return WITHOUT_DATABASE.get(look.page, DATABASE)


def told(page: Page, words: str | re.Pattern[str]) -> Locator:
    return page.get_by_test_id("stMain").get_by_text(words).first


async def failing(checks: Mapping[Look, Awaitable[None]]) -> Sequence[str]:
    """The pages of which it does not hold; all are looked at at once."""
    found = await asyncio.gather(*checks.values(), return_exceptions=True)
    return [str(look) for look, outcome in zip(checks, found, strict=True) if outcome is not None]


@pytest.mark.parametrize("service", list(SAYS_SO))
async def test_a_service_is_away(service: str, cairn: Everything, browser: Browser) -> None:
    async with all_open(cairn, browser) as tabs:
        saying = {page: SAYS_SO[service][look.page] for look, page in tabs.items() if look.page in SAYS_SO[service]}
        with cairn.without(service):
            if words := SAYS_SO[service].get("participant"):
                await expect(told(tabs[_participants(tabs)], words)).to_be_visible(timeout=SAID_WITHIN)
            for page, words in saying.items():
                await expect(told(page, words)).to_be_visible(timeout=NOTICED_WITHIN)
            await nothing_is_broken(tabs)
        for page, words in saying.items():
            await expect(told(page, words)).to_have_count(0, timeout=NOTICED_WITHIN)
        await nothing_is_broken(tabs)


async def test_mongodb_is_away(cairn: Everything, browser: Browser, stack: Stack) -> None:
    async with all_open(cairn, browser) as tabs:
        said = {look: told(page, without_database(look)) for look, page in tabs.items()}
        stack.kill_database()
        try:
            silent = await failing(
                {look: expect(at).to_be_visible(timeout=NOTICED_WITHIN) for look, at in said.items()}
            )
        finally:
            stack.start_database()
        assert silent == []
        stuck = await failing(
            {look: expect(at).to_have_count(0, timeout=NOTICED_WITHIN) for look, at in said.items()}
        )
        assert stuck == []
        await nothing_is_broken(tabs)
