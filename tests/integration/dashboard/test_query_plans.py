"""Every question of the pages is answered by an index, in its order, and reads no more than its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest

from services.dashboard.caseload_queries import PAGE_SIZE, Caseload
from services.dashboard.identity import Identity
from services.dashboard.queries import find_participant, places, read_events, read_plans, read_timeline
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import enrolled, fill, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
Operations = Callable[[Callable[[], object]], list[dict[str, Any]]]
EACH = 200
"""People of each kind at each site."""
TRIED = 101
"""Documents that MongoDB reads at the most to choose among plans; after that a page costs what it shows."""


@pytest.fixture
def operations(scores: Scores, now: datetime) -> Iterator[Operations]:
    """What MongoDB's own profiler says about the operations of a call, on 4 sites with 1,600 people each."""
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
        found = list(scores["system.profile"].find(ours))
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


def test_the_first_page_of_the_caseload(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    done = operations(Caseload(scores, harbour, now).may_welcome_a_hand)
    assert_indexed(done)
    assert sum(operation["docsExamined"] for operation in done) <= TRIED


def test_a_page_that_reaches_over_all_kinds_of_reasons(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    last = 6 * EACH // PAGE_SIZE
    assert_indexed(operations(lambda: Caseload(scores, harbour, now).may_welcome_a_hand(last)))


def test_everyone_else(scores: Scores, harbour: Identity, now: datetime, operations: Operations) -> None:
    assert_indexed(operations(Caseload(scores, harbour, now).everyone_else))


def test_everyone_else_on_the_page_of_those_who_left(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    last = 2 * EACH // PAGE_SIZE
    found: list[object] = []
    assert_indexed(operations(lambda: found.extend(Caseload(scores, harbour, now).everyone_else(last))))
    assert len(found) == PAGE_SIZE


def test_the_counts_never_look_beyond_the_site(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    done = operations(Caseload(scores, harbour, now).overview)
    assert_indexed(done)
    assert max(operation.get("docsExamined", 0) for operation in done) <= 8 * EACH


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


def test_what_is_asked_for_a_later_day_is_indexed_as_well(
    scores: Scores, harbour: Identity, now: datetime, operations: Operations
) -> None:
    later = Caseload(scores, harbour, now + timedelta(days=30))
    assert_indexed(operations(later.may_welcome_a_hand))
