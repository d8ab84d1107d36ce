"""What the participant's page says itself: who sees to a reason, and what cannot be shown just now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.dashboard.identity import Identity, Role
from services.dashboard.released import Service
from services.dashboard.wording import participant as words
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from tests.unit.dashboard.histories import NOW

OURS = Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1")
UNTIL = date(2026, 3, 27)


@pytest.mark.parametrize(
    ("owner", "until", "said"),
    [
        (None, None, None),
        ("coordinator-1", None, "You are seeing to this."),
        ("coordinator-2", None, "coordinator-2 is seeing to this."),
        (None, UNTIL, "It rests until Fri 27 Mar 2026."),
        ("coordinator-1", UNTIL, "You are seeing to this; it rests until Fri 27 Mar 2026."),
        ("coordinator-2", UNTIL, "coordinator-2 is seeing to this; it rests until Fri 27 Mar 2026."),
    ],
)
def test_who_sees_to_a_reason_and_whether_it_rests(owner: str | None, until: date | None, said: str | None) -> None:
    item = Attention(AttentionReason.SETBACK_NOT_TALKED_OVER, NOW, owner, until)
    assert words.stands(item, OURS) == said


@pytest.mark.parametrize("service", Service)
def test_a_part_whose_service_is_away_says_since_when_and_that_the_rest_stands(service: Service) -> None:
    said = words.away(service, NOW - timedelta(minutes=3), NOW)
    assert "has not answered since 08:57" in said
    assert "The rest of the page is as of 09:00" in said


def test_a_database_that_is_away_is_said_calmly() -> None:
    assert "The rest of the page is as of 09:00" in words.database_away(NOW)


def test_every_part_has_a_place_of_its_own() -> None:
    assert len(set(words.PLACES.values())) == len(words.PLACES)
