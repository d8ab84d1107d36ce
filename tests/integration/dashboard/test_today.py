"""Today's lists: by kind of reason and then by age, of the visitor's sites alone, one page of one index at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from services.dashboard.identity import Identity
from services.dashboard.today_queries import COUNTED, GLANCE, HAND, PAGE_SIZE, TOGETHER, WINS, Today, Whose
from shared.contracts.codes import AttentionReason, EnrolmentStatus, SnoozeReason
from shared.contracts.events import AttentionSnoozed
from shared.contracts.read_models import PARTICIPANTS, ScoresAsOf
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import fill, happened, newcomer, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
ITEMS = 1_000
NO_WORD, ASKED, WIN = AttentionReason.NO_WORD, AttentionReason.ASKED_FOR_CONTACT, AttentionReason.SMALL_WIN


def ids(people: Sequence[ScoresAsOf]) -> list[str]:
    return [person.participant_id for person in people]


def test_each_list_comes_by_kind_of_reason_and_then_the_oldest_first(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("win-late", now, small_win=1),
            participant("win-early", now, small_win=5),
            participant("eased", now, self_efficacy=3.5, confidence_was=6.0, eased=4),
            participant("asked-late", now, asked=1, setbacks=[9]),
            participant("asked-early", now, asked=2),
            participant("plan", now, plan_waits=6, review_in=-9),
            participant("due", now, review_in=-4),
            participant("silent-late", now, heard=9),
            participant("silent-early", now, heard=30, small_win=2),
            participant("setback", now, setbacks=[8, 2]),
            participant("doing-well", now),
        ],
    )
    today = Today(scores, harbour, now)
    hand = today.listed(HAND)
    assert ids(hand.people) == ["asked-early", "asked-late", "silent-early", "silent-late", "setback", "eased"]
    assert not hand.more
    assert ids(today.listed(TOGETHER).people) == ["plan", "due"]
    assert ids(today.listed(WINS).people) == ["win-early", "win-late"]
    assert [today.count(reasons) for reasons in (HAND, TOGETHER, WINS)] == [6, 2, 2]


def test_who_has_two_reasons_stands_once_and_both_are_there_to_be_said(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(scores, [participant("both", now, heard=20, small_win=3, asked=1)])
    today = Today(scores, harbour, now)
    (both,) = today.listed(HAND).people
    assert [item.reason for item in both.attention] == [ASKED, NO_WORD, WIN]
    assert today.listed(WINS).people == ()


def test_how_much_confidence_eased_is_known_where_it_is_told(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(scores, [participant("eased", now, self_efficacy=3.5, confidence_was=6.5, eased=4)])
    (eased,) = Today(scores, harbour, now).listed(HAND).people
    assert eased.self_efficacy.change is not None


def test_lists_are_filtered_by_who_sees_to_somebody(scores: Scores, harbour: Identity, now: datetime) -> None:
    fill(
        scores,
        [
            participant("mine", now, heard=9, owners={NO_WORD: harbour.id}),
            participant("mine-for-another-reason", now, heard=9, asked=1, owners={NO_WORD: harbour.id}),
            participant("theirs", now, heard=9, owners={NO_WORD: "coordinator-2"}),
            participant("nobodys", now, heard=9),
        ],
    )
    today = Today(scores, harbour, now)
    assert sorted(ids(today.listed(HAND, Whose.MINE).people)) == ["mine", "mine-for-another-reason"]
    assert ids(today.listed(HAND, Whose.NOBODYS).people) == ["nobodys"]
    assert len(today.listed(HAND).people) == 4


def test_who_rests_is_on_no_list_but_among_those_who_rest(scores: Scores, harbour: Identity, now: datetime) -> None:
    fill(
        scores,
        [
            participant("rests", now, heard=9, rest_for={NO_WORD: 3}),
            participant("rests-in-part", now, heard=9, asked=1, rest_for={NO_WORD: 3}),
            participant("stands", now, heard=9),
        ],
    )
    today = Today(scores, harbour, now)
    assert ids(today.listed(HAND).people) == ["rests-in-part", "stands"]
    resting = today.resting()
    assert ids(resting.people) == ["rests", "rests-in-part"]
    said = AttentionSnoozed(
        item_id="i-1",
        reason=NO_WORD,
        raised_at=now,
        by="coordinator-2",
        until=now.date(),
        why=SnoozeReason.THEY_ASKED_FOR_TIME,
    )
    sooner = said.model_copy(update={"why": SnoozeReason.TIME_ARRANGED})
    facts = [happened(said, "rests", now, 1), happened(sooner, "rests", now, 2), happened(sooner, "stands", now, 1)]
    fill(scores, [], facts)
    assert today.why_they_rest(resting.people) == {("rests", NO_WORD): SnoozeReason.THEY_ASKED_FOR_TIME}
    until = [item.rests_until for item in resting.people[0].attention]
    assert until == [(now + timedelta(days=3)).date()]


def test_what_is_new_is_who_said_something_or_joined_since_the_last_working_day(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    fill(
        scores,
        [
            participant("just-now", now, heard=0.01),
            participant("yesterday", now, heard=1),
            participant("last-week", now, heard=6),
            newcomer("joined", now, joined=0.5),
            newcomer("joined-last-month", now, joined=30),
        ],
    )
    news = Today(scores, harbour, now).news()
    assert (ids(news.heard), news.count) == (["just-now", "yesterday"], 2)
    assert ids(news.joined) == ["joined"]


def test_nobody_of_another_site_or_organization_is_shown_anywhere(
    scores: Scores, harbour: Identity, now: datetime
) -> None:
    stories: list[dict[str, Any]] = [{"setbacks": [1]}, {"small_win": 1}, {"plan_waits": 1}, {"heard": 0.01}]
    stories += [{"heard": 9, "rest_for": {NO_WORD: 3}}]
    places: list[dict[str, Any]] = [{"site": "hillside"}, {"organization": "southway"}, {"site": None}]
    fill(
        scores,
        [participant(f"p-{n}-{m}", now, **a, **b) for n, a in enumerate(places) for m, b in enumerate(stories)],
    )
    fill(scores, [newcomer("their-newcomer", now, joined=0.5, site="hillside")])
    today = Today(scores, harbour, now)
    lists = [today.listed(reasons).people for reasons in (HAND, TOGETHER, WINS)]
    assert [*lists, today.resting().people, today.news().heard, today.news().joined] == [()] * 6
    assert [today.count(reasons) for reasons in (HAND, TOGETHER, WINS)] == [0, 0, 0]
    assert not today.anybody()
    both = Today(scores, replace(harbour, sites=("harbour", "hillside")), now)
    assert both.anybody()
    assert {person.site for person in both.listed(HAND).people} == {"hillside"}


def assert_indexed(operations: Sequence[Document]) -> None:
    for operation in operations:
        plan = operation["planSummary"]
        assert plan.startswith(("IXSCAN", "COUNT_SCAN", "EOF")), plan
        assert not operation.get("hasSortStage"), operation["command"]


class TestWithAThousandItems:
    """At two sites, in one list."""

    SITES = ("harbour", "hillside")

    @pytest.fixture
    def today(self, scores: Scores, harbour: Identity, now: datetime) -> Today:
        """The coordinator of both sites; a third site is somebody else's."""
        for site in (*self.SITES, "riverside"):
            silent = (participant(f"{site}-{n:03}", now, site=site, heard=8 + n / 100) for n in range(ITEMS // 2))
            well = (participant(f"{site}-well-{n:03}", now, site=site, heard=0.1 + n / 500) for n in range(500))
            left = (participant(f"{site}-left-{n}", now, site=site, status=EnrolmentStatus.LEFT) for n in range(99))
            fill(scores, [*silent, *well, *left])
        return Today(scores, replace(harbour, sites=self.SITES), now)

    @pytest.fixture
    def operations(self, scores: Scores, today: Today) -> Iterator[Callable[[Callable[[], object]], list[Document]]]:
        """What MongoDB's own profiler says of a call."""

        def profiled(call: Callable[[], object]) -> list[Document]:
            scores.command("profile", 2)
            call()
            scores.command("profile", 0)
            found = list(scores["system.profile"].find({"ns": f"{scores.name}.{PARTICIPANTS}"}))
            scores["system.profile"].drop()
            assert found
            return found

        yield profiled
        scores.command("profile", 0)

    def test_every_one_stands_on_one_page_and_the_oldest_of_both_sites_first(self, today: Today) -> None:
        pages = [today.listed(HAND, page=page) for page in range(1, ITEMS // PAGE_SIZE + 2)]
        people = [person for page in pages for person in page.people]
        assert [len(page.people) for page in pages] == [PAGE_SIZE] * (ITEMS // PAGE_SIZE) + [0]
        assert [page.more for page in pages] == [True] * (len(pages) - 2) + [False] * 2
        assert len(set(ids(people))) == ITEMS
        since = [person.attention[0].since for person in people]
        assert since == sorted(since)
        assert {person.site for person in people[:PAGE_SIZE]} == set(self.SITES)

    def test_a_page_is_one_page_of_an_index_and_never_sorted(
        self, today: Today, operations: Callable[[Callable[[], object]], list[Document]]
    ) -> None:
        def the_page() -> None:
            assert today.count(HAND) == COUNTED + 1
            for reasons in (TOGETHER, WINS):
                today.count(reasons)
                today.listed(reasons, size=GLANCE)
            today.listed(HAND)
            today.news()
            today.anybody()

        done = operations(the_page)
        assert_indexed(done)
        assert max(operation["nreturned"] for operation in done) <= PAGE_SIZE + 1

    def test_what_no_index_knows_is_looked_for_along_one(
        self, today: Today, operations: Callable[[Callable[[], object]], list[Document]]
    ) -> None:
        def filtered() -> None:
            assert today.listed(HAND, Whose.MINE).people == ()
            assert len(today.listed(HAND, Whose.NOBODYS).people) == PAGE_SIZE
            assert today.resting().people == ()

        assert_indexed(operations(filtered))

    def test_the_first_page_reads_no_more_people_than_it_shows(
        self, today: Today, operations: Callable[[Callable[[], object]], list[Document]]
    ) -> None:
        (listed,) = operations(lambda: today.listed(HAND))
        assert listed["docsExamined"] <= PAGE_SIZE + 1
        (counted,) = operations(lambda: today.count(HAND))
        assert counted["docsExamined"] == 0
        assert counted["keysExamined"] <= COUNTED + 10
        heard, said, joined = operations(today.news)
        assert [heard["docsExamined"], said["docsExamined"], joined["docsExamined"]] == [GLANCE + 1, 0, 0]
