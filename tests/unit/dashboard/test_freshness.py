"""Whether scoring answers: one busy moment is none, longer silence is said with its beginning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import httpx

from services.dashboard.freshness import KEPT_FOR, PATIENCE, Heartbeat

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
ADDRESS = "http://scoring"


class Scoring:
    """Answers as `status` says, None: not at all; counts how often it was asked."""

    def __init__(self) -> None:
        self.status: int | None = 200
        self.asked = 0
        self.client = httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        assert request.url.path == "/health"
        self.asked += 1
        if self.status is None:
            raise httpx.ConnectError("away", request=request)
        return httpx.Response(self.status)


def at_once(look: Callable[[], None]) -> None:
    look()


def test_it_is_behind_once_scoring_was_silent_for_longer_than_a_busy_moment() -> None:
    scoring, heartbeat = Scoring(), Heartbeat(at_once)
    assert not heartbeat.is_behind(scoring.client, ADDRESS, NOW)
    for silence in (None, 503):
        scoring.status = silence
        assert not heartbeat.is_behind(scoring.client, ADDRESS, NOW + PATIENCE)
        assert heartbeat.is_behind(scoring.client, ADDRESS, NOW + PATIENCE + KEPT_FOR)
    assert heartbeat.answered_at == NOW
    scoring.status = 200
    assert not heartbeat.is_behind(scoring.client, ADDRESS, NOW + 2 * PATIENCE)


def test_it_is_behind_while_scoring_has_never_answered() -> None:
    scoring, heartbeat = Scoring(), Heartbeat(at_once)
    scoring.status = None
    assert heartbeat.is_behind(scoring.client, ADDRESS, NOW)
    assert heartbeat.answered_at is None


def test_many_visitors_ask_once() -> None:
    scoring, heartbeat = Scoring(), Heartbeat(at_once)
    for _ in range(20):
        heartbeat.is_behind(scoring.client, ADDRESS, NOW)
    assert scoring.asked == 1
    heartbeat.is_behind(scoring.client, ADDRESS, NOW + KEPT_FOR + timedelta(seconds=1))
    assert scoring.asked == 2


def test_nobody_waits_for_an_answer_that_changes_nothing() -> None:
    scoring, put_aside = Scoring(), list[Callable[[], None]]()
    heartbeat = Heartbeat(put_aside.append)
    assert not heartbeat.is_behind(scoring.client, ADDRESS, NOW)
    later = NOW + KEPT_FOR
    assert not heartbeat.is_behind(scoring.client, ADDRESS, later)
    assert (scoring.asked, heartbeat.answered_at) == (1, NOW)
    (look,) = put_aside
    look()
    assert (scoring.asked, heartbeat.answered_at) == (2, later)


def test_after_a_night_without_visitors_the_first_one_waits_for_the_answer() -> None:
    scoring, heartbeat = Scoring(), Heartbeat(list[Callable[[], None]]().append)
    heartbeat.is_behind(scoring.client, ADDRESS, NOW)
    assert not heartbeat.is_behind(scoring.client, ADDRESS, NOW + timedelta(hours=14))
    assert scoring.asked == 2
