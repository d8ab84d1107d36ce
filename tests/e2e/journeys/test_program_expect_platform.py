"""A site's programs as groups, what everybody can expect, and the services for who runs them, in a real browser."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Locator, Page, ViewportSize, expect

from deploy.stacks.readiness import LOOPBACK, free_port
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document
from tests.e2e.conftest import ANSWERS_WITHIN, Start
from tests.e2e.serving import Service
from tests.integration.dashboard.documents import fill, participant

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.timeout(400)]
expect.set_options(timeout=ANSWERS_WITHIN)
NORTHWAY = "/v1/organizations/northway"
WORDS = {"en": "You set the pace.\n\nOnce a week we ask how you are.", "de": "Sie geben das Tempo vor."}
PROGRAM: dict[str, Any] = {
    "from_version": 0,
    "name": {"en": "Walking, together", "de": "Gemeinsam gehen"},
    "what_to_expect": WORDS,
    "check_in_every_days": 7,
    "silent_after_days": 14,
    "review_every_days": 28,
    "languages": ["en", "de"],
    "prompts": [{"code": "proud-of", "text": {"en": "What are you proud of?", "de": "Worauf sind Sie stolz?"}}],
}
WIDE, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)


@dataclass(frozen=True)
class Northway:
    """Two services and a dashboard; scoring is not there."""

    page: Page
    dashboard: str
    goals: Service
    client: httpx.AsyncClient

    async def tell(self, path: str, body: dict[str, Any], method: str = "POST") -> None:
        """A command to goals."""
        headers = {"Idempotency-Key": f"{method}-{path}"}
        answer = await self.client.request(method, f"{self.goals.url}{NORTHWAY}{path}", json=body, headers=headers)
        assert answer.status_code == 201, answer.text

    async def open(self, name: str) -> Locator:
        """A page by its own address."""
        await self.page.goto(f"{self.dashboard}/{name}")
        return self.page.get_by_test_id("stMain")

    async def become(self, role: str) -> None:
        """With the demo's picker."""
        await self.page.get_by_test_id("stRadio").get_by_text(role, exact=True).click()


@pytest.fixture
def people(scores: BlockingDatabase[Document]) -> None:
    """Twenty at harbour, three of them on a break; two at hillside."""
    now = datetime.now(UTC)
    went = {"first_stage": Stage.CONTEMPLATION}
    here = [participant("robin", now, attainment=50.0)]
    here += [participant(f"here-{n}", now, attainment=50.0 + n) | went for n in range(10)]
    here += [participant(f"break-{n}", now, status=EnrolmentStatus.PAUSED) for n in range(3)]
    here += [participant(f"gone-{n}", now, status=EnrolmentStatus.LEFT) for n in range(6)]
    fill(scores, [*here, *(participant(f"hill-{n}", now, site="hillside") for n in range(2))])


async def test_groups_promises_and_services(
    page: Page, start: Start, people: None, views: Callable[[], list[Any]]
) -> None:
    goals, checkins = start("goals"), start("checkins")
    nobody = f"http://{LOOPBACK}:{free_port()}"
    addresses = {"CAIRN_GOALS": goals.url, "CAIRN_CHECKINS": checkins.url, "CAIRN_SCORING": nobody}
    dashboard = start("dashboard", CAIRN_DEMO="1", **addresses).url
    async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
        northway = Northway(page, dashboard, goals, client)
        await northway.tell("/programs/walking-12-weeks", PROGRAM, "PUT")
        await northway.tell("/participants/robin/enrolments", {"site": "harbour", "program": "walking-12-weeks"})
        await northway.tell("/participants/robin/supporters", {"supporter_id": "sam", "may_see": ["goals"]})
        await a_site_is_told_in_groups_and_small_ones_are_kept_back(northway)
        await the_file_says_what_the_page_says(northway)
        await a_program_says_in_plain_words_what_to_expect(northway)
        await on_paper_there_is_nothing_but_the_page(northway)
        await a_supporter_reads_it_as_long_as_something_is_shared(northway)
        await nothing_stands_in_anybodys_way(northway, "expect")
        await an_operator_sees_services_and_since_when_one_is_away(northway)
    assert {view for view, _ in views()} <= {"today", "mine", "supporting", "expect"}
    assert ("expect", "northway/robin") in views()


async def a_site_is_told_in_groups_and_small_ones_are_kept_back(northway: Northway) -> None:
    main = await northway.open("program")
    await expect(main.get_by_role("heading", name="Harbour")).to_be_visible()
    await expect(main.get_by_text("20 people, with those on a break and gone")).to_be_visible()
    way = main.get_by_role("table", name="On the way")
    for group, said in (("enrolled", "11"), ("on a break", "kept back"), ("completed", "0"), ("left", "kept back")):
        await expect(way.get_by_role("row", name=re.compile(f"^{group} {said}$"))).to_be_visible()
    stages = main.get_by_role("table", name="Through the stages of change")
    await expect(stages.get_by_role("row", name="contemplation to action 10")).to_be_visible()
    await expect(stages.get_by_role("row", name="action, as at first 10")).to_be_visible()
    goals = main.get_by_role("table", name="Goals: what was hoped for")
    await expect(goals.get_by_role("row", name="people with a reviewed goal 11")).to_be_visible()
    await expect(main.get_by_text("A T score of 50 means that goals came out as hoped")).to_be_visible()
    for other in ("Hillside", "robin", "here-1"):
        await expect(main.get_by_text(other)).to_have_count(0)
    await nothing_stands_in_anybodys_way(northway, "program")


