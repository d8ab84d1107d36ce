"""One participant, gone into deeply: estimates over time and why they moved, with services away and with news."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page, expect

from shared.contracts.codes import BalanceSide
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    BalanceEntry,
    BalanceWeighed,
    CheckedIn,
    ClinicianConfidenceRated,
    GoalSet,
    RulerAnswer,
    StepCompleted,
    StepPlanned,
    TalkCounted,
    TalkCounts,
)
from shared.contracts.read_models import PARTICIPANTS, Category
from shared.contracts.vocabulary import Outcome, Period, RulerKind, Setting, ValueArea
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.integration.dashboard.documents import Move, enrolled, fill, happened, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
Scores = BlockingDatabase[Document]
MINUS = "\N{MINUS SIGN}"
SEEN_WITHIN = 15_000 + ANSWERS_WITHIN
"""Milliseconds: what is new shows within 15 s, and a busy machine may take its time to draw it."""


def answered(goal_id: str | None, **rulers: int) -> CheckedIn:
    said = tuple(RulerAnswer(kind=RulerKind(kind), value=value, goal_id=goal_id) for kind, value in rulers.items())
    return CheckedIn(checkin_id=f"c-{goal_id}-{sum(rulers.values())}", setting=Setting.SESSION, rulers=said)


def story(now: datetime) -> list[CareEvent]:
    """Twelve weeks of robin's."""
    goal = GoalSet(goal_id="g-1", sequence=1, version=1, value_area=ValueArea.FAMILY, review_on=now.date())
    step = StepPlanned(
        step_id="s-1",
        goal_id="g-1",
        sequence=2,
        measure="steps-walked",
        at_least=8000,
        per=Period.DAY,
        starts_on=now.date(),
        due_on=now.date(),
        difficulty=5,
    )
    done = StepCompleted(attempt_id="a-1", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=8200)
    sides = (
        BalanceEntry(side=BalanceSide.GOOD_ABOUT_CHANGING, weight=8),
        BalanceEntry(side=BalanceSide.HARD_ABOUT_STAYING, weight=5),
        BalanceEntry(side=BalanceSide.GOOD_ABOUT_STAYING, weight=4),
    )
    talk = TalkCounted(session_id="t-1", change=TalkCounts(desire=5, ability=3), sustain=TalkCounts(need=2))
    return [
        enrolled("robin", now, 80),
        happened(goal, "robin", now, 79),
        happened(step, "robin", now, 78),
        happened(answered(None, importance=7, confidence=4, readiness=5), "robin", now, 77),
        happened(answered("g-1", importance=6, confidence=4), "robin", now, 60),
        happened(BalanceWeighed(balance_id="b-1", entries=sides), "robin", now, 50),
        happened(talk, "robin", now, 40),
        happened(answered("g-1", importance=8, confidence=6), "robin", now, 12),
        happened(ClinicianConfidenceRated(rating_id="r-1", value=8), "robin", now, 11),
        happened(done, "robin", now, 9),
    ]


@pytest.fixture
def robin(scores: Scores) -> list[CareEvent]:
    """At harbour, with a story in the journal; and somebody else there, so that the site stays on the picker."""
    now = datetime.now(UTC)
    told = story(now)
    moves = [Move(told[-1].id, 9, Category.STEP, 0.1, 0.4)]
    one = participant("robin", now, heard=9, joined=80, moves=moves, events=len(told))
    fill(scores, [one, participant("kim", now)], told)
    return told


async def test_a_page_to_go_deep_on_one_person(page: Page, start: Start, scores: Scores, robin: object) -> None:
    scoring = start("scoring")
    dashboard = start("dashboard", CAIRN_DEMO="1", CAIRN_SCORING=scoring.url)
    await page.goto(f"{dashboard.url}/participant?participant=robin")
    await estimates_are_shown_over_time(page)
    await why_they_moved_adds_up(page)
    await what_they_said_is_shown_on_both_sides(page)
    await a_part_whose_service_is_away_says_so_and_no_other(page)
    await nothing_stands_in_the_way_of_anybody(page)
    await what_is_new_shows_by_itself(page, scores)
    scoring.child.stop()
    await estimates_stay_while_scoring_is_away(page)
    scores[PARTICIPANTS].update_one({"_id": "northway/robin"}, {"$set": {"site": "hillside"}})
    await whoever_moved_away_is_shown_no_longer(page)


