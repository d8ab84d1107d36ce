"""The caseload: everybody at the identity's sites and nobody else, filtered, sorted and turned by the database."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.dashboard import caseload_queries
from services.dashboard.caseload_asked import Asked, Heard, Sort, Towards, Turn
from services.dashboard.caseload_queries import PAGE_SIZE, Page, read_page
from services.dashboard.identity import Identity, Role
from shared.contracts.codes import AttentionReason, EnrolmentStatus
from shared.contracts.envelope import microseconds
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import PROGRAM, fill, newcomer, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
OURS = ("harbour", "hillside")
EVERYBODY = 150
SEARCHED = "p-1"

asked_of_the_caseload = st.builds(
    Asked,
    search=st.sampled_from([None, None, None, SEARCHED, "nobody-begins-so"]),
    site=st.sampled_from([None, None, *OURS]),
    program=st.sampled_from([None, None, PROGRAM, "tobacco-free"]),
    stage=st.sampled_from([None, None, *Stage]),
    reason=st.sampled_from([None, None, *AttentionReason]),
    heard=st.sampled_from([None, None, *Heard]),
    status=st.sampled_from([None, None, *EnrolmentStatus]),
    sort=st.sampled_from(Sort),
)


@pytest.fixture
def both_sites() -> Identity:
    """A coordinator at two sites."""
    return Identity("northway", OURS, Role.COORDINATOR, "coordinator-1")


def ids(page: Page) -> list[str]:
    return [person.participant_id for person in page.people]


def read_all(scores: Scores, identity: Identity, asked: Asked, now: datetime) -> list[Page]:
    """Every page, from the first one on."""
    pages = [read_page(scores, identity, asked, now)]
    while turn := pages[-1].later:
        pages.append(read_page(scores, identity, replace(asked, turn=turn), now))
    return pages


def test_what_pages_show_is_what_going_through_everybody_in_plain_python_gives(
    scores: Scores, both_sites: Identity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = everybody(now)
    fill(scores, documents)
    people = [ParticipantScores.from_document(document).as_of(now) for document in documents]

    @given(asked=asked_of_the_caseload, looks_through=st.sampled_from([PAGE_SIZE + 1, 60, 5_000]))
    @settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
    def holds(asked: Asked, looks_through: int) -> None:
        monkeypatch.setattr(caseload_queries, "LOOKS_THROUGH", looks_through)
        pages = read_all(scores, both_sites, asked, now)
        assert [one for page in pages for one in ids(page)] == expected(people, asked, now)
        assert all(len(page.people) <= PAGE_SIZE for page in pages)
        assert all(page.cut_short or len(page.people) == PAGE_SIZE for page in pages[:-1])

    holds()


@pytest.mark.parametrize("sort", Sort)
def test_turning_back_shows_the_page_that_was_there(
    scores: Scores, both_sites: Identity, now: datetime, sort: Sort
) -> None:
    fill(scores, everybody(now))
    asked = Asked(sort=sort)
    pages = read_all(scores, both_sites, asked, now)
    assert len(pages) > 3
    for before, page in pairwise(pages):
        assert page.earlier is not None
        assert ids(read_page(scores, both_sites, replace(asked, turn=page.earlier), now)) == ids(before)
    assert pages[0].earlier is None


def test_turning_back_to_where_less_than_a_page_stands_shows_the_whole_first_page(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(scores, [participant(f"p-{n:02}", now) for n in range(PAGE_SIZE + 5)])
    almost_first = Asked(turn=Turn(Towards.EARLIER, ("p-03",)))
    assert read_page(scores, harbour, almost_first, now) == read_page(scores, harbour, Asked(), now)


def test_a_look_that_found_too_few_goes_on_where_it_ended(
    scores: Scores, harbour: Identity, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caseload_queries, "LOOKS_THROUGH", 50)
    fill(scores, [participant(f"p-{n:03}", now) for n in range(120)])
    fill(scores, [participant("z-asked", now, asked=1)])
    asked = Asked(reason=AttentionReason.ASKED_FOR_CONTACT)
    first, second, third = read_all(scores, harbour, asked, now)
    assert [ids(page) for page in (first, second, third)] == [[], [], ["z-asked"]]
    assert (first.cut_short, second.cut_short, third.cut_short) == (True, True, False)


def test_people_stand_by_kind_of_reason_and_then_the_oldest_first_and_a_reason_that_rests_brings_nobody_there(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    win, setback = AttentionReason.SMALL_WIN, AttentionReason.SETBACK_NOT_TALKED_OVER
    fill(
        scores,
        [
            participant("win-late", now, small_win=1),
            participant("win-early", now, small_win=5),
            participant("eased", now, eased=6),
            participant("asked-late", now, asked=1, setbacks=[9]),
            participant("asked-early", now, asked=2),
            participant("plan-early", now, plan_waits=6, review_in=-9),
            participant("due", now, review_in=-4),
            participant("silent", now, heard=30),
            participant("setback", now, setbacks=[8, 2]),
            participant("win-while-a-setback-rests", now, setbacks=[8], small_win=3, rest_for={setback: 2}),
            participant("resting", now, small_win=3, rest_for={win: 2}),
            participant("doing-well", now),
        ],
    )
    page = read_page(scores, harbour, Asked(sort=Sort.REASON), now)
    assert ids(page) == [
        "asked-early",
        "asked-late",
        "silent",
        "setback",
        "plan-early",
        "due",
        "eased",
        "win-early",
        "win-while-a-setback-rests",
        "win-late",
    ]
    assert "resting" in ids(read_page(scores, harbour, Asked(reason=win), now))


def test_nobody_of_another_site_or_organization_is_in_it(scores: Scores, harbour: Identity, now: datetime) -> None:
    elsewhere: list[dict[str, Any]] = [{"site": "hillside"}, {"organization": "southway"}, {"site": None}]
    stories: list[dict[str, Any]] = [{"setbacks": [1]}, {"heard": 20}, {"small_win": 1}, {}, {"asked": 1}]
    for n, (place, told) in enumerate(product(elsewhere, stories)):
        fill(scores, [participant(f"theirs-{n}", now, **place, **told)])
    fill(scores, [participant("ours", now, setbacks=[1])])
    for sort in Sort:
        assert ids(read_page(scores, harbour, Asked(sort=sort), now)) == ["ours"]
        assert ids(read_page(scores, harbour, Asked(sort=sort, search="theirs"), now)) == []
        assert ids(read_page(scores, harbour, Asked(sort=sort, site="hillside"), now)) == []


def test_a_thousand_people_with_a_reason_are_each_shown_once(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(scores, [participant(f"p-{n:04}", now, asked=n % 7) for n in range(1_000)])
    pages = read_all(scores, harbour, Asked(sort=Sort.REASON), now)
    shown = [one for page in pages for one in ids(page)]
    assert len(pages) == 1_000 / PAGE_SIZE
    assert len(shown) == len(set(shown)) == 1_000


def expected(people: Sequence[ScoresAsOf], asked: Asked, now: datetime) -> list[str]:
    """The list in plain Python, over everybody there is."""

    def stands_here(one: ScoresAsOf) -> bool:
        return (
            one.organization == "northway"
            and one.site in (OURS if asked.site is None else (asked.site,))
            and one.participant_id.startswith(asked.search or "")
            and asked.program in (None, one.program)
            and asked.stage in (None, one.stage)
            and (asked.reason is None or any(item.reason is asked.reason for item in one.attention))
            and (asked.heard is None or when(one) is asked.heard)
            and asked.status in (None, one.status)
            and (asked.sort is not Sort.REASON or standing(one) is not None)
        )

    def when(one: ScoresAsOf) -> Heard:
        if one.last_heard is None:
            return Heard.NOT_YET
        days = (now.date() - one.last_heard.astimezone(now.tzinfo).date()).days
        return Heard.WITHIN_A_WEEK if days <= 7 else Heard.WITHIN_TWO_WEEKS if days <= 14 else Heard.LONGER_AGO

    def standing(one: ScoresAsOf) -> tuple[int, datetime] | None:
        kinds = list(AttentionReason)
        return next(
            ((kinds.index(item.reason), item.since) for item in one.attention if item.rests_until is None), None
        )

    def place(one: ScoresAsOf) -> tuple[Any, ...]:
        heard = -1 if one.last_heard is None else microseconds(one.last_heard)
        return {
            Sort.PARTICIPANT: (one.participant_id,),
            Sort.REASON: (standing(one), one.participant_id),
            Sort.NEWEST_WORD: (heard, one.participant_id),
            Sort.OLDEST_WORD: (heard, one.participant_id),
        }[asked.sort]

    found = sorted(filter(stands_here, people), key=place, reverse=asked.sort is Sort.NEWEST_WORD)
    return [one.participant_id for one in found]


def everybody(now: datetime) -> list[Document]:
    """People of all kinds: each reason now and then, alone or together, and times on the very limits."""
    chance = random.Random(1)  # noqa: S311  # no secret: the same people each time
    midnight = (now - datetime.combine(now.date(), time(), now.tzinfo)) / timedelta(days=1)
    limits = [midnight + 7, midnight + 7.0001, midnight + 14, midnight + 14.0001]
    found = []
    for n in range(EVERYBODY):
        site = chance.choice(["harbour", "hillside", "old-town", None])
        if chance.random() < 0.2:
            found.append(newcomer(f"p-{n:03}", now, joined=chance.choice([0.5, 7.002, 20]), site=site))
            continue
        rests = chance.choice([{}, {}, {AttentionReason.ASKED_FOR_CONTACT: 2, AttentionReason.SMALL_WIN: 3}])
        person = participant(
            f"p-{n:03}",
            now,
            site=site,
            heard=chance.choice([0, 1, 3, 12, 45, *limits]),
            status=chance.choice([*[EnrolmentStatus.ENROLLED] * 4, *EnrolmentStatus, None]),
            asked=chance.choice([None, None, None, 4]),
            plan_waits=chance.choice([None, None, None, 2, 5]),
            setbacks=chance.choice([(), (), (), (2,), (9, 4)]),
            small_win=chance.choice([None, 0.1, 7, 20]),
            review_in=chance.choice([None, 20, 20, 0, -9]),
            stage=chance.choice([None, *Stage]),
            rest_for=rests,
        )
        program = chance.choice([PROGRAM, "tobacco-free"])
        found.append({**person, "program": None if site is None else program})
    return found
