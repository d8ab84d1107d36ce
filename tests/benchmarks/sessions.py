"""Twenty people in the dashboard at once: how long each of their clicks takes."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from datetime import UTC, datetime
from itertools import cycle

from playwright.async_api import TimeoutError as Unanswered
from playwright.async_api import async_playwright

from shared.runtime.settings import Settings
from tests.benchmarks.browsing import Visitor, dashboard, launched
from tests.benchmarks.caseloads import fill
from tests.benchmarks.processes import service, settle

SESSIONS = 20
PEOPLE = 20_000
ARRIVE_TOGETHER = 2
LOOKS_FOR = (3.0, 7.0)
"""Seconds that somebody looks at a page before the next click: at least, at most."""


def measure(settings: Settings, seconds: int = 60) -> dict[str, object]:
    """p50 and p95 in milliseconds of a click until everything stands there, over all sessions and by kind of click.

    The browser shares the machine with the dashboard, the services and the servers.
    """
    fill(settings, range(PEOPLE), datetime.now(UTC))
    settle(settings)
    with (
        service("goals", settings) as (_, goals),
        service("checkins", settings) as (_, checkins),
        service("scoring", settings) as (_, scoring),
    ):
        known = settings.model_copy(update={"goals": goals, "checkins": checkins, "scoring": scoring})
        with dashboard(known) as address:
            took, unanswered = asyncio.run(_all(address, seconds))
    everything = [one for clicks in took.values() for one in clicks]
    return {
        "figure": "concurrent-sessions",
        "sessions": SESSIONS,
        "clicks": len(everything),
        "clicks_per_s": round(len(everything) / seconds, 1),
        "unanswered": unanswered,
        "ms": _quantiles(everything),
        "by_click_ms": {name: _quantiles(clicks) for name, clicks in took.items()},
    }


async def _all(address: str, seconds: int) -> tuple[dict[str, list[float]], int]:
    """By kind of click, and how many sessions ended because a click was not answered."""
    took: dict[str, list[float]] = {}
    async with async_playwright() as playwright, launched(playwright) as browser:
        at_the_door = asyncio.Semaphore(ARRIVE_TOGETHER)

        async def arrives() -> Visitor:
            async with at_the_door:
                return await Visitor.arrives(browser, address)

        visitors = await asyncio.gather(*(arrives() for _ in range(SESSIONS)))
        until = time.perf_counter() + seconds
        ways = (_clicks(one, n, until, took) for n, one in enumerate(visitors))
        ends = await asyncio.gather(*ways, return_exceptions=True)
    unexpected = [end for end in ends if isinstance(end, BaseException) and not isinstance(end, Unanswered)]
    if unexpected:
        raise unexpected[0]
    return took, sum(isinstance(end, Unanswered) for end in ends)


async def _clicks(visitor: Visitor, number: int, until: float, took: dict[str, list[float]]) -> None:
    chance = random.Random(number)  # noqa: S311  # no secret: the same pauses each time
    way = cycle(
        [
            ("Caseload", visitor.opens_caseload),
            ("a filter", visitor.filters),
            ("no filter", visitor.clears),
            ("somebody", visitor.opens_somebody),
            ("Today", visitor.opens_today),
        ]
    )
    for name, click in way:
        await asyncio.sleep(chance.uniform(*LOOKS_FOR))
        if time.perf_counter() > until:
            return
        took.setdefault(name, []).append(1000 * await click())


def _quantiles(milliseconds: list[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    return {"p50": round(statistics.median(ordered), 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}
