"""The platform page: what services say of themselves, and since when one says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.dashboard import platform_markup
from services.dashboard.language import speaking
from services.dashboard.platform_queries import ANSWERS_WITHIN, Seen, Watch
from services.dashboard.released import Service
from services.dashboard.screens.platform import LOOK_AGAIN
from services.dashboard.wording import platform as words
from shared.contracts.figures import (
    ConsumerFigures,
    DeadLetterFigures,
    OutboxFigures,
    ProjectionFigures,
    ServiceFigures,
)

NOW = datetime(2026, 3, 20, 9, 30, tzinfo=UTC)
ADDRESSES = {Service.GOALS: "http://goals", Service.SCORING: "http://scoring"}
STUCK = ServiceFigures(
    consumers=(ConsumerFigures(name="consumer", partitions=12, waiting=4_200, since_batch=95.0),),
    outboxes=(OutboxFigures(name="telling", waiting=None),),
    dead_letters=(DeadLetterFigures(reason="not-json", published=3, since_newest=7_300.0),),
    projections=ProjectionFigures(newest_event=NOW - timedelta(minutes=5)),
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with speaking("en"):
        yield


class Services:
    """Answers for both services; `away` do not."""

    def __init__(self) -> None:
        self.away: set[str] = set()
        self.checks = {"store": "ok", "consumer": "4200 messages wait <b>"}

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.host in self.away:
            raise httpx.ConnectError("nobody there")
        if request.url.path == "/figures":
            figures = STUCK if request.url.host == "scoring" else ServiceFigures()
            return httpx.Response(200, json=figures.model_dump(mode="json"))
        checks = self.checks if request.url.host == "scoring" else {"store": "ok"}
        return httpx.Response(503, json={"status": "unhealthy", "checks": checks})

    def looked_at(self, watch: Watch, now: datetime) -> dict[Service, Seen]:
        with httpx.Client(transport=httpx.MockTransport(self)) as client:
            return {one.service: one for one in watch.look(client, ADDRESSES, now)}


def test_an_unwell_service_is_heard_and_its_figures_with_it() -> None:
    seen = Services().looked_at(Watch(), NOW)[Service.SCORING]
    assert seen.answer is not None
    assert seen.answer.figures == STUCK
    assert words.state(seen) == "wants a look"
    page = platform_markup.services([seen], NOW)
    for said in ("4,200", "95 seconds ago", "not known right now", "not-json", "2 hours ago", "5 minutes ago"):
        assert said in page
    assert "4200 messages wait &lt;b&gt;" in page


def test_a_service_that_is_away_is_away_since_it_was_first_found_so() -> None:
    services, watch = Services(), Watch()
    services.looked_at(watch, NOW)
    services.away = {"goals"}
    for seconds in (5, 10, 15):
        seen = services.looked_at(watch, NOW + timedelta(seconds=seconds))
    assert seen[Service.GOALS] == Seen(Service.GOALS, None, NOW + timedelta(seconds=5), NOW)
    assert seen[Service.SCORING].answer is not None
    assert "since 09:30; before" in words.away(seen[Service.GOALS], NOW)
    services.away = set()
    assert services.looked_at(watch, NOW)[Service.GOALS].away_since is None


def test_one_that_never_answered_says_that_too() -> None:
    services = Services()
    services.away = {"goals", "scoring"}
    seen = services.looked_at(Watch(), NOW - timedelta(days=1))[Service.GOALS]
    assert words.state(seen) == "away"
    assert "since 19 Mar, 09:30, when this page first asked" in words.away(seen, NOW)


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b'{"checks": 3}', b'{"checks": {}, "consumers": 5}'])
def test_something_else_at_the_address_is_no_service(answer: bytes) -> None:
    with httpx.Client(transport=httpx.MockTransport(lambda _: httpx.Response(200, content=answer))) as client:
        assert Watch().look(client, ADDRESSES, NOW)[0].answer is None


def test_every_figure_that_a_page_can_show_is_explained() -> None:
    explained = {figure for figure, _means, _to_do in words.EXPLAINED}
    shown = {name for name, _now in words.consumer(STUCK.consumers[0])}
    shown |= {words.outbox(OutboxFigures(name=name, waiting=0))[0] for name in ("relay", "telling")}
    shown |= {words.projections(ProjectionFigures(newest_event=None), NOW)[0], words.DEAD_LETTERS}
    assert shown <= explained


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (-3, "0 seconds ago"),
        (1, "1 second ago"),
        (119, "119 seconds ago"),
        (120, "2 minutes ago"),
        (7_200, "2 hours ago"),
        (180_000, "2 days ago"),
    ],
)
def test_ages_are_said_in_the_unit_that_fits(seconds: float, said: str) -> None:
    assert words.ago(seconds) == said


def test_a_look_is_over_before_the_next_one_begins() -> None:
    assert LOOK_AGAIN > 2 * ANSWERS_WITHIN
