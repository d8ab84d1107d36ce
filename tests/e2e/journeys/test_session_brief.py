"""The session brief: from what people told the services to one page before a conversation, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from itertools import chain
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect

from shared.contracts.envelope import read_journaled
from shared.contracts.read_models import JOURNAL
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.e2e.test_journey import ROBIN, TODAY, Caller

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
NORTHWAY = "/v1/organizations/northway"
LONG = "I would like to have the breath for the stairs and for the hill behind the house, " * 4
ARABIC = "أريد أن أكون حاضرا لأولادي وأن أراهم يكبرون، "
FAMILY = "👨‍👩‍👧‍👦"
LATER = (TODAY + timedelta(days=20)).date().isoformat()
EARLIER = (TODAY - timedelta(days=48)).date().isoformat()
A_PAGE_IN_A_PDF = re.compile(rb"/Type\s*/Page\b")
WIDTH = "document.documentElement.scrollWidth"


async def plan(caller: Caller, value: dict[str, Any], hypothesis: str, **more: Any) -> str:
    """A goal for the value, with a step that has been going on for weeks; its id."""
    goal = await caller.say(
        f"{caller.goals}{ROBIN}/goals",
        47,
        value_id=value["value_id"],
        review_on=LATER,
        hypothesis=hypothesis,
    )
    days = {"starts_on": EARLIER, "due_on": LATER}
    address = f"{caller.goals}{NORTHWAY}/goals/{goal['goal_id']}/steps"
    step = await caller.say(address, 47, measure="minutes-walked", at_least=20, per="day", **days, **more)
    return str(step["step_id"])


async def live_through(caller: Caller) -> None:
    """Somebody who has much to tell: every part of the brief is full, in long words, two scripts and emoji."""
    at, there = f"{caller.goals}{ROBIN}", f"{caller.checkins}{ROBIN}"
    await caller.offer("walking-12-weeks")
    joined = {"site": "harbour", "program": "walking-12-weeks"}
    await caller.say(f"{at}/enrolments", 50, **joined)
    await caller.say(f"{at.replace('robin', 'noor')}/enrolments", 2, **joined | {"site": "hillside"})
    matters = await caller.say(f"{at}/values", 49, value_area="health", importance=10, words=LONG[:300])
    family = await caller.say(f"{at}/values", 48, value_area="family", importance=9, words=(ARABIC * 7)[:300])
    for kind, moment in (("humour", LONG[:300]), ("asking-for-help", FAMILY * 40)):
        strength = await caller.say(f"{at}/strengths", 40, kind=kind, moment=moment)
    walking = await plan(caller, family, LONG[:300], difficulty=8, strength_id=strength["strength_id"])
    await plan(caller, matters, "If I breathe out slowly, it gets calmer.")
    for words in (LONG[:300], ARABIC * 6, FAMILY * 40):
        await caller.say(f"{at}/agenda-wishes", 3, words=words)
    first = await caller.say(f"{there}/setbacks", 9, kind="lapse", plan_used=True, learned="Evenings are hard.")
    await caller.say(f"{caller.checkins}{NORTHWAY}/setbacks/{first['setback_id']}/recoveries", 8)
    for day in (7, 4):
        await caller.say(f"{caller.checkins}{NORTHWAY}/steps/{walking}/attempts", day, outcome="done", measured=25)
    sides = {"good-about-changing": LONG[:300], "good-about-staying": ARABIC * 6, "hard-about-staying": FAMILY * 40}
    entries = [{"side": side, "weight": 8, "words": words} for side, words in sides.items()]
    await caller.say(f"{there}/balances", 6, entries=entries)
    rulers = [{"kind": "confidence", "value": 8, "why": LONG[:300]}]
    await caller.say(f"{there}/check-ins", 2, setting="check-in", rulers=rulers, concern=LONG[:300])


async def traced(page: Page) -> set[str]:
    """The ids of all events that the page names."""
    named = await page.locator("[data-events]").evaluate_all("all => all.map(one => one.dataset.events)")
    return set(chain.from_iterable(ids.split() for ids in named))


async def test_a_brief_before_a_conversation(
    page: Page, start: Start, scores: BlockingDatabase[Document], views: Callable[[], list[tuple[str, str]]]
) -> None:
    services = {name: start(name) for name in ("goals", "checkins", "scoring")}
    addresses = {f"CAIRN_{name.upper()}": service.url for name, service in services.items()}
    dashboard = start("dashboard", CAIRN_DEMO="1", **addresses).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        caller = Caller(services["goals"].url, services["checkins"].url, client)
        await live_through(caller)
        await page.goto(f"{dashboard}/brief?participant=robin")
        await it_says_what_the_record_holds(page)
        await every_sentence_is_traceable(page, scores)
        await own_words_run_their_own_way(page)
        await it_is_one_page_on_paper_and_fits_a_phone(page)
        assert views() == [("brief", "northway/robin")]
        await caller.say(f"{caller.goals}{ROBIN}/values", 1, value_area="rest", importance=10, words="to sleep well")
        services["checkins"].child.stop()
        await it_says_by_itself_what_is_new_and_what_is_missing(page)

    await page.goto(f"{dashboard}/brief?participant=noor&site=hillside")
    await expect(page.get_by_text("There is nobody to show under this address.")).to_be_visible()
    await expect(page.locator(".cairn.brief")).to_have_count(0)
    assert views() == [("brief", "northway/robin")]


async def it_says_what_the_record_holds(page: Page) -> None:
    sheet = page.locator(".cairn.brief")
    for words in (
        "Found their way back after a setback",
        "What matters, 10 of 10:",
        "asking for help:",
        "In the last 14 days none of its steps was said to be done.",
        "You put this on the agenda:",
        "Why an 8 and not lower? What would make it one higher?",
        "You did it, with asking for help as part of the plan: 25 minutes walked.",
        "On the one side, in your words:",
    ):
        await expect(sheet.get_by_text(words).first).to_be_visible()
    await expect(sheet.locator(".summary li[data-rule]")).to_have_count(3)
    await expect(page.get_by_text("still on its way")).to_have_count(0)


async def every_sentence_is_traceable(page: Page, scores: BlockingDatabase[Document]) -> None:
    """Each event is in the record, and robin's; the marker opens with the keyboard."""
    named = await traced(page)
    sentences = page.locator(".cairn.brief section > ul > li")
    assert await sentences.count() == await page.locator("[data-events]:not([data-events=''])").count() > 15
    found = [read_journaled(one["event"]) for one in scores[JOURNAL].find({"_id": {"$in": sorted(named)}})]
    assert {one.id for one in found} == named
    assert {one.subject for one in found} == {"northway/robin"}
    marker = page.locator(".drift summary")
    await marker.focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".drift details li").get_by_text(re.compile("^goal set, "))).to_be_visible()


