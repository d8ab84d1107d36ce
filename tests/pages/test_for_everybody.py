"""Every page, for every role, light and dark, wide and narrow: nothing stands in anybody's way."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Request

from services.dashboard.identity import Role
from services.dashboard.picker import ROLES
from tests.pages.everything import Everything
from tests.pages.looking import beyond_the_edge, drawn_and_not_told, in_red, violations
from tests.pages.visitors import NARROW, SCHEMES, WIDTHS, Look, at_rest, looks, opened, sit_down

pytestmark = [pytest.mark.stack, pytest.mark.browser, pytest.mark.timeout(900)]


async def wrong_with(page: Page, address: str) -> list[str]:
    """All that is wrong with a page, in both widths and both colour schemes."""
    told: list[str] = []
    for width in WIDTHS:
        await page.set_viewport_size(width)
        await opened(page, address)
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            await at_rest(page)
            found: Sequence[str] = [*await violations(page), *await in_red(page)]
            told += [f"{width['width']} px, {scheme}: {one}" for one in found]
        told += [f"{width['width']} px: {one}" for one in await drawn_and_not_told(page)]
        if width is NARROW:
            told += await beyond_the_edge(page)
    return told


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_finds_nothing_in_the_way_on_any_page(role: Role, cairn: Everything, browser: Browser) -> None:
    context = await browser.new_context(reduced_motion="reduce")
    elsewhere: set[str] = set()

    def look_at(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, "127.0.0.1"):
            elsewhere.add(str(host))

    context.on("request", look_at)
    page = await sit_down(context, cairn.dashboard, role, cairn.sample)
    theirs = [look for look in looks(cairn.sample) if look.role is role]
    wrong = {str(look): found for look in theirs if (found := await wrong_with(page, _at(cairn, look)))}
    await context.close()
    assert wrong == {}
    assert elsewhere == set()


async def test_from_right_to_left_nothing_is_in_the_way_either(cairn: Everything, browser: Browser) -> None:
    context = await browser.new_context(reduced_motion="reduce", locale="ar-EG")
    page = await sit_down(context, cairn.dashboard, Role.COORDINATOR, cairn.sample)
    wrong = await wrong_with(page, f"{cairn.dashboard}/?lang=ar")
    assert await page.locator("html").get_attribute("dir") == "rtl"
    await context.close()
    assert wrong == []


def _at(cairn: Everything, look: Look) -> str:
    return f"{cairn.dashboard}{look.address}"
