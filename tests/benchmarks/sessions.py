"""Twenty people in the dashboard at once: how long each of their clicks takes."""

from __future__ import annotations

import asyncio
import math
import random
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

from playwright.async_api import TimeoutError as Unanswered
from playwright.async_api import async_playwright

from shared.runtime.settings import Settings
from tests.benchmarks.browsing import Visitor, dashboard, launched
from tests.benchmarks.caseloads import fill
from tests.benchmarks.processes import service, settle

SESSIONS = 20
PEOPLE = 20_000
ARRIVE_TOGETHER = 2
LOOKS_FOR = (5.0, 10.0)
"""Seconds that somebody looks at a page before the next click: 80 people in ten minutes are 7.5 s for each."""
Took: TypeAlias = dict[str, list[float]]
"""Milliseconds, by kind of click."""


@dataclass(slots=True)
class Clicks:
    """What all sessions saw: in the first round, when a browser sees each page for the first time, and after it."""

    first: Took = field(default_factory=dict)
    later: Took = field(default_factory=dict)
    unanswered: int = 0


def measure(settings: Settings, seconds: int = 120) -> dict[str, object]:
    """p50 and p95 in milliseconds of a click until everything stands there, over all sessions and by kind of click.

    The browsers share the machine with the dashboard, the services and the servers. The first round of each session
    through the pages is told by itself.
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
            clicks = asyncio.run(_all(address, seconds))
    everything = _together(clicks.later)
    return {
        "figure": "concurrent-sessions",
        "sessions": SESSIONS,
        "clicks": len(everything),
        "clicks_per_s": round(len(everything) / seconds, 1),
        "unanswered": clicks.unanswered,
        "ms": _quantiles(everything),
        "by_click_ms": {name: _quantiles(took) for name, took in clicks.later.items()},
        "first_round_ms": _quantiles(_together(clicks.first)),
    }


async def _all(address: str, seconds: int) -> Clicks:
    clicks = Clicks()
    async with async_playwright() as playwright, launched(playwright) as browser:
        at_the_door = asyncio.Semaphore(ARRIVE_TOGETHER)
        everybody_is_there = asyncio.Barrier(SESSIONS)

        async def visit(number: int) -> None:
            chance = random.Random(number)  # noqa: S311  # no secret: the same pauses each time
            async with at_the_door:
                visitor = await Visitor.arrives(browser, address)
            await everybody_is_there.wait()
            way = _way(visitor)
            await asyncio.sleep(
                chance.uniform(0.0, len(way) * statistics.mean(LOOKS_FOR))
            )  # nobody waits for another
            await _walk(way, chance, clicks.first)
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                await _walk(way, chance, clicks.later, until)

        ends = await asyncio.gather(*map(visit, range(SESSIONS)), return_exceptions=True)
    unexpected = [end for end in ends if isinstance(end, BaseException) and not isinstance(end, Unanswered)]
    if unexpected:
        raise unexpected[0]
    clicks.unanswered = sum(isinstance(end, Unanswered) for end in ends)
    return clicks


def _way(visitor: Visitor) -> list[tuple[str, Callable[[], Awaitable[float]]]]:
    return [
        ("Caseload", visitor.opens_caseload),
        ("a filter", visitor.filters),
        ("no filter", visitor.clears),
        ("somebody", visitor.opens_somebody),
        ("Today", visitor.opens_today),
    ]


async def _walk(
    way: list[tuple[str, Callable[[], Awaitable[float]]]],
    chance: random.Random,
    took: Took,
    until: float = math.inf,
) -> None:
    """One round through the pages, each looked at for a while; no further than until then."""
    for name, click in way:
        await asyncio.sleep(chance.uniform(*LOOKS_FOR))
        if time.perf_counter() > until:
            return
        took.setdefault(name, []).append(1000 * await click())


def _together(took: Took) -> list[float]:
    return [one for clicks in took.values() for one in clicks]


def _quantiles(milliseconds: list[float]) -> dict[str, float]:
    ordered = sorted(milliseconds)
    return {"p50": round(statistics.median(ordered), 1), "p95": round(ordered[int(len(ordered) * 0.95)], 1)}
