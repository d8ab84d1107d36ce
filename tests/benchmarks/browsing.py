"""Somebody who clicks through the dashboard in a real browser, with a clock in hand."""

from __future__ import annotations

import shutil
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from playwright.async_api import Browser, Page, Playwright

from services.dashboard.wording.names import named
from shared.runtime.settings import Settings
from tests.benchmarks.caseloads import COORDINATOR
from tests.benchmarks.processes import service

GIVE_UP_AFTER = 60_000
"""Milliseconds."""
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
_AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_CASELOAD = "table.people tbody tr"
_TODAY = '[class*="st-key-person-list-"]'


@contextmanager
def dashboard(settings: Settings) -> Iterator[str]:
    """The address of a dashboard on a demo."""
    with service("dashboard", settings, health="/_stcore/health", CAIRN_DEMO="1") as (_, address):
        yield address


@asynccontextmanager
async def launched(playwright: Playwright) -> AsyncIterator[Browser]:
    """The chromium of this machine, or Playwright's own."""
    browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
    yield browser
    await browser.close()


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser session of its own, as the coordinator of `caseloads`. Each method answers how many seconds it took
    from the click until everything stood there.
    """

    page: Page

    @classmethod
    async def arrives(cls, browser: Browser, address: str) -> Visitor:
        """Opens the dashboard and chooses the other sites."""
        context = await browser.new_context(viewport={"width": 1440, "height": 900})
        page = await context.new_page()
        page.set_default_timeout(GIVE_UP_AFTER)
        await page.goto(address)
        await page.locator(_TODAY).first.wait_for()
        first, *others = map(named, COORDINATOR.sites)
        for number, site in enumerate(others):
            await page.get_by_test_id("stSidebar").get_by_text(site, exact=True).click()
            await page.get_by_test_id("stMain").get_by_text(", ".join((first, *others[: number + 1]))).wait_for()
        await page.locator(_AT_REST).wait_for()
        return cls(page)

    async def opens_caseload(self) -> float:
        """By the menu."""
        return await self._timed(self._menu("Caseload"), _CASELOAD)

    async def opens_today(self) -> float:
        """By the menu."""
        return await self._timed(self._menu("Today"), _TODAY)

    async def filters(self) -> float:
        """The caseload, for those of whom a review is due."""
        await self.page.get_by_role("combobox", name="Reason").click()
        choice = self.page.get_by_role("option", name="A review is due")
        await choice.wait_for()
        return await self._timed(choice.click, ".st-key-caseload-filtered")

    async def clears(self) -> float:
        """The filter."""
        clear = self.page.get_by_role("button", name="Clear the filters")
        started = time.perf_counter()
        await clear.click()
        await self.page.locator(".st-key-caseload-filtered").wait_for(state="detached")
        await self.page.locator(_AT_REST).wait_for()
        return time.perf_counter() - started

    async def opens_somebody(self) -> float:
        """The first of the caseload."""
        link = self.page.locator(f"{_CASELOAD} a").first
        return await self._timed(link.click, 'h1:has-text("Participant p-")')

    def _menu(self, name: str) -> Callable[[], Awaitable[None]]:
        return self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=name).click

    async def _timed(self, click: Callable[[], Awaitable[None]], shows: str) -> float:
        started = time.perf_counter()
        await click()
        await self.page.locator(shows).first.wait_for()
        await self.page.locator(_AT_REST).wait_for()
        return time.perf_counter() - started
