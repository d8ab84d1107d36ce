"""An open Today is drawn again when there is something else to see, and only then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from services.dashboard.identity import Identity, Role
from services.dashboard.screens.today.asked import Wanted
from services.dashboard.screens.today.reading import Morning
from services.dashboard.today_queries import HAND, Listed, News, Whose
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from tests.integration.dashboard.documents import participant

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)
WANTED = Wanted(Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1"), "hand", Whose.EVERYBODYS, 1, 0)


def somebody(name: str, now: datetime = NOW, **known: Any) -> ScoresAsOf:
    return ParticipantScores.from_document(participant(name, NOW, asked=2, **known)).as_of(now)


def morning(*people: ScoresAsOf, counted: int = 2, heard: Sequence[ScoresAsOf] = ()) -> Morning:
    news = News(NOW - timedelta(days=1), tuple(heard), len(heard), ())
    return Morning(NOW, WANTED, Listed(people, more=False), {HAND: counted}, news=news)


SHOWN = morning(somebody("kim"), somebody("robin"))


def test_the_same_people_an_hour_later_are_no_news() -> None:
    later = NOW + timedelta(hours=1)
    assert morning(somebody("kim", later), somebody("robin", later)).seen == SHOWN.seen


def test_whoever_said_something_or_is_seen_to_is_news() -> None:
    for changed in (
        somebody("kim", events=13),
        somebody("kim", owners={AttentionReason.ASKED_FOR_CONTACT: "coordinator-2"}),
        somebody("sam"),
    ):
        assert morning(changed, somebody("robin")).seen != SHOWN.seen


def test_one_more_or_one_less_is_news_also_where_nobody_is_shown() -> None:
    assert morning(somebody("kim")).seen != SHOWN.seen
    assert morning(somebody("kim"), somebody("robin"), counted=3).seen != SHOWN.seen
    assert morning(somebody("kim"), somebody("robin"), heard=[somebody("jo")]).seen != SHOWN.seen
    assert replace(SHOWN, nobody=True).seen != SHOWN.seen


def test_a_new_day_is_news_for_every_time_is_told_in_days() -> None:
    tomorrow = NOW + timedelta(days=1)
    assert morning(somebody("kim", tomorrow), somebody("robin", tomorrow)).seen != SHOWN.seen
