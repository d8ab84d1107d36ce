"""Somebody in each role at the demo, and every page that stands open to them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.async_api import BrowserContext, Page, ViewportSize

from deploy.sample.choice import Sample
from deploy.sample.simulated.commands import Command, Kind
from services.dashboard.identity import STAFF, Role
from services.dashboard.navigation import SCREENS, Screen, first_for
from services.dashboard.wording.names import named
from tests.e2e.conftest import ANSWERS_WITHIN

WIDE: ViewportSize = {"width": 1440, "height": 1000}
NARROW: ViewportSize = {"width": 390, "height": 844}
WIDTHS = (WIDE, NARROW)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

ABOUT_SOMEBODY = ("participant", "brief")
"""Pages that need to be told about whom."""
_AT_REST = """() => {
  const app = document.querySelector('[data-testid="stApp"]');
  const busy = '[data-testid="stStatusWidget"], [data-testid="stSkeleton"], [data-stale="true"]';
  const charts = [...document.querySelectorAll('[data-testid="stVegaLiteChart"]')];
  const page = document.querySelector('[data-testid="stMain"]');
  return app?.dataset.testScriptState === 'notRunning' && page?.querySelector('h1, [data-testid="stAlert"]')
    && !page.querySelector(busy) && charts.every((chart) => chart.querySelector('svg, canvas'));
}"""


@dataclass(frozen=True)
class Look:
    """A page as it opens for a role. `address` goes on behind the dashboard's own."""

    role: Role
    page: str
    address: str

    def __str__(self) -> str:
        return f"{self.role.value}: {self.page}"


def looks(sample: Sample) -> Iterator[Look]:
    """Every page for every role that may open it."""
    for screen in SCREENS:
        for role in screen.roles:
            yield Look(role, screen.name, _address(screen, role, sample))


def _address(screen: Screen, role: Role, sample: Sample) -> str:
    if screen.name in ABOUT_SOMEBODY:
        return f"/{screen.name}?participant={sample.example[1]}"
    return "/" if screen.name == first_for(role) else f"/{screen.name}"


def supported(sample: Sample) -> str:
    """Somebody with a supporter who may still see."""
    return next(who for who, course in sample.journeys.items() if _shares(_kinds(course)))


def _shares(kinds: Sequence[str]) -> bool:
    return Kind.SUPPORTER in kinds and Kind.UNINVITATION not in kinds


def _kinds(course: object) -> list[str]:
    commands: Sequence[Command] = course  # type: ignore[assignment]
    return [command.kind for command in commands]


async def sit_down(context: BrowserContext, dashboard: str, role: Role, sample: Sample) -> Page:
    """A page of somebody in this role, as the demo's picker makes them; the browser is remembered by its cookie."""
    page = await context.new_page()
    page.set_default_timeout(ANSWERS_WITHIN)
    await page.set_viewport_size(WIDE)
    await opened(page, f"{dashboard}/?lang=en")
    side = page.get_by_test_id("stSidebar")
    if role is not Role.COORDINATOR:
        await side.get_by_role("radiogroup").get_by_text(role.value.capitalize(), exact=True).click()
        await at_rest(page)
    if role in STAFF:
        for place in (sample.example[0], "orchard"):
            site = side.get_by_role("button", name=named(place), exact=True)
            if await site.get_attribute("aria-pressed") != "true":
                await site.click()
                await at_rest(page)
    elif role is not Role.OPERATOR:
        who = supported(sample) if role is Role.SUPPORTER else sample.example[1]
        box = side.get_by_role("combobox", name="Participant")
        if await box.input_value() != named(who):
            await box.fill(named(who))
            await page.get_by_role("option", name=named(who)).click()
            await at_rest(page)
    return page


async def opened(page: Page, address: str) -> None:
    """Go there, and wait until everything stands where it will stand."""
    await page.goto(address)
    await at_rest(page)


async def at_rest(page: Page) -> None:
    """Wait until no run of the page is under way and all charts are drawn, for some frames in a row."""
    for _ in range(3):
        await page.wait_for_function(_AT_REST)
        await page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150)))")
    await page.wait_for_function(_AT_REST)
