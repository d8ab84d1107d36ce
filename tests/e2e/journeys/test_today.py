"""Today: from what happened to people to a coordinator's list, and from what they do about it back to everybody's."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

import httpx
import pytest
from playwright.async_api import Browser, Locator, Page, expect
from playwright.async_api import TimeoutError as Unanswered

from deploy.stacks.stack import Stack
from services.dashboard.today_queries import PAGE_SIZE
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.e2e.serving import Service
from tests.e2e.test_journey import Caller
from tests.integration.dashboard.documents import fill, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
NORTHWAY = "/v1/organizations/northway"
LONG = "x" * 60
ITEMS = 1_000
SHOWS_WITHIN = 15_000
"""Milliseconds in which what is new shows by itself, on a machine that is not busy with other tests."""
PATIENCE = 3
"""How much longer it may take here."""


@dataclass
class Morning:
    """The services, two coordinators, and those whom they watch over."""

    caller: Caller
    checkins: Service
    first: Page
    second: Page

    async def join(self, name: str, site: str = "harbour") -> None:
        there = f"{self.caller.goals}{NORTHWAY}/participants/{name}/enrolments"
        await self.caller.say(there, 2, site=site, program="walking-12-weeks")

    async def ask_for_contact(self, name: str) -> None:
        await self.caller.say(f"{self.caller.checkins}{NORTHWAY}/participants/{name}/contact-requests", 1)

    async def move(self, name: str, site: str) -> None:
        await self.caller.say(f"{self.caller.goals}{NORTHWAY}/participants/{name}/moves", site=site)


def of(page: Page, name: str) -> Locator:
    """Where somebody stands in the list."""
    return page.locator(f".st-key-person-list-{name}")


async def open_form(page: Page, name: str, form: str) -> Locator:
    await of(page, name).get_by_role("button", name="Note or rest").click()
    await page.get_by_role("menuitem", name=form).or_(page.get_by_role("option", name=form)).click()
    dialog = page.get_by_role("dialog")
    await expect(dialog.get_by_role("button", name="Record it")).to_be_visible()
    return dialog


async def choose_coordinator(page: Page, number: int) -> None:
    """With the demo's picker."""
    await expect(of(page, "robin")).to_be_visible()  # until it is, the page is still being put together
    box = page.get_by_role("combobox", name="You are")
    chosen = page.get_by_role("option", name=f"Coordinator {number}")
    for _ in range(PATIENCE):  # a key that is pressed while the picker is drawn anew is lost
        await box.focus()
        await page.keyboard.press("ArrowDown")
        with suppress(Unanswered):
            await chosen.click(timeout=ANSWERS_WITHIN / PATIENCE)
            return
    raise AssertionError("the picker does not open")


async def test_a_morning_with_two_coordinators(
    page: Page, browser: Browser, start: Start, views: Callable[[], list[tuple[str, str]]]
) -> None:
    services = {name: start(name) for name in ("goals", "checkins", "scoring")}
    addresses = {f"CAIRN_{name.upper()}": service.url for name, service in services.items()}
    dashboard = start("dashboard", CAIRN_DEMO="1", **addresses).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        caller = Caller(services["goals"].url, services["checkins"].url, client)
        second = await (await browser.new_context()).new_page()
        second.set_default_timeout(ANSWERS_WITHIN)
        morning = Morning(caller, services["checkins"], page, second)
        await caller.offer("walking-12-weeks")
        for name in ("robin", "kim", LONG):
            await morning.join(name)
        for name in ("robin", LONG):
            await morning.ask_for_contact(name)
        await page.goto(dashboard)
        await second.goto(dashboard)
        await choose_coordinator(second, 2)
        await it_says_who_would_welcome_a_hand_and_by_which_rule(morning)
        await the_second_who_takes_it_is_told_who_has_it(morning)
        await a_new_item_appears_by_itself_and_leaves_an_open_form_alone(morning)
        await an_outreach_is_recorded(morning)
        await a_rest_takes_somebody_off_the_list_and_among_the_resting(morning)
        await an_affirmation_is_recorded(morning)
        await somebody_who_moved_is_not_acted_on_any_more(morning)
        await nothing_is_lost_while_checkins_is_away(morning)
    assert {page for page, _ in views()} == {"today"}


