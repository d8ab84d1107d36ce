"""Every question of the pages is answered by an index, in its order, and reads no more than its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import product
from typing import Any

import pytest

from services.dashboard import caseload_queries
from services.dashboard.caseload_asked import Asked, Heard, Sort
from services.dashboard.caseload_queries import PAGE_SIZE, Page, read_page
from services.dashboard.identity import Identity, Place, Role
from services.dashboard.queries import (
    MOST_OFFERED,
    find_participant,
    participants_at,
    places,
    read_events,
    read_plans,
    read_timeline,
)
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.contracts.vocabulary import Stage
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import enrolled, fill, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
Operations = Callable[[Callable[[], object]], list[dict[str, Any]]]
ORGANIZATION = "northway"
EACH = 50
"""People of each kind at each site."""


@pytest.fixture
def operations(scores: Scores, now: datetime) -> Iterator[Operations]:
    """What MongoDB's own profiler says about the operations of a call, on 4 sites with 400 people each."""
    stories: list[dict[str, Any]] = [{}, {"setbacks": [3]}, {"heard": 9}, {"review_in": -1}, {"small_win": 2}]
    stories += [{"asked": 1}, {"plan_waits": 2}, {"status": EnrolmentStatus.LEFT}]
    for site, story in product(("harbour", "hillside", "old-town", "riverside"), stories):
        kind = next(iter(story), "well").replace("_", "-")
        fill(scores, [participant(f"{site}-{kind}-{n}", now, site=site, **story) for n in range(EACH)])
    fill(scores, [], [enrolled("harbour-well-1", now, day / 2) for day in range(400)])

    def profiled(call: Callable[[], object]) -> list[dict[str, Any]]:
        scores.command("profile", 2)
        call()
        scores.command("profile", 0)
        ours = {"ns": {"$in": [f"{scores.name}.{name}" for name in (PARTICIPANTS, JOURNAL)]}}
        # Of what these pages ask; a service of an earlier test may still be ending on this server.
        found = [one for one in scores["system.profile"].find(ours) if ORGANIZATION in str(one)]
        scores["system.profile"].drop()
        assert found
        return found

    yield profiled
    scores.command("profile", 0)


def assert_indexed(operations: list[dict[str, Any]]) -> None:
    for operation in operations:
        plan = operation.get("planSummary", "")
        assert "COLLSCAN" not in plan, plan
        assert plan.startswith(("IXSCAN", "IDHACK", "COUNT_SCAN")) or operation["op"] == "getmore", plan
        assert not operation.get("hasSortStage"), plan


@pytest.fixture
def two_sites() -> Identity:
    """A coordinator at two of the sites."""
    return Identity("northway", ("harbour", "old-town"), Role.COORDINATOR, "coordinator-1")


def test_a_page_of_the_caseload_costs_what_it_shows_at_the_beginning_and_anywhere_else_and_back_again(
    scores: Scores, two_sites: Identity, now: datetime, operations: Operations
) -> None:
    for sort in Sort:
        asked, towards = Asked(sort=sort), ["later", "later", "later", "earlier", "earlier"]
        for turn in towards:
            found: list[Page] = []
            done = operations(lambda asked=asked, found=found: found.append(read_page(scores, two_sites, asked, now)))  # type: ignore[misc]
            assert_indexed(done)
            assert len(done) == 1, [(one["op"], one["command"], one.get("nreturned")) for one in done]
            (operation,) = done
            assert operation["nreturned"] == operation["docsExamined"] == PAGE_SIZE + 1
            assert operation["keysExamined"] <= PAGE_SIZE + 1 + 2 * 4  # of each site, where its ranges begin and end
            asked = replace(asked, turn=getattr(found[0], turn))


def test_what_an_index_knows_is_not_looked_for(
    scores: Scores, two_sites: Identity, now: datetime, operations: Operations
) -> None:
    for asked in (
        Asked(search="old-town-asked"),
        Asked(sort=Sort.NEWEST_WORD, heard=Heard.WITHIN_TWO_WEEKS),
        Asked(sort=Sort.OLDEST_WORD, heard=Heard.WITHIN_A_WEEK),
        Asked(sort=Sort.REASON, site="old-town"),
    ):
        found: list[Page] = []
        done = operations(lambda asked=asked, found=found: found.append(read_page(scores, two_sites, asked, now)))  # type: ignore[misc]
        assert_indexed(done)
        assert len(found[0].people) == PAGE_SIZE
        assert [operation["docsExamined"] for operation in done] == [PAGE_SIZE + 1]


def test_who_matches_rarely_is_looked_for_within_a_bound_and_never_beyond_the_sites(
    scores: Scores, two_sites: Identity, now: datetime, operations: Operations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(caseload_queries, "FIRST_LOOKS_THROUGH", 50)
    for bound, sort in product((300, 5_000), Sort):
        monkeypatch.setattr(caseload_queries, "LOOKS_THROUGH", bound)
        rare = Asked(sort=sort, stage=Stage.PRECONTEMPLATION)
        done = operations(lambda rare=rare: read_page(scores, two_sites, rare, now))  # type: ignore[misc]
        assert_indexed(done)
        at_most = [50, min(bound, 2 * 8 * EACH), 1]  # a first look, a whole one, and where that ended
        assert all(operation["docsExamined"] <= most for operation, most in zip(done, at_most, strict=True))


def test_one_participant_and_their_events(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    one = "harbour-well-1"
    event = enrolled(one, now, 1)

    def all_questions() -> None:
        find_participant(scores, harbour, one, now)
        assert len(read_timeline(scores, harbour, one, ["participant-enrolled"], 3).events) == 20
        read_plans(scores, harbour, one)
        read_events(scores, harbour, one, [event.id])

    done = operations(all_questions)
    assert_indexed(done)
    assert max(operation["docsExamined"] for operation in done) <= 61


def test_the_sites_that_the_picker_offers(scores: Scores, now: datetime, operations: Operations) -> None:
    found: list[object] = []
    done = operations(lambda: found.extend(places(scores)))
    assert_indexed(done)
    assert len(found) == 4
    assert sum(operation["docsExamined"] for operation in done) <= 4 * len(found)


def test_whom_the_picker_offers(scores: Scores, now: datetime, operations: Operations) -> None:
    done = operations(lambda: participants_at(scores, Place("northway", "harbour")))
    assert_indexed(done)
    assert sum(operation["docsExamined"] for operation in done) <= MOST_OFFERED