async def the_file_says_what_the_page_says(northway: Northway) -> None:
    main = await northway.open("program")
    button = main.get_by_role("button", name="Download what is shown here (CSV)")
    await expect(button).to_be_visible()
    shown = await main.inner_text()
    async with northway.page.expect_download() as downloading:
        await button.click()
    path = await (await downloading.value).path()
    header, *lines = read_file(path)
    assert header == ["Site", "Program", "Table", "Group", "Value"]
    assert ["Harbour", "Walking 12 weeks", "On the way", "on a break", "kept back"] in lines
    assert ["Harbour", "Walking 12 weeks", "On the way", "enrolled", "11"] in lines
    values = {said for line in lines[1:] for said in line if said}
    assert not [said for said in values if said not in shown]
    assert len([line for line in lines if line[2] == "Through the stages of change"]) == 2


def read_file(path: Path) -> list[list[str]]:
    return list(csv.reader(StringIO(path.read_text("utf-8-sig"))))


async def a_program_says_in_plain_words_what_to_expect(northway: Northway) -> None:
    main = await northway.open("expect")
    for words in ("You set the pace.", "Once a week we ask how you are.", "Every 7 days there is a short check-in."):
        await expect(main.get_by_text(words, exact=True)).to_be_visible()
    await expect(main.get_by_text("This is what participants read")).to_be_visible()
    await northway.page.goto(f"{northway.dashboard}/expect?lang=ar")
    await expect(main.get_by_text("You set the pace.", exact=True)).to_be_visible()
    await expect(main.locator("[lang=en][dir=ltr]").first).to_be_visible()
    await northway.page.goto(f"{northway.dashboard}/expect?lang=en")
    await northway.become("Participant")
    await northway.page.get_by_role("combobox", name="Participant").click()
    await northway.page.get_by_role("option", name="Robin").click()
    await expect(main.get_by_text("This is what participants read")).to_have_count(0)
    await expect(main.get_by_role("heading", name="Walking, together")).to_be_visible()


async def on_paper_there_is_nothing_but_the_page(northway: Northway) -> None:
    page = northway.page
    await page.emulate_media(media="print")
    await expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    await expect(page.get_by_role("heading", name="Walking, together")).to_be_visible()
    await page.emulate_media(media="screen")


async def a_supporter_reads_it_as_long_as_something_is_shared(northway: Northway) -> None:
    main = northway.page.get_by_test_id("stMain")
    await northway.become("Supporter")
    await expect(main.get_by_text("This is written to the participant.")).to_be_visible()
    await expect(main.get_by_role("heading", name="Walking, together")).to_be_visible()
    await northway.tell("/supporters/sam/uninvitations", {})
    await northway.page.reload()
    await expect(main.get_by_text("Nothing is shared with you at the moment")).to_be_visible()
    await expect(main.get_by_text("Walking, together")).to_have_count(0)
    await northway.become("Coordinator")


async def an_operator_sees_services_and_since_when_one_is_away(northway: Northway) -> None:
    await northway.become("Operator")
    main = await northway.open("platform")
    await expect(main.get_by_role("heading", name="Goals in order")).to_be_visible()
    await expect(main.get_by_role("heading", name="Check-ins in order")).to_be_visible()
    await expect(main.get_by_role("row", name="Messages waiting to be read 0")).to_be_visible()
    await expect(main.get_by_text("No message was put aside since it started.")).to_be_visible()
    await expect(main.get_by_role("heading", name="Scoring away")).to_be_visible()
    await expect(main.get_by_text(re.compile(r"since \d\d:\d\d, when this page first asked"))).to_be_visible()
    await main.get_by_text("What the figures mean").click()
    await expect(main.get_by_text("Nothing accepted is lost while they wait")).to_be_visible()
    await expect(northway.page.get_by_text("Page not found")).to_have_count(0)
    await expect(main.get_by_text("robin")).to_have_count(0)
    await nothing_stands_in_anybodys_way(northway, "platform")
    northway.goals.child.stop()
    await expect(main.get_by_role("heading", name="Goals away")).to_be_visible()
    await expect(main.get_by_text("before, it last answered at")).to_be_visible()
    await northway.become("Coordinator")
    main = await northway.open("expect")
    await expect(main.get_by_text("What the program says cannot be read right now.")).to_be_visible()
    await expect(main.get_by_role("heading", name="Who sees it")).to_be_visible()


async def nothing_stands_in_anybodys_way(northway: Northway, name: str) -> None:
    """Nothing that axe calls serious, and nothing to scroll sideways for on a phone."""
    main = northway.page.get_by_test_id("stMain")
    found = await Axe().run(northway.page, context={"include": ["[data-testid='stMain']"]})
    grave = [one for one in found.response["violations"] if one["impact"] in ("serious", "critical")]
    assert [(name, one["id"], [node["html"] for node in one["nodes"]]) for one in grave] == []
    await northway.page.set_viewport_size(PHONE)
    assert await main.evaluate("main => main.scrollWidth - main.clientWidth") == 0
    await northway.page.set_viewport_size(WIDE)
