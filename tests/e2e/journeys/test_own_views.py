"""The participant's own pages and the supporter's: what they see and say, and what they are not shown."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, ViewportSize, expect

from shared.runtime.settings import Settings
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.e2e.serving import HEALTHY_WITHIN, Service, environment
from tests.e2e.test_journey import Caller, live_through

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
NORTHWAY = "/v1/organizations/northway"
PHONE: ViewportSize = {"width": 390, "height": 844}
SHOWS_WITHIN = 15_000 * 3
"""Milliseconds: what is new shows within 15 s, and a busy machine may take its time to draw it."""
NOT_THEIRS = ("caseload", "participant", "brief", "platform")
Views = Callable[[], list[tuple[str, str]]]


@dataclass
class Own:
    """The services, and the pages of robin and of whom robin invited."""

    caller: Caller
    checkins: Service
    dashboard: str
    robin: Page
    friend: Page

    @property
    def theirs(self) -> str:
        return f"{NORTHWAY}/participants/robin"

    async def invite(self, days_ago: float, *may_see: str) -> None:
        there = f"{self.caller.goals}{self.theirs}/supporters"
        await self.caller.say(there, days_ago, supporter_id="friend-1", may_see=may_see)

    async def records(self, kind: str) -> list[dict[str, Any]]:
        answer = await self.caller.client.get(f"{self.caller.checkins}{self.theirs}/records", params={"kind": kind})
        found: list[dict[str, Any]] = answer.json()["items"]
        return found


async def become(page: Page, role: str, somebody: str) -> None:
    """With the demo's picker."""
    await page.get_by_role("radiogroup", name="Role").get_by_text(role, exact=True).click()
    box = page.get_by_role("combobox", name="Participant")
    await expect(box).to_be_visible()
    await box.click()
    await page.get_by_role("option", name=somebody).click()


def card(page: Page, name: str) -> Locator:
    return page.locator(f".st-key-estimate-{name}")


async def test_what_is_theirs_and_what_is_shared(
    page: Page, browser: Browser, start: Start, views: Views, space: Settings
) -> None:
    services = {name: start(name) for name in ("goals", "checkins", "scoring")}
    addresses = {f"CAIRN_{name.upper()}": service.url for name, service in services.items()}
    dashboard = start("dashboard", CAIRN_DEMO="1", **addresses).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        caller = Caller(services["goals"].url, services["checkins"].url, client)
        await live_through(caller)
        friend = await (await browser.new_context(viewport=PHONE)).new_page()
        friend.set_default_timeout(ANSWERS_WITHIN)
        own = Own(caller, services["checkins"], dashboard, page, friend)
        await own.invite(5, "goals")
        await a_coordinator_looks_first(own)
        await their_estimates_speak_to_them(own)
        await their_own_way_and_whom_they_share_with(own)
        await who_looked_stands_there_and_nobody_elses_log(own, views)
        await that_does_not_fit_is_recorded_and_shows_at_once(own)
        await a_new_ruler_answer_corrects_the_estimate(own)
        await a_supporter_sees_what_is_shared_and_no_more(own)
        await nobody_else_is_shown_to_them_whatever_the_address_says(own)
        await scores_show_once_they_are_shared_and_the_look_is_recorded(own, views)
        await an_uninvited_supporter_sees_nothing_at_the_next_look(own)
        await what_was_typed_outlives_a_service_that_is_away(own, space)
        await while_a_request_waits_it_says_since_when_and_words_can_be_added(own)


async def a_coordinator_looks_first(own: Own) -> None:
    page = own.robin
    link = page.get_by_role("heading", name="Participant robin")
    for _ in range(20):  # until what was said has arrived
        await page.goto(f"{own.dashboard}/participant?participant=robin")
        await expect(
            link.or_(page.get_by_text("There is nobody to show")).or_(page.get_by_text("Nobody has joined")).first
        ).to_be_visible()
        if await link.count():
            break
    await expect(page.get_by_text("Found their way back").first).to_be_visible()


async def their_estimates_speak_to_them(own: Own) -> None:
    page = own.robin
    await page.goto(own.dashboard)
    await become(page, "Participant", "Robin")
    await expect(page.get_by_role("heading", name="My pages")).to_be_visible()
    await expect(page.get_by_text("An estimate to talk about, not a diagnosis")).to_be_visible()
    confidence = card(page, "confidence")
    await expect(confidence.get_by_text(re.compile("Confidence looks .* right now .*last heard"))).to_be_visible()
    await expect(confidence.get_by_text("How far you trust yourself with your next step.")).to_be_visible()
    await confidence.get_by_text("What moved it last").click()
    await expect(confidence.get_by_text("What you told us: confidence 7, readiness 8 of 10.")).to_be_visible()
    await expect(confidence.get_by_text("What you told us: you came back after a setback.")).to_be_visible()
    await confidence.get_by_text("What it is made of").click()
    await expect(confidence.get_by_role("row", name=re.compile("Steps you tried"))).to_be_visible()
    shown = await confidence.locator("table").last.locator("td.number").all_inner_texts()
    numbers = [float(text.replace("\N{MINUS SIGN}", "-")) for text in shown]
    assert len(numbers) > 2
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1])


