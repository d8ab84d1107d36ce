"""What Today and Caseload cost with 1,000 participants and with 200,000: their queries, and pages in a browser."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeAlias

from playwright.async_api import async_playwright

from services.dashboard.caseload_asked import Asked, Heard, Sort
from services.dashboard.caseload_queries import PAGE_SIZE, read_page
from services.dashboard.today_queries import GLANCE, HAND, TOGETHER, WINS, Today
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.vocabulary import Stage
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.benchmarks.browsing import Visitor, dashboard, launched
from tests.benchmarks.caseloads import COORDINATOR, fill
from tests.benchmarks.processes import settle

SMALL, LARGE = 1_000, 200_000
TIMES_ASKED, TIMES_SHOWN = 40, 9
"""How often each is measured; the median counts."""
Figure: TypeAlias = dict[str, object]
Scores: TypeAlias = BlockingDatabase[Document]


def measure(few: Settings, many: Settings) -> Iterator[Figure]:
    """Medians in milliseconds with few and with many participants, taken in turn, and their ratios."""
    now = datetime.now(UTC)
    both = [fill(settings, range(people), now) for settings, people in ((few, SMALL), (many, LARGE))]
    settle(many)
    yield _compared("queries-of-pages", *_in_turn([_questions(scores, now) for scores in both]))
    yield _compared("queries-that-look-further", *_in_turn([_rare(scores, now) for scores in both]))
    yield _plans(both[1], now)
    with dashboard(few) as of_few, dashboard(many) as of_many:
        yield _compared("pages-in-a-browser", *asyncio.run(_shown([of_few, of_many])))


def _compared(figure: str, small: Mapping[str, float], large: Mapping[str, float]) -> Figure:
    return {
        "figure": figure,
        "participants": [SMALL, LARGE],
        "ms": {name: [small[name], large[name]] for name in small},
        "ratios": {name: round(large[name] / small[name], 2) for name in small},
        "ratio_of_sums": round(sum(large.values()) / sum(small.values()), 2),
    }


def _questions(scores: Scores, now: datetime) -> Mapping[str, Callable[[], object]]:
    today = Today(scores, COORDINATOR, now)
    caseload = {
        "by participant": Asked(),
        "by reason": Asked(sort=Sort.REASON),
        "newest word": Asked(sort=Sort.NEWEST_WORD),
        "oldest word": Asked(sort=Sort.OLDEST_WORD),
        "one site": Asked(site=COORDINATOR.sites[1]),
        "one stage": Asked(stage=Stage.ACTION),
    }
    return {
        "Today, who would welcome a hand": partial(today.listed, HAND),
        "Today, together": partial(today.listed, TOGETHER, size=GLANCE),
        "Today, small wins": partial(today.listed, WINS, size=GLANCE),
        "Today, counts": lambda: [today.count(reasons) for reasons in (HAND, TOGETHER, WINS)],
        "Today, news": today.news,
        **{
            f"Caseload, {name}": partial(read_page, scores, COORDINATOR, asked, now)
            for name, asked in caseload.items()
        },
    }


def _rare(scores: Scores, now: datetime) -> Mapping[str, Callable[[], object]]:
    """Filters that let few through: where there are more people a look goes through more, up to its bound."""
    asked = {
        "one reason": Asked(reason=AttentionReason.ASKED_FOR_CONTACT),
        "nobody fits": Asked(stage=Stage.ACTION, heard=Heard.LONGER_AGO),
    }
    return {name: partial(read_page, scores, COORDINATOR, one, now) for name, one in asked.items()}


def _in_turn(both: Sequence[Mapping[str, Callable[[], object]]]) -> list[dict[str, float]]:
    took: list[dict[str, list[float]]] = [{name: [] for name in questions} for questions in both]
    for _ in range(TIMES_ASKED):
        for found, questions in zip(took, both, strict=True):
            for name, question in questions.items():
                found[name].append(_timed(question))
    return [_medians(found) for found in took]


def _timed(question: Callable[[], object]) -> float:
    started = time.perf_counter()
    question()
    return 1000 * (time.perf_counter() - started)


def _medians(took: Mapping[str, list[float]]) -> dict[str, float]:
    return {name: round(statistics.median(milliseconds), 2) for name, milliseconds in took.items()}


def _plans(scores: Scores, now: datetime) -> Figure:
    """By MongoDB's own profiler: no scan of a collection, no sort in memory, and no more read than is shown."""
    scores.command("profile", 2)
    for question in _questions(scores, now).values():
        question()
    scores.command("profile", 0)
    done: list[dict[str, Any]] = list(scores["system.profile"].find({"ns": f"{scores.name}.{PARTICIPANTS}"}))
    return {
        "figure": "plans-of-pages",
        "queries": len(done),
        "plans": sorted({str(one.get("planSummary", "")).split(" ")[0] for one in done}),
        "sorted_in_memory": sum(bool(one.get("hasSortStage")) for one in done),
        "documents_returned_at_most": max(one.get("nreturned", 0) for one in done),
        "documents_read_at_most": max(one.get("docsExamined", 0) for one in done),
        "page": PAGE_SIZE,
    }


async def _shown(addresses: Sequence[str]) -> list[dict[str, float]]:
    """From a click to all of the page, by what was clicked."""
    async with async_playwright() as playwright, launched(playwright) as browser:
        visitors = [await Visitor.arrives(browser, address) for address in addresses]
        took: list[dict[str, list[float]]] = [{} for _ in visitors]
        for _ in range(TIMES_SHOWN):
            for found, visitor in zip(took, visitors, strict=True):
                clicks: Mapping[str, Callable[[], Awaitable[float]]] = {
                    "Caseload": visitor.opens_caseload,
                    "a filter": visitor.filters,
                    "Today": visitor.opens_today,
                }
                for name, click in clicks.items():
                    found.setdefault(name, []).append(1000 * await click())
    return [_medians(found) for found in took]
