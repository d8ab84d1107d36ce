"""A participant finds themselves and nobody else, and sees who looked at them, not who looked at others."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.dashboard.access_log import ACCESS_LOG, record_view
from services.dashboard.identity import Identity, Role
from services.dashboard.own.looks import LOOKS_ON_A_PAGE, Looked, read_looks
from services.dashboard.queries import find_participant, read_events, read_plans, read_timeline
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import enrolled, fill, participant

pytestmark = pytest.mark.stack
Database = BlockingDatabase[Document]
ROBIN = Identity("northway", (), Role.PARTICIPANT, "robin")
NOT_THEM = (
    Identity("northway", (), Role.PARTICIPANT, "kim"),
    Identity("southway", (), Role.PARTICIPANT, "robin"),
    Identity("northway", (), Role.SUPPORTER, "friend-1", supports="robin"),
    Identity("northway", (), Role.SUPPORTER, "robin", supports="robin"),
    Identity("northway", (), Role.OPERATOR, "robin"),
    Identity("northway", (), Role.COORDINATOR, "robin"),
)


def views(own: Database, identity: Identity) -> list[Looked]:
    return list(read_looks(own, identity).looks)


def test_a_participant_sees_who_looked_at_them_the_newest_first(
    own: Database, harbour: Identity, now: datetime
) -> None:
    record_view(own, harbour, "caseload", ["kim", "robin"], now - timedelta(hours=2))
    record_view(own, harbour, "participant", ["kim"], now - timedelta(hours=1))
    record_view(own, ROBIN, "mine", ["robin"], now)
    assert views(own, ROBIN) == [
        Looked(now, "mine", Role.PARTICIPANT, "robin"),
        Looked(now - timedelta(hours=2), "caseload", Role.COORDINATOR, "coordinator-1"),
    ]


@pytest.mark.parametrize("other", NOT_THEM, ids=str)
def test_nobody_sees_anothers_log(own: Database, harbour: Identity, now: datetime, other: Identity) -> None:
    record_view(own, harbour, "participant", ["robin"], now)
    assert views(own, other) == []


@pytest.mark.parametrize("other", NOT_THEM, ids=str)
def test_nobody_but_themselves_finds_them_without_a_site(scores: Database, now: datetime, other: Identity) -> None:
    joined = enrolled("robin", now, 40)
    fill(scores, [participant("robin", now)], [joined])
    assert find_participant(scores, ROBIN, "robin", now) is not None
    assert read_timeline(scores, ROBIN, "robin", [joined.data.TYPE]).events
    assert find_participant(scores, other, "robin", now) is None
    assert not read_timeline(scores, other, "robin", [joined.data.TYPE]).events
    assert not read_events(scores, other, "robin", [joined.id])
    assert not read_plans(scores, other, "robin")


def test_a_participant_finds_themselves_wherever_they_moved(scores: Database, now: datetime) -> None:
    fill(scores, [participant("robin", now, site="hillside"), participant("kim", now, site="hillside")])
    found = find_participant(scores, ROBIN, "robin", now)
    assert found is not None
    assert found.site == "hillside"
    assert find_participant(scores, ROBIN, "kim", now) is None


def test_looks_are_paged(own: Database, harbour: Identity, now: datetime) -> None:
    for minute in range(LOOKS_ON_A_PAGE + 5):
        record_view(own, harbour, "participant", ["robin"], now - timedelta(minutes=minute))
    first, second = read_looks(own, ROBIN), read_looks(own, ROBIN, 2)
    assert (len(first.looks), first.older) == (LOOKS_ON_A_PAGE, True)
    assert (len(second.looks), second.older) == (5, False)
    assert first.looks[-1].at > second.looks[0].at


def test_a_page_of_looks_costs_what_it_shows(own: Database, harbour: Identity, now: datetime) -> None:
    for minute in range(3 * LOOKS_ON_A_PAGE):
        record_view(own, harbour, "participant", ["robin", f"other-{minute}"], now - timedelta(minutes=minute))
    (operation,) = profiled(own)
    assert operation["planSummary"].startswith("IXSCAN")
    assert not operation.get("hasSortStage")
    assert operation["docsExamined"] == LOOKS_ON_A_PAGE + 1


def profiled(own: Database) -> list[dict[str, Any]]:
    own.command("profile", 2)
    read_looks(own, ROBIN)
    own.command("profile", 0)
    found = list(own["system.profile"].find({"ns": f"{own.name}.{ACCESS_LOG}"}))
    own["system.profile"].drop()
    return found
