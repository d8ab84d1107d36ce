"""What a supporter sees: each part only while it is shared, asked anew each time, and said without judging."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from services.dashboard.history import Change
from services.dashboard.identity import Identity, Role
from services.dashboard.released import Released, Service
from services.dashboard.screens import supporting as screen
from services.dashboard.shared_with_me import SharedNow, read_check_in, shared_now
from services.dashboard.wording import supporting as words
from services.dashboard.wording.estimates import Name
from shared.contracts.codes import Shared
from tests.unit.dashboard.histories import ANSWER
from tests.unit.dashboard.telling import GOAL
from tests.unit.dashboard.test_words_that_judge import JUDGING

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
FRIEND = Identity("northway", (), Role.SUPPORTER, "friend-1", supports="robin")
STEP = {
    "step_id": "s-1",
    "status": "planned",
    "versions": [
        {
            "plan": {
                "measure": "minutes-walked",
                "at_least": 10,
                "per": "day",
                "starts_on": "2026-03-16",
                "due_on": "2026-03-29",
            }
        }
    ],
}
LISTED = {**{name: GOAL[name] for name in ("goal_id", "value_area", "status", "review_on", "standing")}}
GOAL_ADDRESS = f"goals/{GOAL['goal_id']}"
WHEN = "2026-03-18T09:00:00Z"
RECORDS: dict[str, Mapping[str, Any]] = {
    "attempt": {"happened_at": WHEN, "said": {"outcome": "partly"}},
    "setback": {"happened_at": WHEN, "said": {"setback_id": "b-1", "kind": "lapse", "learned_note": "n-learned"}},
    "check-in": {"happened_at": WHEN, "said": {"rulers": [{"kind": "confidence", "value": 6}], "mood": "rested"}},
}
SHARED_AS = {"attempt": Shared.ATTEMPTS, "setback": Shared.SETBACKS, "check-in": Shared.CHECK_INS}
EVERYTHING = frozenset(Shared)
NOTES = [{"note_id": "n-now", "words": "If I walk."}, {"note_id": "n-learned", "words": "Mornings are easier."}]
REFUSED = {"code": "not-shared", "detail": "Not shared.", "hint": ""}


class Services:
    """goals, checkins and scoring as they answer a supporter. `away`: those that do not."""

    def __init__(
        self, shares: Collection[Shared], away: Collection[str] = (), heard: Collection[Shared] | None = None
    ):
        self.shares = frozenset(shares)
        self.away = away
        self.heard = self.shares if heard is None else frozenset(heard)
        self.asked: list[httpx.URL] = []

    def released(self) -> Released:
        client = httpx.Client(transport=httpx.MockTransport(self._answer))
        return Released(client, {service: f"http://{service.value}" for service in Service}, FRIEND)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url)
        assert request.headers["Cairn-Acting-As"] == "supporter:friend-1"
        if request.url.host in self.away:
            raise httpx.ConnectError("away")
        what = request.url.path.removeprefix("/v1/organizations/northway/").removeprefix("participants/robin/")
        needs, body = self._known(what, request.url.params)
        shares = self.shares if request.url.host == "goals" else self.heard
        if not shares & needs:
            return httpx.Response(403, json=REFUSED)
        return httpx.Response(200, json=body)

    def _known(self, what: str, asked: httpx.QueryParams) -> tuple[frozenset[Shared], object]:
        steps = [STEP] if Shared.STEPS in self.shares else []
        match what:
            case "program":
                return frozenset(Shared), {}
            case "estimates":
                return frozenset({Shared.SCORES}), ANSWER
            case "goals":
                listed = {**LISTED, "current": GOAL["versions"][-1]}
                return frozenset({Shared.GOALS}), {"items": [listed]}
            case address if address == GOAL_ADDRESS:
                return frozenset({Shared.GOALS}), {**GOAL, "steps": steps}
            case "notes":
                return frozenset({Shared.OWN_WORDS}), {"items": NOTES}
            case "records":
                kind = asked["kind"]
                return frozenset({SHARED_AS[kind]}), {"items": [RECORDS[kind]]}
            case "small-wins":
                win = {"step_id": "s-1", "happened_at": WHEN, "why": ["the-first"]}
                return frozenset({Shared.ATTEMPTS}), {"items": [win]}
            case "next-check-in":
                return frozenset({Shared.CHECK_INS}), {"due_on": "2026-03-22"}
        raise AssertionError(what)


PARTS: Mapping[Shared, str] = {
    Shared.GOALS: "A goal that serves family",
    Shared.STEPS: "At least 10 minutes walked a day",
    Shared.ATTEMPTS: "2 days ago: partly",
    Shared.SETBACKS: "A setback 2 days ago",
    Shared.CHECK_INS: "confidence 6, rested",
    Shared.SCORES: "right now",
    Shared.OWN_WORDS: "If I walk.",
}
ALONE = {Shared.STEPS: {Shared.GOALS, Shared.STEPS}, Shared.OWN_WORDS: {Shared.GOALS, Shared.OWN_WORDS}}
"""What shows only beside something else."""


def seen(found: SharedNow) -> str:
    return re.sub("<[^>]*>", " ", "".join(screen._parts(found, NOW)))


@pytest.mark.parametrize("shared", Shared)
def test_each_part_shows_while_it_is_shared_and_nothing_else_does(shared: Shared) -> None:
    shares = ALONE.get(shared, {shared})
    told = seen(shared_now(Services(shares).released(), "robin", NOW))
    for part, said in PARTS.items():
        assert (said in told) == (part in shares), (part, told)


def test_what_is_not_shared_is_not_even_mentioned() -> None:
    told = seen(shared_now(Services({Shared.GOALS}).released(), "robin", NOW))
    assert "words" not in told
    assert words.SETBACKS not in told
    assert words.ESTIMATES not in told


def test_whoever_was_uninvited_sees_nothing_even_where_the_others_have_not_heard_of_it() -> None:
    services = Services((), heard=EVERYTHING)
    found = shared_now(services.released(), "robin", NOW)
    assert found.is_nothing
    assert not found.missing
    assert [url.path.rpartition("/")[2] for url in services.asked] == ["program"]


def test_a_service_that_is_away_is_named_and_the_others_still_say_what_they_may() -> None:
    found = shared_now(Services(EVERYTHING, away=("goals",)).released(), "robin", NOW)
    assert found.missing == [Service.GOALS]
    assert found.goals is None
    assert found.attempts
    assert found.history is not None


def test_nothing_is_shown_when_every_service_is_away() -> None:
    found = shared_now(Services(EVERYTHING, away=("goals", "checkins", "scoring")).released(), "robin", NOW)
    assert found.is_nothing
    assert set(found.missing) == set(Service)


def test_a_service_that_is_away_is_waited_for_once_in_a_look() -> None:
    services = Services(EVERYTHING, away=("goals", "checkins", "scoring"))
    shared_now(services.released(), "robin", NOW)
    assert sorted(url.host for url in services.asked) == ["checkins", "goals", "scoring"]


def test_a_record_that_was_taken_back_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    taken_back = {**RECORDS["setback"], "retracted": {"reason": "wrong-value"}}
    monkeypatch.setitem(RECORDS, "setback", taken_back)
    assert shared_now(Services({Shared.SETBACKS}).released(), "robin", NOW).setbacks == []


def test_an_estimate_is_said_as_it_is_now_and_how_long_ago_they_were_heard() -> None:
    found = shared_now(Services({Shared.SCORES}).released(), "robin", NOW)
    assert found.history is not None
    said = words.looks_now(Name.CONFIDENCE, found.history, NOW)
    assert said == "Confidence looks mixed right now (about 4-6, last heard yesterday)"


def test_what_moved_an_estimate_and_is_not_shared_has_one_name() -> None:
    moved = words.moved(Change(5.0, 5.6, {"step": 0.4, "not-shared": 0.3}, -0.1))
    assert moved == [
        ("Steps tried", "+0.4"),
        ("What is not shared with you", "+0.3"),
        ("Settling with time", "\N{MINUS SIGN}0.1"),
    ]


def test_too_little_to_know_is_said_without_a_number() -> None:
    history = shared_now(Services({Shared.SCORES}).released(), "robin", NOW).history
    assert history is not None
    unknown = words.looks_now(Name.READINESS, type(history)([], None, [], [], None), NOW)
    assert unknown == "Readiness: nothing heard yet, so there is no estimate"


def test_a_check_in_without_answers_is_still_one() -> None:
    assert words.check_in(read_check_in({"happened_at": WHEN, "said": {}}), NOW) == "2 days ago: a check-in."


def test_a_check_in_that_is_overdue_presses_nobody() -> None:
    found = shared_now(Services({Shared.CHECK_INS}).released(), "robin", NOW)
    assert found.next_check_in is not None
    assert words.next_check_in(found.next_check_in, NOW) == "Their next check-in: Sun 22 Mar 2026."
    assert words.next_check_in(found.next_check_in, NOW.replace(day=23)) is None


def test_nothing_that_a_supporter_reads_judges() -> None:
    assert not JUDGING.search(seen(shared_now(Services(EVERYTHING).released(), "robin", NOW)))