async def it_says_who_would_welcome_a_hand_and_by_which_rule(morning: Morning) -> None:
    page = morning.first
    robin = of(page, "robin")
    await expect(robin.get_by_text("They asked to be contacted yesterday.")).to_be_visible()
    await expect(robin.get_by_text("Nobody sees to it yet.")).to_be_visible()
    await expect(page.get_by_text("I am glad you asked.")).to_be_visible()
    await expect(page.get_by_text("this page looks again by itself")).to_be_visible()
    rule = robin.get_by_text(re.compile("nobody has talked with them since"))
    await expect(rule).to_be_hidden()
    await robin.get_by_text("Why is this here?").focus()
    await page.keyboard.press("Enter")
    await expect(rule).to_be_visible()
    await expect(page.get_by_role("heading", name="What is new")).to_be_visible()
    await expect(page.locator(".names.joined").get_by_role("link", name="kim")).to_be_visible()


async def the_second_who_takes_it_is_told_who_has_it(morning: Morning) -> None:
    await expect(of(morning.second, "robin").get_by_text("Nobody sees to it yet.")).to_be_visible()
    # The second one's page does not hear of it in time: both click at the same moment.
    await of(morning.first, "robin").get_by_role("button", name="I see to it").click()
    await of(morning.second, "robin").get_by_role("button", name="I see to it").click()
    await expect(of(morning.first, "robin").get_by_text("You see to it.", exact=True)).to_be_visible()
    told = of(morning.second, "robin").get_by_text("coordinator-1 sees to this already")
    await expect(told.or_(of(morning.second, "robin").get_by_text("coordinator-1 sees to it.")).first).to_be_visible()
    await (
        morning.first.get_by_role("radio", name="mine")
        .or_(morning.first.get_by_role("button", name="mine", exact=True))
        .first.click()
    )
    await expect(of(morning.first, LONG)).to_have_count(0)
    await expect(of(morning.first, "robin").get_by_role("button", name="Give it back")).to_be_visible()
    assert "whose=mine" in morning.first.url
    await (
        morning.first.get_by_role("radio", name="everybody's")
        .or_(morning.first.get_by_role("button", name="everybody's", exact=True))
        .first.click()
    )
    await expect(of(morning.first, LONG)).to_be_visible()


async def a_new_item_appears_by_itself_and_leaves_an_open_form_alone(morning: Morning) -> None:
    page = morning.first
    dialog = await open_form(page, "robin", "I reached out")
    await dialog.get_by_role("textbox").fill("Mornings are hard")
    await morning.ask_for_contact("kim")
    await expect(of(page, "kim")).to_have_count(1, timeout=SHOWS_WITHIN * PATIENCE)
    await expect(dialog.get_by_role("textbox")).to_have_value("Mornings are hard")


async def an_outreach_is_recorded(morning: Morning) -> None:
    page = morning.first
    dialog = page.get_by_role("dialog")
    await dialog.get_by_text("I left a message").click()
    await dialog.get_by_role("button", name="Record it").click()
    await expect(dialog).to_have_count(0)
    said = of(page, "robin").get_by_text("Recorded: you reached out by a call; I left a message.")
    await expect(said).to_be_visible()
    notes = await morning.caller.client.get(
        f"{morning.caller.checkins}{NORTHWAY}/participants/robin/records", params={"kind": "outreach"}
    )
    assert [one["said"]["result"] for one in notes.json()["items"]] == ["left-a-message"]


async def a_rest_takes_somebody_off_the_list_and_among_the_resting(morning: Morning) -> None:
    page = morning.first
    dialog = await open_form(page, "kim", "Let it rest")
    await dialog.get_by_text("they asked for time").click()
    await dialog.get_by_role("button", name="Record it").click()
    await expect(dialog).to_have_count(0)
    await expect(of(page, "kim")).to_have_count(0, timeout=SHOWS_WITHIN * PATIENCE)
    await page.get_by_text("Resting", exact=True).click()
    await page.get_by_role("button", name="Show what rests").click()
    resting = page.locator(".person", has=page.get_by_role("link", name="kim"))
    await expect(resting.get_by_text(re.compile("rests until .* because they asked for time"))).to_be_visible()
    await expect(resting.get_by_text("Then it stands here again, if the reason still holds.")).to_be_visible()