async def their_own_way_and_whom_they_share_with(own: Own) -> None:
    page = own.robin
    await expect(page.get_by_text("If I walk after dinner I will sleep better.").first).to_be_visible()
    await expect(page.get_by_role("heading", name="What I tried in the last six weeks")).to_be_visible()
    await expect(page.get_by_text("A supporter, by your invitation of")).to_be_visible()
    await expect(page.get_by_test_id("stMain").get_by_text("friend-1")).to_have_count(0)
    await expect(page.get_by_text("They may see: your goals.")).to_be_visible()


async def who_looked_stands_there_and_nobody_elses_log(own: Own, views: Views) -> None:
    page = own.robin
    log = page.locator(".timeline").last
    await expect(log.get_by_text("coordinator-1 (coordinator)").first).to_be_visible()
    await expect(log.get_by_text("They saw your whole record.")).to_be_visible()
    await expect(log.get_by_text(re.compile("[0-9]{2}:[0-9]{2} you")).first).to_be_visible()
    await expect(page.get_by_text("Your own visits are written down as well")).to_be_visible()
    assert ("mine", "northway/robin") in views()
    await become(page, "Participant", "Noor")
    await expect(page.get_by_text("You share with nobody just now.")).to_be_visible()
    await expect(page.get_by_text("They saw your whole record.")).to_have_count(0)
    await expect(page.locator(".timeline").last.get_by_text(re.compile("you$"))).to_have_count(1)
    await become(page, "Participant", "Robin")
    await expect(page.get_by_text("They may see: your goals.")).to_be_visible()


async def that_does_not_fit_is_recorded_and_shows_at_once(own: Own) -> None:
    confidence = card(own.robin, "confidence")
    await confidence.get_by_text("That does not fit", exact=True).click()
    await confidence.get_by_role("button", name="Send").click()
    await expect(confidence.get_by_text("Choose how it is for you first.")).to_be_visible()
    await confidence.get_by_text("I feel more of it than that").click()
    await confidence.get_by_role("textbox").fill("Last week was an exception.")
    await confidence.get_by_role("button", name="Send").click()
    await expect(
        confidence.get_by_text("It is recorded that our estimate of confidence does not fit")
    ).to_be_visible()
    await expect(confidence.get_by_text("You said, today: I feel more of it than that.")).to_be_visible()
    await expect(confidence.locator("blockquote").get_by_text("Last week was an exception.")).to_be_visible()
    await expect(confidence.get_by_role("link", name="Answer a ruler anew")).to_be_visible()
    (said,) = await own.records("score-answer")
    assert (said["said"]["estimate"], said["said"]["feels"]) == ("self-efficacy", "too-low")


async def a_new_ruler_answer_corrects_the_estimate(own: Own) -> None:
    page = own.robin
    await page.get_by_role("button", name="Send my answers").click()
    await expect(page.get_by_text("Choose at least one number first.")).to_be_visible()
    question = "How sure are you that you can take your next step?"
    await page.get_by_role("radiogroup", name=question).get_by_role("radio", name="9", exact=True).click()
    await page.get_by_role("textbox", name="Why a 9 and not lower?").fill("I went although it rained.")
    await page.get_by_role("button", name="Send my answers").click()
    await expect(page.get_by_text("Your answers are recorded")).to_be_visible()
    told = card(page, "confidence").get_by_text("What you told us: confidence 9 of 10.")
    await expect(told).to_have_count(1, timeout=SHOWS_WITHIN)
    await expect(card(page, "confidence").get_by_text(re.compile("last heard today"))).to_be_visible()
    (ruler,) = (await own.records("check-in"))[0]["said"]["rulers"]
    assert (ruler["kind"], ruler["value"]) == ("confidence", 9)
    assert ruler["why_note"]


async def a_supporter_sees_what_is_shared_and_no_more(own: Own) -> None:
    page = own.friend
    await page.goto(own.dashboard)
    await page.get_by_test_id("stExpandSidebarButton").click()
    await become(page, "Supporter", "Robin")
    await page.get_by_test_id("stSidebarCollapseButton").locator("button").click()
    await expect(page.get_by_role("heading", name="What is shared with me")).to_be_visible()
    await expect(page.get_by_text("A goal that serves family")).to_be_visible()
    await expect(page.get_by_text("They decide what that is")).to_be_visible()
    for hidden in (
        "Two estimates",
        "What came of their steps",
        "Setbacks",
        "Check-ins",
        "sleep better",
        "at least 6,000",
    ):
        await expect(page.get_by_text(hidden)).to_have_count(0)
    assert await page.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") == 0


