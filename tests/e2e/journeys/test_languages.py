"""The pages in another language, in a real browser: which one, how it is kept, and in which direction it runs."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, FloatRect, Page, ViewportSize, expect

from services.dashboard.catalogue import translated
from services.dashboard.language import _, speaking
from services.dashboard.navigation import SCREENS, first_for
from services.dashboard.wording import pages as words
from services.dashboard.wording.codes import ROLE
from shared.contracts.callers import Role
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN
from tests.integration.dashboard.documents import enrolled, fill, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
TITLE = {screen.name: screen.said for screen in SCREENS}
NARROW: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
async def arabic(browser: Browser) -> AsyncIterator[Page]:
    """A browser whose owner reads Arabic."""
    context = await browser.new_context(locale="ar-EG", viewport={"width": 1440, "height": 900})
    page = await context.new_page()
    page.set_default_timeout(ANSWERS_WITHIN)
    yield page
    await context.close()


@pytest.fixture
def robin(scores: BlockingDatabase[Document]) -> None:
    now = datetime.now(UTC)
    fill(scores, [participant("robin", now, self_efficacy=4.0, heard=9, joined=40)], [enrolled("robin", now, 40)])


def left_in_english(shown: str) -> list[str]:
    """The sentences of the catalogue that stand in a page's text as they are written in the code."""
    sentences = {str(message.id) for message in translated("ar") if message.id and not message.pluralizable}
    lines = {line.strip() for line in shown.splitlines()}
    return sorted(lines & {sentence for sentence in sentences if re.search("[A-Za-z]", sentence)})


def in_arabic(sentence: str) -> str:
    with speaking("ar"):
        return _(sentence)


async def becomes(page: Page, role: Role) -> None:
    """With the demo's picker. The page that is open is another role's, says so, and leads to their own first one."""
    await page.get_by_test_id("stRadioGroup").get_by_text(in_arabic(ROLE[role]), exact=True).click()
    with speaking("ar"):
        not_for_them, first = words.not_for(role), _(TITLE[first_for(role)])
        to_the_first = words.first_page(first)
    await expect(page.get_by_text(not_for_them)).to_be_visible()
    await page.get_by_role("link", name=to_the_first).click()
    await expect(page.get_by_role("heading", level=1, name=first)).to_be_visible()
    await expect(page.get_by_text(not_for_them)).to_have_count(0)


async def leaves_nothing_in_english(page: Page, dashboard: str, *names: str) -> None:
    for name in names:
        await page.goto(f"{dashboard}/{name}?participant=robin")
        await expect(page.get_by_role("heading", level=1, name=in_arabic(TITLE[name]))).to_be_visible()
        await expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
        assert left_in_english(await page.locator("body").inner_text()) == [], name


async def box(page: Page, name: str) -> FloatRect:
    found = await page.get_by_test_id(name).bounding_box()
    assert found is not None
    return found


async def test_a_browser_that_asks_for_arabic_gets_it_from_right_to_left_unless_the_address_says_otherwise(
    arabic: Page, dashboard: str, robin: None
) -> None:
    await arabic.goto(f"{dashboard}/participant?participant=robin")
    await expect(arabic.get_by_role("heading", name="المشارك")).to_be_visible()
    await expect(arabic.get_by_text("تبدو الثقة رقيقة الآن").first).to_be_visible()
    await expect(arabic.locator("html")).to_have_attribute("lang", "ar")
    await expect(arabic.locator("html")).to_have_attribute("dir", "rtl")
    sidebar, main = await box(arabic, "stSidebar"), await box(arabic, "stMain")
    assert main["x"] + main["width"] <= sidebar["x"] + 1

    await leaves_nothing_in_english(
        arabic, dashboard, "participant", "brief", "caseload", "today", "expect", "program"
    )
    await becomes(arabic, Role.PARTICIPANT)
    await leaves_nothing_in_english(arabic, dashboard, "mine")
    await becomes(arabic, Role.OPERATOR)
    await leaves_nothing_in_english(arabic, dashboard, "platform")
    await becomes(arabic, Role.COORDINATOR)

    await arabic.set_viewport_size(NARROW)
    for language, direction in (("ar", "rtl"), ("en", "ltr")):
        await arabic.goto(f"{dashboard}/participant?participant=robin&lang={language}")
        await expect(arabic.locator("html")).to_have_attribute("lang", language)
        await expect(arabic.locator("html")).to_have_attribute("dir", direction)
        await expect(arabic.get_by_role("heading", name="robin")).to_be_visible()
        main = await box(arabic, "stMain")
        assert (main["x"], main["width"]) == (0, NARROW["width"])
        assert await arabic.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        await expect(arabic.get_by_test_id("stSidebarUserContent")).not_to_be_in_viewport()
        await arabic.get_by_test_id("stExpandSidebarButton").click()
        await expect(arabic.get_by_role("combobox", name="Language")).to_be_in_viewport()
        await arabic.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        await expect(arabic.get_by_test_id("stSidebarUserContent")).not_to_be_in_viewport()
    await expect(arabic.get_by_text("Confidence looks tender right now").first).to_be_visible()
    assert len(left_in_english(await arabic.locator("body").inner_text())) > 5


async def test_a_chosen_language_goes_along_from_page_to_page_and_outlives_a_reload(
    page: Page, dashboard: str, robin: None
) -> None:
    await page.goto(f"{dashboard}/caseload")
    await expect(page.get_by_role("heading", name="Caseload")).to_be_visible()
    await page.get_by_role("combobox", name="Language").click()
    await page.get_by_role("option", name="العربية").click()
    await expect(page.get_by_role("heading", name="قائمة المتابعة")).to_be_visible()
    await page.get_by_role("link", name="robin").click()
    await expect(page.get_by_role("heading", name="المشارك")).to_be_visible()
    await expect(page).to_have_url(re.compile(r"/participant\?.*lang=ar"))
    await page.reload()
    await expect(page.get_by_role("heading", name="المشارك")).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", "ar")
