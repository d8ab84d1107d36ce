"""One person's goals, steps, setbacks and summary: from what was told to the services to the page, and to paper."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest
from playwright.async_api import Locator, Page, expect

from shared.contracts.read_models import JOURNAL
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.e2e.test_journey import ARRIVES_WITHIN, ROBIN, TODAY, Caller

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
Scores = BlockingDatabase[Document]
NORTHWAY = "/v1/organizations/northway"
LONG = "Unterstuetzungsbeduerftigkeitsfeststellungsverfahren" * 6
ARABIC = "أريد أن أكون حاضرا لأولادي 🙂"
MARKED_UP = "If I walk <b>after dinner</b> I will sleep better.\nAnd so will they."
A_PAGE_IN_A_PDF = re.compile(rb"/Type\s*/Page\b")
TOLD = 23
"""Events of robin's that `live_through` makes."""


@dataclass
class Person:
    """Somebody with much to tell."""

    caller: Caller

    async def live_through(self) -> None:
        """A goal that was revised and reviewed, a step, a setback with a way back; and five drafts."""
        caller, at = self.caller, f"{self.caller.goals}{ROBIN}"
        later = (TODAY + timedelta(days=20)).date().isoformat()
        await caller.offer("walking-12-weeks")
        await caller.say(f"{at}/enrolments", 50, site="harbour", program="walking-12-weeks")
        value = await caller.say(f"{at}/values", 49, value_area="family", importance=9, words=ARABIC)
        serves = {"value_id": value["value_id"], "review_on": later}
        await caller.say(f"{at}/goals", 48, **serves, hypothesis=LONG)
        for _ in range(4):
            await caller.say(f"{at}/goals", 47, **serves)
        first = await caller.say(f"{at}/goals", 40, **serves, hypothesis="If I run daily I will sleep better.")
        goal = f"{caller.goals}{NORTHWAY}/goals/{first['goal_id']}"
        await caller.say(f"{goal}/agreements", 40, version=1, answer="agreed", party="participant")
        await caller.say(f"{goal}/reviews", 30, attainment=-1, learned="Mornings are easier.")
        await caller.say(f"{goal}/revisions", 30, from_version=1, reason="too-hard", hypothesis=MARKED_UP)
        for party in ("participant", "clinician"):
            await caller.say(f"{goal}/agreements", 30, version=2, answer="agreed", party=party)
        rain = {"barrier": "something-else", "if_this": "it rains", "then_that": ARABIC}
        plan = await caller.say(f"{goal}/contingency-plans", 29, **rain)
        days = {"starts_on": (TODAY - timedelta(days=30)).date().isoformat(), "due_on": later}
        much = {"measure": "minutes-walked", "at_least": 20, "per": "day", "criterion": "Once around the pond."}
        step = await caller.say(f"{goal}/steps", 30, **days, **much)
        again = {"from_version": 1, "reason": "too-hard", "at_least": 10}
        await caller.say(f"{goal}/steps/{step['step_id']}/revisions", 20, **again)
        attempts = f"{caller.checkins}{NORTHWAY}/steps/{step['step_id']}/attempts"
        outcomes = ("done", "partly", "not-this-time")
        tried = [await caller.say(attempts, 3 + n, outcome=outcome) for n, outcome in enumerate(outcomes)]
        twice = await caller.say(attempts, 9, outcome="done")
        assert len({one["attempt_id"] for one in (*tried, twice)}) == 4
        back = f"{caller.checkins}{NORTHWAY}/records/{twice['attempt_id']}/retractions"
        await caller.say(back, 8, reason="said-twice")
        told = {"kind": "lapse", "barrier": "time", "plan_used": True, "plan_id": plan["plan_id"]}
        setback = await caller.say(f"{caller.checkins}{ROBIN}/setbacks", 12, **told, learned="Evenings are hard.")
        await caller.say(f"{caller.checkins}{NORTHWAY}/setbacks/{setback['setback_id']}/recoveries", 10)


async def arrived(scores: Scores) -> None:
    """Wait until the record has all that was told of robin."""
    deadline = asyncio.get_running_loop().time() + ARRIVES_WITHIN
    while (there := scores[JOURNAL].count_documents({"subject": "northway/robin"})) < TOLD:
        assert asyncio.get_running_loop().time() < deadline, f"{there} of {TOLD} events arrived"
        await asyncio.sleep(0.05)


async def test_goals_steps_and_setbacks_are_told_as_they_were_lived(page: Page, start: Start, scores: Scores) -> None:
    services = {name: start(name) for name in ("goals", "checkins", "scoring")}
    addresses = {f"CAIRN_{name.upper()}": service.url for name, service in services.items()}
    dashboard = start("dashboard", CAIRN_DEMO="1", **addresses).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        await Person(Caller(services["goals"].url, services["checkins"].url, client)).live_through()
    await arrived(scores)

    await page.goto(f"{dashboard}/participant?participant=robin")
    await goals_are_experiments(page)
    await steps_stand_on_a_calendar(page)
    await setbacks_are_information(page)
    await the_page_fits_a_phone(page)
    await page.get_by_role("link", name="Printable summary").click()
    await the_summary_is_for_the_participant(page)
    await the_summary_prints_on_two_pages_at_most(page)
    services["goals"].child.stop()
    await page.goto(f"{dashboard}/participant?participant=robin")
    await what_is_away_is_missing_from_its_own_part_only(page)


def story(page: Page, words: str) -> Locator:
    """A part of the story, by some of its words."""
    return page.locator(".cairn.story").filter(has_text=words)


