"""What a session brief is made of, with documents in a real MongoDB and services that are played."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
import pytest

from services.dashboard.brief import Known, compose
from services.dashboard.brief_queries import MOST_RECORDED, read_known
from services.dashboard.identity import Identity
from services.dashboard.released import Refused, Service
from services.dashboard.sources import Sources
from services.dashboard.visit import Visit
from shared.contracts.codes import StrengthKind
from shared.contracts.events import CheckedIn, GoalSet, StrengthNamed, ValueClarified
from shared.contracts.read_models import JOURNAL
from shared.contracts.vocabulary import Setting, ValueArea
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import fill, happened, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
Answer = Callable[[httpx.Request], httpx.Response]
Visiting = Callable[[Answer], Visit]
MOST_REQUESTS = 40
"""Of one brief, whatever somebody has said."""
LISTS: dict[str, list[dict[str, Any]]] = {
    "values": [{"value_id": "v-robin", "versions": [{"number": 1}]}],
    "strengths": [{"strength_id": "t-robin"}],
}
"""What goals releases of robin."""


class Played:
    """Both services at once; remembers what it was asked, and by whom. `away`: who does not answer."""

    def __init__(self, *away: Service, refuses: bool = False) -> None:
        self.away, self.refuses = away, refuses
        self.asked: list[str] = []
        self.hosts: list[str] = []
        self.callers: set[str] = set()

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.path)
        self.hosts.append(request.url.host)
        self.callers.add(request.headers["Cairn-Acting-As"])
        if any(request.url.host == service.value for service in self.away):
            raise httpx.ConnectError("nobody there")
        if self.refuses:
            return httpx.Response(403, json={"code": "not-at-your-site", "detail": "Not here.", "hint": ""})
        items = LISTS.get(request.url.path.rsplit("/", 1)[-1], [])
        return httpx.Response(200, json={"items": items})


@pytest.fixture
def visiting(space: Settings, scores: Scores, own: Scores, harbour: Identity, now: datetime) -> Visiting:
    """A visit of a coordinator at harbour, to services that are played."""
    here = space.model_copy(update={"goals": "http://goals", "checkins": "http://checkins"})

    def visit(answer: Answer) -> Visit:
        client = httpx.Client(transport=httpx.MockTransport(answer))
        return Visit(harbour, Sources(here, scores, own, client), now, "en", {})

    return visit


@pytest.fixture
def people(scores: Scores, now: datetime) -> None:
    """Robin at harbour and noor at hillside, each with a value and a strength."""
    story = [
        happened(fact, name, now, 9)
        for name in ("robin", "noor")
        for fact in (
            ValueClarified(value_id=f"v-{name}", value_area=ValueArea.FAMILY, importance=9),
            StrengthNamed(strength_id=f"t-{name}", kind=StrengthKind.HUMOUR),
        )
    ]
    fill(scores, [participant("robin", now), participant("noor", now, site="hillside")], story)


def known_of(visit: Visit, participant_id: str) -> Known:
    found = read_known(visit, participant_id)
    assert found is not None
    return found[1]


def test_a_brief_is_made_of_what_is_released_at_the_participants_site(
    visiting: Visiting, people: None, now: datetime
) -> None:
    played = Played()
    known = known_of(visiting(played), "robin")
    assert played.callers == {"coordinator:coordinator-1@harbour"}
    assert [one.fact.value_id for one in known.all(ValueClarified)] == ["v-robin"]
    assert known.on_their_way == 0
    assert len(compose(known, now).sentences) > 2


def test_for_anybody_elses_address_no_service_is_even_asked(visiting: Visiting, people: None) -> None:
    played = Played()
    for address in ("noor", "nobody", "robin/../noor", "{}", "", "a" * 400):
        assert read_known(visiting(played), address) is None
    assert played.asked == []


def test_a_service_that_is_away_is_missing_and_asked_once(visiting: Visiting, people: None) -> None:
    for service in (Service.GOALS, Service.CHECKINS):
        played = Played(service)
        known = known_of(visiting(played), "robin")
        assert known.missing == {service}
        assert played.hosts.count(service.value) == 1
        assert bool(known.all(ValueClarified)) is (service is not Service.GOALS)


def test_who_has_just_moved_is_refused_by_the_service_that_knows(visiting: Visiting, people: None) -> None:
    with pytest.raises(Refused):
        read_known(visiting(Played(refuses=True)), "robin")


def test_two_thousand_events_cost_one_indexed_look(
    visiting: Visiting, people: None, scores: Scores, now: datetime
) -> None:
    checkins = [
        happened(
            CheckedIn(checkin_id=f"c-{n}", setting=Setting.CHECK_IN), "robin", now, 8 - n / 400, key=f"check-in-{n}"
        )
        for n in range(2_000)
    ]
    goals = [
        happened(
            GoalSet(goal_id=f"g-{n}", sequence=1, version=1, value_area=ValueArea.REST, review_on=now.date()),
            "robin",
            now,
            7 - n / 400,
            key=f"goal-{n}",
        )
        for n in range(MOST_RECORDED)
    ]
    fill(scores, [], [*checkins, *goals])
    played = Played()
    scores.command("profile", 2)
    known_of(visiting(played), "robin")
    scores.command("profile", 0)
    looks = list(scores["system.profile"].find({"ns": f"{scores.name}.{JOURNAL}"}))
    scores["system.profile"].drop()
    assert [look["op"] for look in looks if look["op"] != "getmore"] == ["query"]
    assert all(look["planSummary"].startswith("IXSCAN") and not look.get("hasSortStage") for look in looks)
    assert sum(look["docsExamined"] for look in looks) <= MOST_RECORDED
    assert len(played.asked) <= MOST_REQUESTS