async def an_affirmation_is_recorded(morning: Morning) -> None:
    dialog = await open_form(morning.second, LONG, "I affirmed something")
    await dialog.get_by_role("button", name="Record it").click()
    await expect(dialog.get_by_text("Choose a strength or write a few words first.")).to_be_visible()
    await dialog.get_by_role("textbox").fill("You asked: that takes courage.")
    await dialog.get_by_role("button", name="Record it").click()
    await expect(of(morning.second, LONG).get_by_text("Recorded: your affirmation.")).to_be_visible()


async def somebody_who_moved_is_not_acted_on_any_more(morning: Morning) -> None:
    page = morning.second
    dialog = await open_form(page, LONG, "I reached out")
    await morning.move(LONG, "hillside")
    await dialog.get_by_role("textbox").fill("They do not answer")
    for _ in range(20):  # until checkins has heard of it
        await dialog.get_by_role("button", name="Record it").click()
        calm = dialog.get_by_text("They are not at your site any more")
        await expect(calm.or_(page.get_by_text("Recorded: you reached out")).first).to_be_visible()
        if await calm.count():
            break
        dialog = await open_form(page, LONG, "I reached out")
    await expect(dialog.get_by_text("They are not at your site any more")).to_be_visible()
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def nothing_is_lost_while_checkins_is_away(morning: Morning) -> None:
    page = morning.first
    dialog = await open_form(page, "robin", "I reached out")
    await dialog.get_by_role("textbox").fill("Evenings are better")
    await dialog.get_by_text("no answer yet").click()
    morning.checkins.child.stop()
    await dialog.get_by_role("button", name="Record it").click()
    await expect(dialog.get_by_text("please try again in a moment")).to_be_visible()
    await expect(dialog.get_by_role("textbox")).to_have_value("Evenings are better")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)
    await of(page, "robin").get_by_role("button", name="Give it back").click()
    await expect(of(page, "robin").get_by_text("Please try again in a moment")).to_be_visible()
    await expect(of(page, "robin").get_by_text("You see to it.", exact=True)).to_be_visible()


async def test_a_thousand_items_on_a_phone_and_what_was_shown_stays_while_the_database_is_away(
    browser: Browser, start: Start, scores: BlockingDatabase[Document], stack: Stack
) -> None:
    now = datetime.now(UTC)
    fill(scores, [participant(f"{LONG[:58]}-{n:03}", now, heard=8 + n / 100) for n in range(ITEMS)])
    dashboard = start("dashboard", CAIRN_DEMO="1", CAIRN_SCORING="http://127.0.0.1:9").url
    phone = await browser.new_page(viewport={"width": 390, "height": 844})
    phone.set_default_timeout(ANSWERS_WITHIN)
    await phone.goto(dashboard)
    await expect(phone.get_by_text("More than 100 people would welcome a hand")).to_be_visible()
    await expect(phone.get_by_text("The service for estimates does not answer")).to_be_visible()
    oldest, next_ones = of(phone, f"{LONG[:58]}-999"), of(phone, f"{LONG[:58]}-{999 - PAGE_SIZE}")
    await expect(oldest).to_be_visible()
    assert await phone.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth") == 0
    await phone.get_by_role("button", name="Next").click()
    await expect(next_ones).to_be_visible()
    await expect(oldest).to_have_count(0)
    assert "page=2" in phone.url
    await phone.reload()
    await expect(next_ones).to_be_visible()
    away = phone.get_by_text(re.compile("^What you see is as of .*: the database has not answered since."))
    stack.kill_database()
    try:
        await expect(away).to_be_visible(timeout=SHOWS_WITHIN * PATIENCE)
        await expect(next_ones).to_be_visible()
    finally:
        stack.start_database()
    await expect(away).to_have_count(0, timeout=SHOWS_WITHIN * PATIENCE)
    await expect(next_ones).to_be_visible()
    await phone.goto(f"{dashboard}/?page=999")
    await expect(phone.get_by_text("There is nobody on this page of the list any more.")).to_be_visible()
