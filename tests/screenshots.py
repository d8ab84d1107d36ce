"""Pictures of all pages: `make screenshots`.

Starts everything, plays the SIMULATED program, and opens every page for every role in a real browser: wide and
narrow, light and dark, two of them from right to left. All pictures go to `.cairn/screenshots`, in their whole
length; those that README shows go to `docs/screenshots`. Words choose some: `make screenshots ARGS="today brief"`.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright

from deploy.stacks.local import LocalStack
from deploy.stacks.unavailable import StackUnavailable
from services.dashboard.identity import Role
from services.dashboard.language import ENGLISH
from shared.runtime.settings import Settings
from tests.e2e.chromium import chromium_or_reason
from tests.e2e.conftest import ARGUMENTS
from tests.pages.everything import Everything, everything
from tests.pages.visitors import NARROW, SCHEMES, WIDE, WIDTHS, Look, Scheme, at_rest, looks, opened, sit_down

ALL = Path(".cairn") / "screenshots"
SHOWN = Path(__file__).parents[1] / "docs" / "screenshots"
LONGEST = 12_000
"""Pixels of a page: the browser draws no more at once."""
COLOURS = 128
"""Of a picture for README: the pages have few, and a palette is a third of the size."""


@dataclass(frozen=True)
class Picture:
    """A page as one sees it in this width, colours and language."""

    look: Look
    width: ViewportSize
    scheme: Scheme
    language: str = ENGLISH

    def __str__(self) -> str:
        parts = (self.look.role.value, self.look.page, str(self.width["width"]), self.scheme)
        return "-".join(parts if self.language == ENGLISH else (*parts, self.language))


README = {
    "coordinator-today-1440-light": ("today", 1_000),
    "coordinator-today-390-dark": ("today-phone", 844),
    "coordinator-participant-1440-light": ("participant", 1_280),
    "coordinator-brief-1440-light": ("brief", 900),
    "coordinator-program-1440-light": ("program", 1_000),
    "participant-mine-390-light": ("mine-phone", 844),
    "coordinator-today-1440-light-ar": ("today-arabic", 900),
}
"""What README shows: its file's name, and how much of it, in pixels from above."""


def pictures(shown: Sequence[Look]) -> Iterator[Picture]:
    """All of them, those of one page behind each other."""
    for look in shown:
        for width in WIDTHS:
            for scheme in SCHEMES:
                yield Picture(look, width, scheme)
        if look.role is Role.COORDINATOR and look.page in ("today", "participant"):
            yield Picture(look, WIDE, "light", "ar")
            yield Picture(look, NARROW, "light", "ar")


def main(wanted: Sequence[str]) -> int:
    """0 when all pictures are there; 1, with one line, when there is no browser or no server."""
    chromium = chromium_or_reason()
    if not isinstance(chromium, Path):
        print(chromium, file=sys.stderr)
        return 1
    for folder in (ALL, SHOWN):
        folder.mkdir(parents=True, exist_ok=True)
    try:
        stack = LocalStack.start()
    except StackUnavailable as reason:
        print(reason, file=sys.stderr)
        return 1
    with stack:
        settings = Settings(kafka=stack.kafka, mongo=stack.mongo, database="screenshots", partitions=1)
        with everything(settings, stack.folder) as running:
            asyncio.run(_take(running, chromium, wanted))
    return 0


async def _take(running: Everything, chromium: Path, wanted: Sequence[str]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for role in Role:
            chosen = [
                picture
                for picture in pictures([look for look in looks(running.sample) if look.role is role])
                if not wanted or any(word in str(picture) for word in wanted)
            ]
            if chosen:
                await _of_one(role, chosen, running, browser)
        await browser.close()


async def _of_one(role: Role, chosen: Sequence[Picture], running: Everything, browser: Browser) -> None:
    context = await _calm(browser)
    page = await sit_down(context, running.dashboard, role, running.sample)
    for picture in chosen:
        await page.emulate_media(color_scheme=picture.scheme)
        await page.set_viewport_size(picture.width)
        joint = "&" if "?" in picture.look.address else "?"
        await opened(page, f"{running.dashboard}{picture.look.address}{joint}lang={picture.language}")
        if kept := README.get(str(picture)):
            await _keep(page, picture, *kept)
        await _tall(page, picture)
        await page.screenshot(path=ALL / f"{picture}.png")
        print(picture, flush=True)
    await context.close()


async def _calm(browser: Browser) -> BrowserContext:
    return await browser.new_context(reduced_motion="reduce", device_scale_factor=1)


async def _tall(page: Page, picture: Picture) -> None:
    """As high as the page is: it scrolls inside, so that a picture of the whole is one of a very high window."""
    height = await page.get_by_test_id("stMain").evaluate("main => main.scrollHeight")
    await page.set_viewport_size({"width": picture.width["width"], "height": min(height, LONGEST)})
    await at_rest(page)


async def _keep(page: Page, picture: Picture, name: str, height: int) -> None:
    await page.set_viewport_size({"width": picture.width["width"], "height": height})
    await at_rest(page)
    seen = Image.open(BytesIO(await page.screenshot())).convert("RGB")
    few = seen.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(SHOWN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