async def own_words_run_their_own_way(page: Page) -> None:
    arabic = page.locator("q", has_text="أريد").first
    assert await arabic.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert (await arabic.inner_text()).strip("“”") in ARABIC * 7
    family = (await page.locator("q", has_text=FAMILY).first.inner_text()).strip("“”")
    assert family.replace(FAMILY, "") == ""


async def it_is_one_page_on_paper_and_fits_a_phone(page: Page) -> None:
    await page.emulate_media(color_scheme="dark")
    paper = await page.pdf(prefer_css_page_size=True)
    assert len(A_PAGE_IN_A_PDF.findall(paper)) == 1
    await page.emulate_media(media="print")
    await expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    ink = await page.locator(".cairn.brief li").first.evaluate("one => getComputedStyle(one).color")
    ground = await page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor")
    assert (ink, ground) == ("rgb(0, 0, 0)", "rgb(255, 255, 255)")
    await page.emulate_media(media="screen", color_scheme="light")
    await page.set_viewport_size({"width": 390, "height": 844})
    await expect(page.locator(".cairn.brief .summary")).to_be_visible()
    assert await page.evaluate(WIDTH) <= 390


async def it_says_by_itself_what_is_new_and_what_is_missing(page: Page) -> None:
    """Without a reload, and without taking silence for an answer."""
    await expect(page.locator(".cairn.brief .reasons").get_by_text("to sleep well")).to_be_visible()
    await expect(page.get_by_text("This brief is not whole")).to_be_visible()
    await expect(page.locator(".drift")).to_contain_text("Not known right now.")
    await expect(page.locator(".reasons")).to_contain_text("Some of this is not known right now.")
    await expect(page.locator(".strengths")).to_contain_text("asking for help")
    assert not await page.get_by_text("Nothing recorded yet.").count()