async def estimates_are_shown_over_time(page: Page) -> None:
    charts = page.locator("[data-testid='stVegaLiteChart'] svg")
    await expect(charts.first).to_be_visible()
    assert await page.get_by_test_id("stMain").locator("canvas").count() == 0
    await expect(page.get_by_text(re.compile("^Since .* our estimate of confidence went from"))).to_be_visible()
    await page.get_by_text("The same as a table").first.click()
    course = page.get_by_role("table", name="Confidence over time, on 0 to 10.")
    await expect(course.get_by_role("row")).to_have_count(13)  # now, each week before it, and the header


async def why_they_moved_adds_up(page: Page) -> None:
    table = page.get_by_role("table", name="Confidence: from where it stood to now, part by part, on 0 to 10.")
    assert sums(await table.locator("td.number").all_inner_texts())
    await expect(table.get_by_role("row", name=re.compile("Steps tried"))).to_be_visible()
    await expect(table.get_by_role("row", name=re.compile("On "))).to_be_visible()
    shifts = page.get_by_role("table", name="How our estimate of confidence shifted, in points on 0 to 10.")
    await expect(shifts.get_by_text("Done: 8,200 steps walked")).to_be_visible()
    await expect(shifts.get_by_text("Talked in a session")).to_have_count(1)
    await page.get_by_role("radio", name="84 days").click()
    await expect(page.get_by_text(re.compile("In these 84 days our estimate of confidence"))).to_be_visible()
    await expect(shifts.get_by_text("Talked in a session")).to_have_count(3)
    await expect(table.get_by_role("row", name=re.compile("When little was known"))).to_be_visible()
    assert sums(await table.locator("td.number").all_inner_texts())
    await page.get_by_text("What it is made of").first.click()
    made_of = page.get_by_role("table", name="Confidence: the parts add up to our best guess on 0 to 10.")
    assert sums(await made_of.locator("td.number").all_inner_texts())


def sums(shown: list[str]) -> bool:
    """The numbers but the last one add up to the last one."""
    numbers = [float(text.replace(MINUS, "-")) for text in shown]
    return len(numbers) > 2 and sum(numbers[:-1]) == pytest.approx(numbers[-1])


async def what_they_said_is_shown_on_both_sides(page: Page) -> None:
    weighed = "their reasons for change weigh 13 together, their reasons for staying the same 4."
    await expect(page.get_by_text(weighed)).to_be_visible()
    talk = page.get_by_role("table", name=re.compile("^How often they spoke for staying the same and for change"))
    assert await talk.locator("tbody td").all_inner_texts() == ["2", "8"]
    await expect(page.get_by_text(re.compile("^For the goal that serves family, set on")).first).to_be_visible()
    await expect(page.get_by_text("Importance: 6 at first, 8 most recently.")).to_be_visible()
    await expect(page.get_by_text("A clinician said 8 of 10, 11 days ago.")).to_be_visible()


async def a_part_whose_service_is_away_says_so_and_no_other(page: Page) -> None:
    await expect(page.get_by_text("the service for goals has not answered since").first).to_be_visible()
    await expect(page.get_by_text("the service for estimates has not answered")).to_have_count(0)
    await expect(page.locator(".timeline").get_by_text("Set a goal that serves family")).to_be_visible()


async def nothing_stands_in_the_way_of_anybody(page: Page) -> None:
    found = await Axe().run(page, context={"include": ["[data-testid='stMain']"]})
    grave = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in grave] == []


async def what_is_new_shows_by_itself(page: Page, scores: Scores) -> None:
    now = datetime.now(UTC)
    again = StepCompleted(attempt_id="a-2", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=9100)
    fill(scores, [], [happened(again, "robin", now, 0)])
    scores[PARTICIPANTS].update_one({"_id": "northway/robin"}, {"$inc": {"events": 1}})
    news = page.locator(".timeline").get_by_text("Done: 9,100 steps walked")
    await expect(news).to_be_visible(timeout=SEEN_WITHIN)
    await expect(page.get_by_text(re.compile("In these 84 days our estimate of confidence"))).to_be_visible()


async def estimates_stay_while_scoring_is_away(page: Page) -> None:
    await page.reload()
    await expect(page.get_by_text("the service for estimates has not answered since").first).to_be_visible()
    await expect(page.get_by_text(re.compile("^Confidence looks mixed right now"))).to_be_visible()
    shifts = page.get_by_role("table", name="How our estimate of confidence shifted, in points on 0 to 10.")
    await expect(shifts.get_by_text("Done: 8,200 steps walked")).to_be_visible()


async def whoever_moved_away_is_shown_no_longer(page: Page) -> None:
    gone = page.get_by_text("There is nobody to show under this address.")
    await expect(gone).to_be_visible(timeout=SEEN_WITHIN)
    for word in ("robin", "Confidence", "Timeline"):
        await expect(page.get_by_test_id("stMain").get_by_text(word)).to_have_count(0)
