"""What the participant's page asks the journal: the newest facts that still count, and no more of 2,000 events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest

from services.dashboard.identity import Identity, Role
from services.dashboard.participant_queries import read_goals, read_newest
from services.dashboard.queries import find_participant, read_timeline
from services.dashboard.wording.timeline import TYPES
from shared.contracts.codes import BalanceSide, RetractionReason
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    BalanceEntry,
    BalanceWeighed,
    ClinicianConfidenceRated,
    EntryRetracted,
    GoalSet,
    StepCompleted,
)
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.contracts.vocabulary import Outcome, ValueArea
from shared.runtime.store import BlockingDatabase, Document
from tests.integration.dashboard.documents import enrolled, fill, happened, participant

pytestmark = pytest.mark.stack
Scores = BlockingDatabase[Document]
MANY = 2_000
"""Attempts of one participant, beside all else."""
ROWS = 12


def rated(value: int) -> ClinicianConfidenceRated:
    return ClinicianConfidenceRated(rating_id=f"r-{value}", value=value)


def goal(goal_id: str, area: ValueArea, now: datetime) -> GoalSet:
    return GoalSet(goal_id=goal_id, sequence=1, version=1, value_area=area, review_on=now.date())


def taken_back(event: CareEvent, now: datetime) -> CareEvent:
    said = EntryRetracted(retraction_id="y-1", retracted=event.id, reason=RetractionReason.WRONG_VALUE)
    return happened(said, "ours", now, 1)


@pytest.fixture
def ours(scores: Scores, now: datetime) -> str:
    """Somebody with two goals, three ratings of which one was taken back, a balance, and 2,000 attempts."""
    slip = happened(rated(9), "ours", now, 20)
    balance = BalanceWeighed(
        balance_id="b-1", entries=(BalanceEntry(side=BalanceSide.GOOD_ABOUT_CHANGING, weight=7),)
    )
    facts = [
        enrolled("ours", now, 400),
        happened(goal("g-1", ValueArea.FAMILY, now), "ours", now, 390),
        happened(goal("g-2", ValueArea.HEALTH, now), "ours", now, 380),
        happened(rated(7), "ours", now, 40),
        slip,
        happened(rated(6), "ours", now, 10),
        taken_back(slip, now),
        happened(balance, "ours", now, 30),
    ]
    for n in range(MANY):
        attempt = StepCompleted(attempt_id=f"a-{n}", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE)
        facts.append(happened(attempt, "ours", now, 370 - n * 0.18, key=f"a-{n}"))
    fill(scores, [participant("ours", now, events=len(facts))], facts)
    return "ours"


def test_the_newest_come_first_and_what_was_taken_back_is_left_out(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    found = read_newest(scores, harbour, ours, ClinicianConfidenceRated, ROWS)
    assert [(rating.value, (now - at).days) for at, rating in found] == [(6, 10), (7, 40)]


def test_no_more_are_read_than_asked_for(scores: Scores, harbour: Identity, ours: str) -> None:
    assert len(read_newest(scores, harbour, ours, StepCompleted, ROWS)) == ROWS


def test_goals_are_found_by_their_ids(scores: Scores, harbour: Identity, ours: str) -> None:
    found = read_goals(scores, harbour, ours, ["g-2", "g-9"])
    assert {goal_id: told.value_area for goal_id, (_, told) in found.items()} == {"g-2": ValueArea.HEALTH}
    assert read_goals(scores, harbour, ours, []) == {}


@pytest.mark.parametrize("sites", [("hillside",), ()])
def test_another_site_reads_nothing(scores: Scores, ours: str, sites: tuple[str, ...]) -> None:
    stranger = Identity("northway", sites, Role.CLINICIAN, "clinician-1")
    assert read_newest(scores, stranger, ours, BalanceWeighed, ROWS) == []
    assert read_goals(scores, stranger, ours, ["g-1"]) == {}


def test_who_moved_to_another_site_is_read_no_longer(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    assert read_newest(scores, harbour, ours, BalanceWeighed, ROWS)
    scores[PARTICIPANTS].update_one({"_id": "northway/ours"}, {"$set": {"site": "hillside"}})
    assert find_participant(scores, harbour, ours, now) is None
    assert read_newest(scores, harbour, ours, BalanceWeighed, ROWS) == []


def test_of_two_thousand_events_a_page_reads_what_it_shows(
    scores: Scores, now: datetime, harbour: Identity, ours: str
) -> None:
    scores.command("profile", 2)
    find_participant(scores, harbour, ours, now)
    read_newest(scores, harbour, ours, BalanceWeighed, ROWS)
    read_newest(scores, harbour, ours, ClinicianConfidenceRated, ROWS)
    read_goals(scores, harbour, ours, ["g-1", "g-2"])
    read_timeline(scores, harbour, ours, [name for names in TYPES.values() for name in names])
    scores.command("profile", 0)
    assert_bounded(list(scores["system.profile"].find({"ns": {"$in": [_name(scores, JOURNAL), _name(scores)]}})))


def assert_bounded(operations: Sequence[Document]) -> None:
    """Each is answered by an index, in its order, and fetches hardly more documents than it returns."""
    assert len(operations) >= 9
    for operation in operations:
        plan: Any = operation.get("planSummary", "")
        assert plan.startswith(("IXSCAN", "IDHACK")), plan
        assert not operation.get("hasSortStage"), plan
        assert operation["docsExamined"] <= operation["nreturned"] + 1, plan


def _name(scores: Scores, collection: str = PARTICIPANTS) -> str:
    return f"{scores.name}.{collection}"
