"""The keyboard alone leads to everything on the pages of a morning, and on to a participant."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Browser, Page, expect

from services.dashboard.identity import Role
from tests.e2e.conftest import ANSWERS_WITHIN
from tests.pages.everything import Everything
from tests.pages.visitors import opened, sit_down

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(400)]

NAMED = """(one) => {
  const group = one.closest('[role="toolbar"], [role="radiogroup"]') ?? one;
  const key = one.closest('[class*="st-key-"]')?.className.match(/st-key-\\S+/)?.[0];
  const name = group.getAttribute('aria-label') || one.innerText || one.closest('label')?.innerText;
  return [group.tagName, name?.trim().replace(/\\s+/g, ' '), key].join(' ');
}"""
"""A control by its name; a row of choices is one of them, within which the arrow keys lead on."""
CONTROLS = (
    "() => [...document.querySelectorAll("
    "'[data-testid=\"stMain\"] :is(a[href], button, input, select, textarea, summary, [tabindex])')]"
    ".filter((one) => one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true }))"
    f".map({NAMED})"
)
FOCUSED = f"() => ({NAMED})(document.activeElement)"


def leads_to_somebody(control: str) -> bool:
    return control.startswith("A ") and "simulated-" in control


async def reached(page: Page, wanted: set[str]) -> set[str]:
    """Those of the wanted controls that Tab leads to, from the top of the page."""
    found: set[str] = set()
    for _ in range(3 * len(wanted) + 60):
        await page.keyboard.press("Tab")
        found.add(await page.evaluate(FOCUSED))
        if found >= wanted:
            break
    return found & wanted


@pytest.mark.parametrize("name", ["", "caseload"])
async def test_tab_leads_to_every_control_and_enter_to_a_participant(
    name: str, cairn: Everything, browser: Browser
) -> None:
    page = await sit_down(await browser.new_context(), cairn.dashboard, Role.COORDINATOR, cairn.sample)
    await opened(page, f"{cairn.dashboard}/{name}")
    wanted = set(await page.evaluate(CONTROLS))
    assert len([one for one in wanted if leads_to_somebody(one)]) > 2
    assert wanted - await reached(page, wanted) == set()

    while not leads_to_somebody(await page.evaluate(FOCUSED)):
        await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1, name=re.compile("Participant .?simulated-"))
    await expect(heading).to_be_visible(timeout=ANSWERS_WITHIN)
