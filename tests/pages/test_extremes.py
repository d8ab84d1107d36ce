"""A site at which nobody is left, and somebody with a long story: the pages stay calm, and no heavier than others."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, expect

from shared.contracts.events import Setback, StepCompleted
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.vocabulary import Outcome, SetbackKind
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.integration.dashboard.documents import enrolled, fill, happened, participant
from tests.pages.visitors import opened

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
Scores = BlockingDatabase[Document]

MANY = 2_000
"""Events of one person."""
MOST_ELEMENTS = 5_000
"""Of a page: an old laptop draws so many without a pause."""


async def test_a_site_that_everybody_left_says_that_nobody_is_there(
    browser: Browser, start: Start, scores: Scores
) -> None:
    now = datetime.now(UTC)
    fill(scores, [participant("robin", now), participant("kim", now, site="hillside")], [enrolled("robin", now, 60)])
    dashboard = start("dashboard", CAIRN_DEMO="1").url
    context = await browser.new_context()
    tabs = {name: await context.new_page() for name in ("today", "caseload")}
    for name, page in tabs.items():
        await opened(page, f"{dashboard}/{name}")
        await expect(page.get_by_text("Harbour, Northway. You are here as a coordinator.")).to_be_visible()
    scores[PARTICIPANTS].update_one({"_id": "northway/robin"}, {"$set": {"site": "hillside"}})
    for page in tabs.values():
        await expect(page.get_by_text("As soon as somebody joins, they stand here.")).to_be_visible()
        for name in ("robin", "kim"):
            await expect(page.get_by_test_id("stMain").get_by_text(name)).to_have_count(0)


async def test_two_thousand_events_make_no_heavier_page(browser: Browser, start: Start, scores: Scores) -> None:
    now = datetime.now(UTC)
    story = [
        happened(
            StepCompleted(attempt_id=f"a-{n}", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=n)
            if n % 3
            else Setback(setback_id=f"b-{n}", kind=SetbackKind.LAPSE),
            "robin",
            now,
            60 * (n + 1) / MANY,
            key=f"event-{n}",
        )
        for n in range(MANY)
    ]
    fill(scores, [participant("robin", now, events=MANY + 1)], [enrolled("robin", now, 61), *story])
    dashboard = start("dashboard", CAIRN_DEMO="1").url
    page = await browser.new_page()
    for name in ("participant", "brief"):
        await opened(page, f"{dashboard}/{name}?participant=robin")
        await expect(page.get_by_role("heading", level=1)).to_contain_text("robin")
        await expect(page.get_by_text("This page could not be shown")).to_have_count(0)
        assert await page.evaluate("document.querySelectorAll('*').length") < MOST_ELEMENTS, name
