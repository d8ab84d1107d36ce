"""The caseload in a real browser: to find somebody, to hand the address on, to come back, and to see what is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from services.dashboard.caseload_queries import PAGE_SIZE
from shared.contracts.read_models import PARTICIPANTS
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN
from tests.integration.dashboard.documents import fill, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
Scores = BlockingDatabase[Document]
BEHIND = 3
"""People on the second page."""


@pytest.fixture
def people(scores: Scores) -> None:
    """A page of people at harbour and some more, one of them with a setback; somebody at hillside."""
    now = datetime.now(UTC)
    quiet = [participant(f"p-{n:02}", now) for n in range(PAGE_SIZE + BEHIND - 1)]
    kim = participant("kim", now, setbacks=[3], self_efficacy=4.0, sd=0.7, heard=1)
    fill(scores, [*quiet, kim, participant("noor", now, site="hillside")])


def rows(page: Page) -> Locator:
    """Of the table, one for each person."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader"))


async def choose(page: Page, control: str, choice: str) -> None:
    """As somebody would, who uses the keyboard."""
    await page.get_by_role("combobox", name=control).focus()
    await page.keyboard.press("ArrowDown")
    await page.get_by_role("option", name=choice).click()


async def test_somebody_is_found_by_what_is_known_and_the_address_says_what_was_asked(
    page: Page,
    browser: Browser,
    dashboard: str,
    people: None,
    scores: Scores,
    views: Callable[[], list[tuple[str, str]]],
) -> None:
    await page.goto(f"{dashboard}/caseload")
    await expect(rows(page)).to_have_count(PAGE_SIZE)
    await expect(page.get_by_text("An estimate to talk about, not a diagnosis")).to_be_visible()
    await page.get_by_role("button", name="Next people").click()
    await expect(rows(page)).to_have_count(BEHIND)
    await page.get_by_role("button", name="Back").click()
    await expect(rows(page)).to_have_count(PAGE_SIZE)
    assert ("caseload", "northway/noor") not in views()

    await choose(page, "Reason", "A setback to talk over")
    await expect(page.get_by_text("Filtered by Reason “A setback to talk over”.")).to_be_visible()
    kim = rows(page)
    await expect(kim).to_have_count(1)
    for words in ("Participant kim", "Harbour", "Action", "has not been talked over yet", "Yesterday"):
        await expect(kim).to_contain_text(words)
    await expect(kim).to_contain_text("Confidence looks tender (about 3-5)")
    assert page.url.endswith("/caseload?reason=setback-not-talked-over")

    await page.evaluate("window.loadedOnce = true")
    await page.get_by_role("link", name="Participant kim").click()
    await expect(page.get_by_role("heading", name="Participant kim")).to_be_visible()
    await page.go_back()
    await expect(rows(page)).to_have_count(1)
    assert await page.evaluate("window.loadedOnce")

    told = participant("p-00", datetime.now(UTC), setbacks=[0.1])
    scores[PARTICIPANTS].replace_one({"_id": told["_id"]}, told)
    await expect(rows(page)).to_have_count(2)  # without a reload
    assert await page.evaluate("window.loadedOnce")

    shared = await browser.new_page()
    await shared.goto(page.url)
    await expect(rows(shared)).to_have_count(2, timeout=ANSWERS_WITHIN)
    await page.get_by_role("button", name="Clear the filters").click()
    await expect(rows(page)).to_have_count(PAGE_SIZE)
    assert page.url.endswith("/caseload")


async def test_an_altered_address_shows_nobody_and_says_so(
    page: Page, dashboard: str, people: None, views: Callable[[], list[tuple[str, str]]]
) -> None:
    for altered in ("site=hillside", "sort=confidence", "after=1.2.3"):
        await page.goto(f"{dashboard}/caseload?{altered}")
        await expect(page.get_by_text("So nobody is shown.")).to_be_visible()
        await expect(rows(page)).to_have_count(0)
    assert views() == []
    await page.goto(f"{dashboard}/caseload?search=p-1&heard=not-yet")
    await expect(page.get_by_text("Nobody fits what is asked for.")).to_be_visible()
    await page.get_by_role("textbox", name="Search").fill("Robin Meyer")
    await page.keyboard.press("Enter")
    await expect(page.get_by_text("small letters, digits and dashes only")).to_be_visible()
    await expect(page).not_to_have_url(re.compile("obin"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_each_person_is_a_card(browser: Browser, dashboard: str, people: None, scheme: str) -> None:
    phone = await browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    await phone.goto(f"{dashboard}/caseload")
    await expect(rows(phone)).to_have_count(PAGE_SIZE)
    widest = await phone.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
    assert widest == 0
