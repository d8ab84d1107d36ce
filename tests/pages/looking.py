"""What can be told by looking at a page: each function says what is wrong with it, and nothing when all is well."""

from __future__ import annotations

from collections.abc import Sequence

from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

GRAVE = ("serious", "critical")

BEYOND = """() => {
  const page = document.querySelector('[data-testid="stMain"]');
  const wide = (one) => one.scrollWidth - one.clientWidth;
  if (wide(page) <= 0 && wide(document.documentElement) <= 0) return [];
  const edge = page.getBoundingClientRect().right + 1;
  const out = [...page.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > edge);
  return [`${wide(page)} px beyond: ` + out.slice(0, 3).map((one) => one.outerHTML.slice(0, 160)).join(' | ')];
}"""

RED = """() => {
  const told = new Set(), canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((part) => part / 255);
  };
  const isRed = (colour) => {
    const [r, g, b] = parts(colour), most = Math.max(r, g, b), least = Math.min(r, g, b), chroma = most - least;
    if (chroma < 0.2 || most !== r) return false;
    const hue = 60 * ((g - b) / chroma);
    return hue > -20 && hue < 18;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim(), one = walker.currentNode.parentElement;
    if (!text || !one.checkVisibility?.() || one.closest('script, style')) continue;
    const style = getComputedStyle(one);
    for (const colour of [style.color, one.closest('svg') ? style.fill : null])
      if (colour && colour !== 'none' && isRed(colour)) told.add(`${colour}: ${text.slice(0, 60)}`);
  }
  return [...told];
}"""
"""Text whose colour has a hue within 20 degrees of red, and is not nearly grey."""

UNTOLD = """() => {
  const drawings = document.querySelectorAll(
    '[data-testid="stVegaLiteChart"], [data-testid="stMain"] canvas, .cairn svg, .cairn [role="img"]');
  const told = (one) => {
    const named = [one, ...one.querySelectorAll('[aria-label], title')].some(
      (part) => part.getAttribute('aria-label')?.trim() || (part.tagName === 'title' && part.textContent.trim()));
    const words = one.closest('td, th, li, figure, p, .estimate')?.textContent.trim();
    return named || (one.closest('[aria-hidden="true"]') && words);
  };
  return [...drawings].filter((one) => !told(one)).map((one) => one.outerHTML.slice(0, 200));
}"""
"""Drawings without a name, and not hidden beside words that say the same."""


async def violations(page: Page) -> Sequence[str]:
    """What axe-core calls serious or critical, with where it is."""
    found = (await Axe().run(page)).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:200]} {node['failureSummary'][:300]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


async def beyond_the_edge(page: Page) -> Sequence[str]:
    """What makes somebody scroll sideways."""
    found: list[str] = await page.evaluate(BEYOND)
    return found


async def in_red(page: Page) -> Sequence[str]:
    """Text that is red."""
    found: list[str] = await page.evaluate(RED)
    return found


async def drawn_and_not_told(page: Page) -> Sequence[str]:
    """Charts that somebody who cannot see them knows nothing of."""
    found: list[str] = await page.evaluate(UNTOLD)
    return found
