"""What `looking` is there to find, it finds: on a page on which all of it is wrong, and on none that is well."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from tests.pages.looking import beyond_the_edge, drawn_and_not_told, in_red, violations
from tests.pages.visitors import NARROW

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><html lang="en"><head><title>Page</title></head>
<body style="margin: 0; background: #fff; color: #222"><main data-testid="stMain"><h1>Page</h1>{inner}</main>"""
WELL = """<p style="color: #a07a3a; font-size: 2rem">Words in ochre</p><div class="cairn"><p>Confidence looks mixed.
<svg aria-hidden="true" width="40" height="20"></svg></p></div>"""
GREY = '<p style="color: #bbb">Hardly to be read</p>'
NAMELESS = "<button></button>"
WIDE = '<div style="width: 600px">Wide</div>'
RED = ('<p style="color: #b3261e">Red words</p>', '<p style="color: color-mix(in srgb, #f00 70%, #222)">Red</p>')
UNTOLD = '<div class="cairn"><svg width="40" height="20"></svg></div>'


async def shown(page: Page, inner: str) -> Page:
    await page.set_content(PAGE.format(inner=inner))
    return page


async def test_it_finds_what_is_wrong_and_nothing_else(browser: Browser) -> None:
    page = await browser.new_page(viewport=NARROW)
    well = await shown(page, WELL)
    for look in (violations, beyond_the_edge, in_red, drawn_and_not_told):
        assert await look(well) == []
    assert [one.partition(":")[0] for one in await violations(await shown(page, GREY))] == ["color-contrast"]
    assert [one.partition(":")[0] for one in await violations(await shown(page, NAMELESS))] == ["button-name"]
    assert len(await beyond_the_edge(await shown(page, WIDE))) == 1
    for words in RED:
        assert len(await in_red(await shown(page, words))) == 1
    assert len(await drawn_and_not_told(await shown(page, UNTOLD))) == 1