async def goals_are_experiments(page: Page) -> None:
    goal = story(page, "Agreed by both")
    await expect(goal.get_by_text("A goal that serves family")).to_be_visible()
    await expect(goal.locator("blockquote").nth(1)).to_have_text(MARKED_UP)
    await expect(goal.locator("b")).to_have_count(0)
    await expect(goal.get_by_text("because it asked for too much at once")).to_be_visible()
    earlier = goal.locator("summary", has_text="1 earlier version")
    await expect(goal.get_by_text("Mornings are easier.")).to_be_hidden()
    await earlier.focus()
    await page.keyboard.press("Enter")
    await expect(goal.get_by_text("Mornings are easier.")).to_be_visible()
    await expect(goal.get_by_text(re.compile("less than hoped for"))).to_be_visible()
    value = goal.locator("blockquote").first
    await expect(value).to_have_text(ARABIC)
    assert await value.evaluate("one => getComputedStyle(one).direction") == "rtl"
    drafts = page.locator(".cairn.story").filter(has=page.get_by_text("Draft", exact=True))
    await expect(drafts).to_have_count(4)
    await expect(page.get_by_text("6 goals")).to_be_visible()
    await page.locator("[class*='st-key-turn-goals']").get_by_role("button", name="Older").click()
    await expect(drafts).to_have_count(1)
    await expect(drafts.get_by_text(LONG)).to_be_visible()


async def steps_stand_on_a_calendar(page: Page) -> None:
    calendar = page.get_by_role("table").filter(has_text="The last six weeks")
    await expect(calendar.get_by_role("columnheader")).to_have_count(7)
    await expect(calendar.get_by_role("row")).to_have_count(7)
    for n, words in enumerate(("done", "partly", "not this time")):
        day = TODAY - timedelta(days=3 + n)
        cell = calendar.get_by_role("cell").filter(has=page.locator(f"time[title^='{day:%a} {day.day} {day:%b}']"))
        await expect(cell).to_contain_text(words)
    await expect(calendar.locator("li")).to_have_count(3)
    await expect(page.get_by_text("1 entry was taken back and is left out here.")).to_be_visible()
    steps = story(page, "At least 10 minutes walked a day")
    await expect(steps.get_by_text("Once around the pond.")).to_be_visible()
    await steps.get_by_text("How the plan changed").click()
    await expect(steps.get_by_text("because it asked for too much at once: at least 10")).to_be_visible()


async def setbacks_are_information(page: Page) -> None:
    setbacks = story(page, "A setback is information.")
    for words in (
        "Recurrence",
        "What stood in the way: time.",
        "They used their contingency plan: that is coping.",
        "it rains",
        "Evenings are hard.",
        "2 days later",
    ):
        await expect(setbacks.get_by_text(words)).to_be_visible()


async def the_page_fits_a_phone(page: Page) -> None:
    await page.set_viewport_size({"width": 390, "height": 800})
    await expect(page.get_by_role("table").filter(has_text="The last six weeks")).to_be_visible()
    beyond = "[...document.querySelectorAll('.cairn.story')].map(one => one.scrollWidth - one.clientWidth)"
    assert await page.evaluate(f"Math.max(...{beyond})") <= 0
    await page.set_viewport_size({"width": 1440, "height": 900})


async def the_summary_is_for_the_participant(page: Page) -> None:
    sheet = page.locator(".cairn.paper")
    await expect(sheet.get_by_role("heading", name="My way so far")).to_be_visible()
    parts = await sheet.get_by_role("heading", level=2).all_inner_texts()
    assert parts == [
        "What matters to me",
        "My goals",
        "What I tried in the last six weeks",
        "Small wins",
        "What helped",
        "Two estimates to talk about",
        "What is next",
    ]
    for words in (
        "Family (9 of 10)",
        "Mornings are easier.",
        "At least 10 minutes walked a day: 1 time done",
        "(the first one, the first after a setback).",
        "I came back after a setback 1 time.",
        "An estimate to talk about, not a diagnosis",
        "This is a draft until I say yes.",
    ):
        await expect(sheet.get_by_text(words).first).to_be_visible()
    await expect(sheet.locator("section").nth(1).get_by_text("… and 3 more in the record.")).to_be_visible()


async def the_summary_prints_on_two_pages_at_most(page: Page) -> None:
    await page.emulate_media(color_scheme="dark", media="print")
    await expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    await expect(page.get_by_text("use your browser's print")).to_be_hidden()
    words = page.locator(".cairn.paper p").first
    assert await words.evaluate("one => getComputedStyle(one).color") == "rgb(0, 0, 0)"
    assert (
        await page.locator(".stApp").evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(255, 255, 255)"
    )
    paper = await page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= len(A_PAGE_IN_A_PDF.findall(paper)) <= 2
    await page.emulate_media(media="screen")


async def what_is_away_is_missing_from_its_own_part_only(page: Page) -> None:
    """The days and the setbacks come from the record, people's words from goals."""
    await expect(page.get_by_text("the service for goals has not answered").first).to_be_visible()
    calendar = page.get_by_role("table").filter(has_text="The last six weeks")
    await expect(calendar.locator("li", has_text="not this time")).to_be_visible()
    await expect(story(page, "A goal that serves family")).to_have_count(0)
    await expect(page.get_by_text("Their if-then plans, in their own words, are not available")).to_be_visible()
    setbacks = story(page, "A setback is information.")
    for words in ("Recurrence", "What stood in the way: time.", "2 days later", "Evenings are hard."):
        await expect(setbacks.get_by_text(words)).to_be_visible()
    await expect(setbacks.get_by_text("it rains")).to_have_count(0)
