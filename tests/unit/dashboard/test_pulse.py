"""A service that keeps people's words and does not answer is noticed, for the price of one light question."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.dashboard.pulse import KEPT_FOR, Pulse, is_still_so
from services.dashboard.released import Service

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
ADDRESS = "http://goals"


class Goals:
    """Answers with `status`, None: not at all; counts how often it was asked."""

    def __init__(self, status: int | None) -> None:
        self.status = status
        self.asked = 0
        self.client = httpx.Client(transport=httpx.MockTransport(self._answer))

    def _answer(self, request: httpx.Request) -> httpx.Response:
        assert (request.method, request.url.path) == ("HEAD", "/")
        self.asked += 1
        if self.status is None:
            raise httpx.ConnectTimeout("away", request=request)
        return httpx.Response(self.status)


@pytest.mark.parametrize(("status", "felt"), [(200, True), (404, True), (503, True), (None, False)])
def test_any_answer_is_one(status: int | None, felt: bool) -> None:
    goals = Goals(status)
    assert Pulse().is_felt(goals.client, ADDRESS, NOW) is felt


def test_many_visitors_ask_once_and_a_service_that_went_is_noticed_at_the_next_look() -> None:
    goals, pulse = Goals(404), Pulse()
    assert all(pulse.is_felt(goals.client, ADDRESS, NOW) for _ in range(20))
    assert goals.asked == 1
    goals.status = None
    assert pulse.is_felt(goals.client, ADDRESS, NOW + KEPT_FOR - timedelta(milliseconds=1))
    assert not pulse.is_felt(goals.client, ADDRESS, NOW + KEPT_FOR)
    goals.status = 404
    assert pulse.is_felt(goals.client, ADDRESS, NOW + 2 * KEPT_FOR)
    assert goals.asked == 3


@pytest.mark.parametrize(
    ("missing", "silent", "so"),
    [
        ((), (), True),
        ((), (Service.GOALS,), False),
        ((Service.GOALS,), (), False),
        ((Service.GOALS,), (Service.GOALS,), True),
        ((Service.GOALS,), (Service.GOALS, Service.CHECKINS), False),
        ((Service.SCORING,), (), False),
        (("database",), (), False),
    ],
)
def test_a_page_is_drawn_anew_when_something_else_is_missing_and_while_more_is_than_can_be_asked(
    missing: tuple[object, ...], silent: tuple[Service, ...], so: bool
) -> None:
    assert is_still_so(missing, silent) is so
