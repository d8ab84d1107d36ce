"""What a coordinator does each morning, in a real browser, with documents in a real MongoDB."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from deploy.stacks.stack import Stack
from shared.contracts.codes import RetractionReason
from shared.contracts.events import EntryRetracted, GoalSet, Setback, SetbackRecovered, StepCompleted, StepPlanned
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import Outcome, Period, SetbackKind, ValueArea
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.integration.dashboard.documents import Move, enrolled, fill, happened, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
Scores = BlockingDatabase[Document]
Views = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def people(scores: Scores) -> None:
    """Three at harbour, one of them with a story; two at hillside."""
    now = datetime.now(UTC)
    goal = GoalSet(
        goal_id="g-1", sequence=1, version=1, value_area=ValueArea.FAMILY, review_on=now.date(), importance=8
    )
    step = StepPlanned(
        step_id="s-1",
        goal_id="g-1",
        sequence=2,
        measure="steps-walked",
        at_least=8000,
        per=Period.DAY,
        starts_on=now.date(),
        due_on=now.date(),
    )
    done = StepCompleted(attempt_id="a-1", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=8200)
    said = StepCompleted(attempt_id="a-0", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=82_000)
    slip = happened(said, "robin", now, 11)
    retraction = EntryRetracted(
        retraction_id="r-1", retracted=slip.id, reason=RetractionReason.WRONG_VALUE, replaced_by="another"
    )
    story = [
        enrolled("robin", now, 40),
        happened(goal, "robin", now, 39),
        happened(step, "robin", now, 38),
        happened(Setback(setback_id="b-0", kind=SetbackKind.LAPSE), "robin", now, 20),
        happened(SetbackRecovered(setback_id="b-0"), "robin", now, 18),
        slip,
        happened(retraction, "robin", now, 10),
        happened(done, "robin", now, 9),
    ]
    moves = [Move(story[-1].id, 9, Category.STEP, 0.1, 0.4)]
    harbour = [
        participant("robin", now, self_efficacy=4.0, readiness=7.2, sd=0.7, heard=9, joined=40, moves=moves),
        participant("kim", now, setbacks=[3]),
        participant("sam", now),
    ]
    hillside = [participant("noor", now, site="hillside", small_win=2), participant("ada", now, site="hillside")]
    fill(scores, harbour + hillside, story)


async def choose_site(page: Page, site: str, instead_of: str) -> None:
    """With the demo's picker, as somebody would."""
    for one in (site, instead_of):
        await page.get_by_test_id("stSidebar").get_by_text(one, exact=True).click()
    await expect(page.get_by_text(f"{site}, Northway.")).to_be_visible()


def person(page: Page, name: str) -> Locator:
    """The link to somebody's page."""
    return page.get_by_role("link", name=f"Participant {name}", exact=True)


async def test_the_picked_site_decides_who_is_there_and_outlives_a_reload(
    page: Page, dashboard: str, people: None
) -> None:
    await page.goto(f"{dashboard}/caseload")
    await choose_site(page, "Hillside", "Harbour")
    await expect(person(page, "noor")).to_be_visible()
    await expect(page.get_by_text("A small win to celebrate, 2 days ago.")).to_be_visible()
    await expect(person(page, "robin")).to_have_count(0)
    await page.reload()
    await expect(person(page, "noor")).to_be_visible()
    await expect(page.get_by_text("Hillside, Northway.")).to_be_visible()


async def test_a_participants_page_tells_the_estimates_why_and_what_happened(
    page: Page, dashboard: str, people: None, views: Views
) -> None:
    await page.goto(f"{dashboard}/participant?participant=robin")
    await expect(page.get_by_role("heading", name="Participant robin")).to_be_visible()
    await expect(page.get_by_text("Confidence looks tender right now")).to_be_visible()
    await expect(page.get_by_text("Readiness looks steady right now")).to_be_visible()
    await expect(page.get_by_role("row", name=re.compile("9 days ago Done: 8,200 steps walked"))).to_have_count(2)
    await page.get_by_text("What it is made of").first.click()
    parts = page.get_by_role("table", name="Confidence: the parts add up to our best guess on 0 to 10.")
    shown = [
        float(text.replace("\N{MINUS SIGN}", "-")) for text in await parts.locator("td.number").all_inner_texts()
    ]
    assert sum(shown[:-1]) == pytest.approx(shown[-1])
    told = page.locator(".timeline")
    for words in ("Joined Walking 12 weeks at Harbour", "Set a goal that serves family", "Recurrence"):
        await expect(told.get_by_text(words)).to_be_visible()
    await expect(told.get_by_text("Done: 8,200 steps walked, at least 8,000 planned")).to_be_visible()
    await expect(
        told.get_by_text("Done: 82,000 steps walked, at least 8,000 planned (no longer counts)")
    ).to_be_visible()
    await expect(told.get_by_text("(no longer counts)")).to_have_count(1)
    await page.get_by_role("radio", name="Setbacks and recoveries").click()
    await expect(told.get_by_text("Set a goal that serves family")).to_have_count(0)
    await expect(told.get_by_text("Found their way back after a setback")).to_be_visible()
    assert views().count(("participant", "northway/robin")) == 1