async def nobody_else_is_shown_to_them_whatever_the_address_says(own: Own) -> None:
    for page, role in ((own.robin, "participant"), (own.friend, "supporter")):
        for name in NOT_THEIRS:
            for who in ("robin", "noor"):
                await page.goto(f"{own.dashboard}/{name}?participant={who}")
                told = f"This page is not for the role of {role}, so there is nothing to show here."
                await expect(page.get_by_text(told)).to_be_visible()
                await expect(
                    page.get_by_test_id("stMain").get_by_text(re.compile(f"{who}|Confidence|goal"))
                ).to_have_count(0)
    await own.robin.goto(f"{own.dashboard}/mine?participant=noor")
    await expect(own.robin.get_by_text("They may see: your goals.")).to_be_visible()
    await own.friend.goto(f"{own.dashboard}/supporting?participant=noor")
    await expect(own.friend.get_by_text("You support robin.")).to_be_visible()


async def scores_show_once_they_are_shared_and_the_look_is_recorded(own: Own, views: Views) -> None:
    assert ("supporting", "northway/robin") in views()
    assert ("supporting-scores", "northway/robin") not in views()
    await own.invite(3, "goals", "steps", "attempts", "scores", "own-words")
    page = own.friend
    await expect(page.get_by_text(re.compile("Confidence looks .* right now"))).to_be_visible(timeout=SHOWS_WITHIN)
    await expect(page.get_by_text("An estimate to talk about, not a diagnosis")).to_be_visible()
    await expect(page.get_by_text("If I walk after dinner I will sleep better.")).to_be_visible(timeout=SHOWS_WITHIN)
    await expect(page.get_by_text("At least 6,000 steps walked a day, from")).to_be_visible()
    await expect(page.get_by_text("12 days ago: done")).to_be_visible(timeout=SHOWS_WITHIN)
    await page.get_by_text("What moved it in the last 14 days").first.click()
    await expect(page.get_by_role("row", name=re.compile("What is not shared with you")).first).to_be_visible()
    await expect(page.get_by_text("Setbacks, and coming back")).to_have_count(0)
    assert ("supporting-scores", "northway/robin") in views()
    seen = own.robin.locator(".timeline").last.get_by_text(
        "They saw what you share with them, with the two estimates."
    )
    await expect(seen.first).to_be_visible(timeout=SHOWS_WITHIN)


async def an_uninvited_supporter_sees_nothing_at_the_next_look(own: Own) -> None:
    await own.caller.say(f"{own.caller.goals}{NORTHWAY}/supporters/friend-1/uninvitations", 1)
    page = own.friend
    await expect(page.get_by_text("Nothing is shared with you now.")).to_be_visible(timeout=SHOWS_WITHIN)
    for gone in ("You support", "Confidence", "A goal that serves family", "sleep better", "12 days ago"):
        await expect(page.get_by_test_id("stMain").get_by_text(gone)).to_have_count(0)
    await expect(own.robin.get_by_text("You share with nobody just now.")).to_be_visible(timeout=SHOWS_WITHIN)


async def what_was_typed_outlives_a_service_that_is_away(own: Own, space: Settings) -> None:
    page = own.robin
    form = page.get_by_test_id("stForm").last
    own.checkins.child.stop()
    await form.get_by_role("textbox").fill("After five would be best.")
    await form.get_by_role("button", name="Please contact me").click()
    await expect(page.get_by_text("This could not be sent just now")).to_be_visible()
    await expect(form.get_by_role("textbox")).to_have_value("After five would be best.")
    await expect(card(page, "confidence").get_by_text(re.compile("Confidence looks"))).to_be_visible()
    again(own.checkins, "checkins", space)
    await form.get_by_role("button", name="Please contact me").click()
    await expect(page.get_by_text("That took courage.")).to_be_visible()
    await expect(page.get_by_text("You asked to be contacted today.")).to_be_visible()
    await expect(page.locator("blockquote").get_by_text("After five would be best.")).to_be_visible()
    assert len(await own.records("contact-request")) == 1


async def while_a_request_waits_it_says_since_when_and_words_can_be_added(own: Own) -> None:
    page = own.robin
    form = page.get_by_test_id("stForm").last
    await expect(page.get_by_text("Your request has been waiting since")).to_be_visible()
    await expect(page.get_by_role("button", name="Please contact me")).to_have_count(0)
    await page.get_by_text("Add something in your own words").click()
    await expect(form.get_by_role("textbox")).to_have_value("")
    await form.get_by_role("button", name="Send").click()
    await expect(page.get_by_text("Write a few words first.")).to_be_visible()
    await form.get_by_role("textbox").fill("Rather on Friday.")
    await form.get_by_role("button", name="Send").click()
    await expect(page.locator("blockquote").get_by_text("Rather on Friday.")).to_be_visible()
    assert len(await own.records("contact-request")) == 2


def again(service: Service, name: str, space: Settings) -> None:
    """Start a service that was stopped, at its old address."""
    port = urlsplit(service.url).port
    assert port is not None
    service.child.start([sys.executable, "-m", f"services.{name}"], environment(space, port))
    service.child.wait_until(lambda: answers(service), HEALTHY_WITHIN)


def answers(service: Service) -> bool:
    try:
        return httpx.get(f"{service.url}/health", timeout=5).is_success
    except httpx.TransportError:
        return False
