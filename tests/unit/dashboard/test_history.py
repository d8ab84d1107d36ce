"""What scoring tells of estimates over time is read whole, in the page's zone; what is absent stays absent."""

from __future__ import annotations

from datetime import UTC, date
from zoneinfo import ZoneInfo

import httpx
import pytest

from services.dashboard.history import Answer, Talk, ask_history, read_history, stretches
from services.dashboard.identity import Identity, Role
from services.dashboard.released import Released, Service
from services.dashboard.wording.estimates import Name
from tests.unit.dashboard.histories import ANSWER, NOW, points

VIENNA = ZoneInfo("Europe/Vienna")


def test_an_answer_is_read_whole() -> None:
    told = read_history(ANSWER, UTC)
    assert [point.of(Name.CONFIDENCE) is None for point in told.points] == [False, True, False]
    assert told.window is not None
    confidence = told.window.of(Name.CONFIDENCE)
    assert confidence is not None
    assert (confidence.since, confidence.until, confidence.by_category) == (5.0, 5.4, {"step": 0.4})
    assert [(move.event_id, move.of(Name.CONFIDENCE), move.of(Name.READINESS)) for move in told.window.moves] == [
        ("e-1", 0.4, 0.0)
    ]
    at = told.rulers[0].at
    assert told.rulers == [Answer(at, "confidence", 6, "g-1", None)]
    assert told.talk == [Talk(told.talk[0].at, 5, 2)]


def test_moments_are_those_of_the_pages_zone() -> None:
    told = read_history(ANSWER, VIENNA)
    assert told.window is not None
    assert told.window.moves[0].at.date() == date(2026, 3, 19)


@pytest.mark.parametrize("missing", sorted(ANSWER))
def test_what_an_answer_does_not_have_is_absent(missing: str) -> None:
    told = read_history({name: value for name, value in ANSWER.items() if name != missing}, UTC)
    kept: dict[str, object] = {"points": told.points, "window": told.window, "rulers": told.rulers, "talk": told.talk}
    kept["heard_at"] = told.heard_at
    assert not kept[missing]
    assert all(kept[name] for name in kept if name != missing)


def test_a_window_without_changes_still_has_its_events() -> None:
    window = {name: value for name, value in ANSWER["window"].items() if name in {"since", "moves"}}
    told = read_history({"window": window}, UTC).window
    assert told is not None
    assert told.of(Name.READINESS) is None
    assert len(told.moves) == 1


def test_days_part_where_an_estimate_ceases_to_be_known() -> None:
    parted = stretches(points(None, 4.0, 4.5, None, 5.0), Name.CONFIDENCE)
    assert [(known, len(together)) for known, together in parted] == [
        (False, 1),
        (True, 2),
        (False, 1),
        (True, 1),
    ]


def test_scoring_is_asked_for_the_participant_on_behalf_of_the_visitor_and_since_a_day() -> None:
    asked: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        return httpx.Response(200, json=dict(ANSWER))

    identity = Identity("northway", ("harbour", "hillside"), Role.CLINICIAN, "clinician-1")
    client = httpx.Client(transport=httpx.MockTransport(answer))
    released = Released(client, {Service.SCORING: "http://scoring"}, identity)
    assert ask_history(released, "robin", "harbour", NOW, 30).points
    assert asked[0].url.path == "/v1/organizations/northway/participants/robin/estimates"
    assert dict(asked[0].url.params) == {"days": "84", "since": "2026-02-18"}
    assert asked[0].headers["Cairn-Acting-As"] == "clinician:clinician-1@harbour"