async def test_another_sites_participant_stays_out_of_sight_whatever_the_address_says(
    page: Page, dashboard: str, people: None, views: Views
) -> None:
    await page.goto(f"{dashboard}/participant?participant=robin")
    await expect(page.get_by_role("heading", name="Participant robin")).to_be_visible()
    await page.goto(f"{dashboard}/participant?participant=noor&site=hillside&organization=northway")
    await expect(page.get_by_text("There is nobody to show under this address.")).to_be_visible()
    for word in ("noor", "Confidence", "small win", "Timeline"):
        await expect(page.get_by_test_id("stMain").get_by_text(word)).to_have_count(0)
    assert ("participant", "northway/noor") not in views()


async def test_a_site_fills_by_itself_when_the_first_one_joins(page: Page, dashboard: str, scores: Scores) -> None:
    await page.goto(f"{dashboard}/caseload")
    await expect(page.get_by_text("Nobody has joined a program yet.")).to_be_visible()
    fill(scores, [participant("robin", datetime.now(UTC))])
    await expect(person(page, "robin")).to_be_visible()


async def test_without_an_identity_provider_nobody_is_shown_anything(
    page: Page, start: Start, people: None, views: Views
) -> None:
    alone = start("dashboard").url
    for address in (alone, f"{alone}/participant?participant=robin"):
        await page.goto(address)
        await expect(page.get_by_text("No identity provider is configured")).to_be_visible()
        await expect(page.get_by_role("radio")).to_have_count(0)  # whom the demo lets one be
        await expect(page.get_by_text("robin")).to_have_count(0)
    assert views() == []


async def test_while_mongodb_is_away_the_page_says_so_and_recovers(
    page: Page, dashboard: str, people: None, stack: Stack
) -> None:
    await page.goto(f"{dashboard}/caseload")
    await expect(person(page, "robin")).to_be_visible()
    stack.kill_database()
    try:
        await person(page, "robin").click()
        await expect(page.get_by_text("The database cannot be reached right now.")).to_be_visible()
        await expect(page.get_by_text("Confidence looks")).to_have_count(0)
    finally:
        stack.start_database()
    await expect(page.get_by_role("heading", name="Participant robin")).to_be_visible(timeout=40_000)


async def test_what_breaks_a_page_is_neither_shown_nor_logged_in_full(
    page: Page, start: Start, scores: Scores
) -> None:
    content = "torn-projection"
    fill(scores, [{**participant("robin", datetime.now(UTC), heard=9), "belief": content.encode()}])
    service = start("dashboard", CAIRN_DEMO="1")
    await page.goto(f"{service.url}/caseload")
    await expect(page.get_by_text("This page could not be shown.")).to_be_visible()
    await expect(page.get_by_text("Traceback")).to_have_count(0)
    lines = [json.loads(line) for line in service.child.log.read_text().splitlines()]
    assert [line["error"] for line in lines if line["level"] == "ERROR"] == ["error"]  # struct.error, by its name
    assert content not in service.child.log.read_text()
    assert "robin" not in service.child.log.read_text()


async def test_the_keyboard_alone_leads_to_a_participant(page: Page, dashboard: str, people: None) -> None:
    await page.goto(f"{dashboard}/caseload")
    await expect(person(page, "sam")).to_be_visible()
    for _ in range(30):
        await page.keyboard.press("Tab")
        if await page.evaluate("document.activeElement.innerText") == "Participant robin":
            break
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Participant robin")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_phone_shows_everything_without_scrolling_sideways(
    browser: Browser, dashboard: str, people: None, scheme: str
) -> None:
    phone = await browser.new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
    for address, heading in (
        (dashboard, "Who would welcome a hand"),
        (f"{dashboard}/participant?participant=robin", "Timeline"),
    ):
        await phone.goto(address)
        await expect(phone.get_by_role("heading", name=heading)).to_be_visible()
        widest = await phone.get_by_test_id("stMain").evaluate("main => main.scrollWidth - main.clientWidth")
        assert widest == 0
