"""Days and times are those of the site, wherever the server and the reader are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from services.dashboard.identity import Identity, Role
from services.dashboard.language import speaking
from services.dashboard.wording.attention import because
from services.dashboard.wording.moments import as_of, clock, day_of, days_ago
from services.dashboard.zones import zone_for
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ParticipantScores
from shared.runtime.settings import Settings
from tests.integration.dashboard.documents import participant

VIENNA, NEW_YORK = ZoneInfo("Europe/Vienna"), ZoneInfo("America/New_York")
LATE = datetime(2026, 3, 20, 23, 30, tzinfo=UTC)
"""Half an hour before midnight in UTC, half an hour after it in Vienna, early evening in New York."""
NEXT_MORNING = datetime(2026, 3, 21, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "on", "said", "time"),
    [
        (UTC, date(2026, 3, 20), "yesterday", "23:30"),
        (VIENNA, date(2026, 3, 21), "today", "00:30"),
        (NEW_YORK, date(2026, 3, 20), "yesterday", "19:30"),
    ],
)
def test_shortly_before_midnight_is_the_day_that_it_is_at_the_site(
    zone: ZoneInfo, on: date, said: str, time: str
) -> None:
    now = NEXT_MORNING.astimezone(zone)
    assert day_of(LATE, now) == on
    assert days_ago(LATE, now) == said
    assert clock(LATE, now) == time


def test_a_moment_is_said_with_its_zone() -> None:
    assert as_of(LATE) == "Fri 20 Mar 2026, 23:30 UTC"
    assert as_of(LATE.astimezone(ZoneInfo("UTC"))) == "Fri 20 Mar 2026, 23:30 UTC"
    assert as_of(LATE.astimezone(VIENNA)) == "Sat 21 Mar 2026, 00:30 Vienna time"
    assert as_of(LATE.astimezone(NEW_YORK)) == "Fri 20 Mar 2026, 19:30 New York time"
    with speaking("ar"):
        assert "فيينا" in as_of(LATE.astimezone(VIENNA))


def test_a_review_falls_due_on_its_day_in_every_zone() -> None:
    """The reason stands since midnight in UTC, which in New York is the evening before."""
    due = Attention(AttentionReason.REVIEW_DUE, datetime(2026, 3, 21, tzinfo=UTC))
    noon = datetime(2026, 3, 21, 16, tzinfo=UTC)
    evening_before = datetime(2026, 3, 21, 1, tzinfo=UTC)
    for zone in (UTC, VIENNA, NEW_YORK):
        assert said_at(due, noon.astimezone(zone)) == "A goal's review is due today."
    assert said_at(due, evening_before.astimezone(NEW_YORK)) == "A goal's review is due on Sat 21 Mar 2026."


def said_at(item: Attention, now: datetime) -> str:
    person = ParticipantScores.from_document(participant("p-1", now)).as_of(now)
    return because(item, replace(person, now=now))


def test_a_site_has_its_own_zone_or_that_of_all_others() -> None:
    settings = Settings(
        kafka="127.0.0.1:9092", mongo="mongodb://127.0.0.1", zones="Europe/Vienna,northway/harbour=America/New_York"
    )
    harbour = Identity("northway", ("harbour", "old-town"), Role.COORDINATOR, "coordinator-1")
    assert zone_for(settings, harbour) == NEW_YORK
    assert zone_for(settings, harbour, ["old-town"]) == VIENNA
    assert zone_for(Settings(kafka="127.0.0.1:9092", mongo="mongodb://127.0.0.1"), harbour) == ZoneInfo("UTC")
