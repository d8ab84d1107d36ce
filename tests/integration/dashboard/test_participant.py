"""One participant: shown only at their own site, whatever id is asked for; the timeline newest first, by pages."""

from __future__ import annotations

from datetime import datetime

import pytest

from services.dashboard.identity import Identity, Place, Role
from services.dashboard.queries import (
    EVENTS_ON_A_PAGE,
    find_participant,
    places,
    read_events,
    read_plans,
    read_timeline,
)
from shared.contracts.events import CheckedIn, StepCompleted, StepPlanned
from shared.contracts.topics import type_name
from shared.contracts.vocabulary import Mood, Outcome, Period, Setting
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import enrolled, fill, happened, newcomer, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
ALL = ("participant-enrolled", "step-planned", "step-completed", "checked-in")


@pytest.fixture
def ours(scores: Scores, now: datetime) -> str:
    """Somebody at harbour with a plan, 30 attempts and a check-in."""
    plan = StepPlanned(
        step_id="s-1",
        goal_id="g-1",
        sequence=2,
        measure="steps-walked",
        at_least=8000,
        per=Period.DAY,
        starts_on=now.date(),
        due_on=now.date(),
    )
    facts = [enrolled("ours", now, 60), happened(plan, "ours", now, 50)]
    for n in range(30):
        attempt = StepCompleted(attempt_id=f"a-{n}", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE)
        facts.append(happened(attempt, "ours", now, 40 - n))
    facts.append(happened(CheckedIn(checkin_id="c-1", setting=Setting.CHECK_IN, mood=Mood.HAPPY), "ours", now, 5))
    fill(scores, [participant("ours", now, events=len(facts))], facts)
    return "ours"


@pytest.mark.parametrize(
    "stranger",
    [
        Identity("northway", ("hillside",), Role.COORDINATOR, "coordinator-1"),
        Identity("southway", ("harbour",), Role.COORDINATOR, "coordinator-1"),
        Identity("northway", ("hillside",), Role.CLINICIAN, "clinician-1"),
    ],
)
def test_another_site_gets_nothing_of_them(scores: Scores, now: datetime, ours: str, stranger: Identity) -> None:
    event_id = enrolled(ours, now, 60).id
    assert find_participant(scores, stranger, ours, now) is None
    assert read_timeline(scores, stranger, ours, ALL).events == ()
    assert read_plans(scores, stranger, ours) == ()
    assert read_events(scores, stranger, ours, [event_id]) == {}


def test_their_own_site_sees_them(scores: Scores, now: datetime, harbour: Identity, ours: str) -> None:
    person = find_participant(scores, harbour, ours, now)
    assert person is not None
    assert (person.participant_id, person.site) == (ours, "harbour")
    assert [plan.step_id for _, plan in read_plans(scores, harbour, ours)] == ["s-1"]


@pytest.mark.parametrize("altered", ["", "OURS", "ours/", "../ours", "northway/ours", "$ne", "{'$ne': 1}", "o" * 300])
def test_an_altered_id_finds_nobody(
    scores: Scores, now: datetime, harbour: Identity, ours: str, altered: str
) -> None:
    assert find_participant(scores, harbour, altered, now) is None
    assert read_timeline(scores, harbour, altered, ALL).events == ()


def test_an_event_of_somebody_else_is_not_read_as_theirs(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    theirs = enrolled("elsewhere", now, 30, site="hillside")
    fill(scores, [participant("elsewhere", now, site="hillside")], [theirs])
    assert read_events(scores, harbour, ours, [theirs.id]) == {}


def test_the_timeline_is_newest_first_and_whole_over_its_pages(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    pages = [read_timeline(scores, harbour, ours, ALL, page) for page in (1, 2)]
    assert [(len(page.events), page.older) for page in pages] == [(EVENTS_ON_A_PAGE, True), (13, False)]
    times = [event.time for page in pages for event in page.events]
    assert times == sorted(times, reverse=True)
    assert len({event.id for page in pages for event in page.events}) == 33
    assert pages[1].events[-1].type == "care.participant-enrolled.v1"


def test_a_timeline_can_be_narrowed_to_kinds_of_events(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    found = read_timeline(scores, harbour, ours, ["checked-in"])
    assert [event.type for event in found.events] == [type_name(CheckedIn)]
    assert not found.older


def test_the_picker_offers_each_site_once(scores: Scores, now: datetime) -> None:
    assert places(scores) == []
    fill(scores, [participant(f"h-{n}", now) for n in range(3)])
    fill(scores, [participant("o-1", now, site="old-town"), participant("s-1", now, organization="southway")])
    fill(
        scores, [newcomer("a-1", now, joined=1, organization="alpha", site="zoo"), participant("n-1", now, site=None)]
    )
    assert places(scores) == [
        Place("alpha", "zoo"),
        Place("northway", "harbour"),
        Place("northway", "old-town"),
        Place("southway", "harbour"),
    ]
