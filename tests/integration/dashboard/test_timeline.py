"""The timeline on the participant's page: every type of event is told on it, and what no longer counts is marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import unescape
from itertools import count

import pytest

from services.dashboard import markup
from services.dashboard.identity import Identity, Role
from services.dashboard.queries import EVENTS_ON_A_PAGE, read_plans, read_timeline
from services.dashboard.screens.participant.timeline import told_by_day
from services.dashboard.wording.timeline import TYPES, Kind, by_step, story
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import CareEvent
from shared.contracts.events import CARE_EVENTS, CareData, CheckedIn, EntryRetracted, Setback, StepCompleted
from shared.contracts.vocabulary import Mood, Outcome, SetbackKind, Setting
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import fill, happened, participant
from tests.unit.contracts.golden_events import read_golden

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
ALL = [name for names in TYPES.values() for name in names]
NO_LONGER = "(no longer counts)"


def html_of(scores: Scores, identity: Identity, now: datetime, types: Iterable[str] = ALL) -> str:
    """The whole timeline of `ours` as the page makes it, over all its pages."""
    return "".join(_pages(scores, identity, now, list(types)))


def _pages(scores: Scores, identity: Identity, now: datetime, types: list[str]) -> Iterator[str]:
    plans = by_step(read_plans(scores, identity, "ours"))
    for number in count(1):
        page = read_timeline(scores, identity, "ours", types, number)
        yield unescape(markup.timeline(told_by_day(page, plans, now)))
        if not page.older:
            return


def retracted(event: CareEvent, by: str, now: datetime, days_ago: float, replaced_by: str | None = None) -> CareEvent:
    """A retraction that somebody's journal holds."""
    said = EntryRetracted(
        retraction_id=f"y-{event.id}",
        retracted=event.id,
        reason=RetractionReason.WRONG_VALUE,
        replaced_by=replaced_by,
    )
    return happened(said, by, now, days_ago)


@pytest.fixture
def every_type(scores: Scores, now: datetime) -> dict[type[CareData], CareEvent]:
    """Somebody at harbour to whom everything happened that can happen, once, a day apart."""
    facts = {data: happened(read_golden(data).data, "ours", now, n + 1) for n, data in enumerate(CARE_EVENTS)}
    fill(scores, [participant("ours", now, events=len(facts))], facts.values())
    return facts


def test_each_type_of_event_is_told_on_the_page(
    scores: Scores, harbour: Identity, now: datetime, every_type: dict[type[CareData], CareEvent]
) -> None:
    plans = by_step(read_plans(scores, harbour, "ours"))
    for data, event in every_type.items():
        in_words = story(event, plans)
        shown = html_of(scores, harbour, now, [data.TYPE])
        assert in_words.headline in shown
        assert " ".join(in_words.details) in shown
        assert shown.count("<li><span") == 1


def test_narrowed_to_each_kind_in_turn_the_page_tells_everything_once(
    scores: Scores, harbour: Identity, now: datetime, every_type: dict[type[CareData], CareEvent]
) -> None:
    by_kind = [html_of(scores, harbour, now, TYPES[kind]).count("<li><span") for kind in Kind]
    assert sum(by_kind) == html_of(scores, harbour, now).count("<li><span") == len(every_type)
    assert all(by_kind)


def test_another_site_is_told_nothing_of_it(
    scores: Scores, now: datetime, every_type: dict[type[CareData], CareEvent]
) -> None:
    hillside = Identity("northway", ("hillside",), Role.COORDINATOR, "coordinator-1")
    assert html_of(scores, hillside, now) == markup.timeline([])


def test_what_was_corrected_is_marked_and_what_replaced_it_is_not(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    outcomes = [("a-1", Outcome.DONE, 80), ("a-2", Outcome.PARTLY, 8)]
    wrong, right = (
        happened(
            StepCompleted(attempt_id=attempt, step_id="s", goal_id="g", outcome=outcome, measured=measured),
            "ours",
            now,
            3,
            key=attempt,
        )
        for attempt, outcome, measured in outcomes
    )
    fill(scores, [participant("ours", now)], [wrong, right, retracted(wrong, "ours", now, 2, right.id)])
    shown = html_of(scores, harbour, now)
    assert f"Done: 80 counted {NO_LONGER}" in shown
    assert (
        "Since Wed 18 Mar 2026, because it says something else than was meant. Another entry says it right." in shown
    )
    assert "Partly done: 8 counted<" in shown
    assert "An earlier entry was put right<" in shown
    assert shown.count(NO_LONGER) == 1


def test_the_mark_stands_whichever_page_and_kind_the_entry_is_on(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    old = happened(Setback(setback_id="b-1", kind=SetbackKind.LAPSE), "ours", now, 50)
    between = [
        happened(CheckedIn(checkin_id=f"c-{n}", setting=Setting.CHECK_IN, mood=Mood.HAPPY), "ours", now, 40 - n)
        for n in range(EVENTS_ON_A_PAGE)
    ]
    fill(scores, [participant("ours", now)], [old, *between, retracted(old, "ours", now, 1)])
    first, second = (read_timeline(scores, harbour, "ours", ALL, number) for number in (1, 2))
    assert (set(first.retractions), set(second.retractions)) == (set(), {old.id})
    assert f"Recurrence {NO_LONGER}" in html_of(scores, harbour, now, TYPES[Kind.SETBACKS])


def test_nobody_elses_retraction_marks_an_entry(scores: Scores, harbour: Identity, now: datetime) -> None:
    ours = happened(Setback(setback_id="b-1", kind=SetbackKind.LAPSE), "ours", now, 5)
    people = [participant("ours", now), participant("theirs", now)]
    fill(scores, people, [ours, retracted(ours, "theirs", now, 1)])
    assert NO_LONGER not in html_of(scores, harbour, now)
