"""Setbacks are information; recoveries are strength."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.checkins.domain.setbacks import (
    RecordRecovery,
    RecordSetback,
    Setback,
    begin,
    decide_recovery,
    decide_setback,
    evolve,
)
from shared.contracts import events
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, SetbackKind
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, fields

LATER = NOON + timedelta(hours=3)


def a_setback(**said: object) -> RecordSetback:
    return RecordSetback(asked(), PARTICIPANT, SetbackKind.LIFE_GOT_IN_THE_WAY, **said)  # type: ignore[arg-type]  # a test's shorthand


def happened(command: RecordSetback) -> Event[events.Setback]:
    decision = decide_setback(VIEW, command, NOON)
    assert isinstance(decision, Event)
    return decision


def kept(command: RecordSetback) -> Setback:
    return begin(VIEW, happened(command))


def recovered(setback: Setback, command: RecordRecovery) -> Event[events.SetbackRecovered]:
    decision = decide_recovery(setback, command, LATER)
    assert isinstance(decision, Event)
    return decision


def refused(decision: object) -> tuple[int, str]:
    assert isinstance(decision, Problem)
    return decision.status, decision.code


def test_a_setback_says_its_kind_barrier_and_whether_a_plan_was_used() -> None:
    data = happened(a_setback(barrier=Barrier.HEALTH, plan_used=True)).data
    assert (data.kind, data.barrier, data.plan_used) == (SetbackKind.LIFE_GOT_IN_THE_WAY, Barrier.HEALTH, True)


def test_whether_a_plan_was_used_may_be_unknown() -> None:
    assert happened(a_setback()).data.plan_used is None


def test_a_setback_about_a_step_is_also_about_the_goal_that_the_step_serves() -> None:
    data = happened(a_setback(step_id="step-1")).data
    assert (data.step_id, data.goal_id) == ("step-1", "goal-1")


def test_a_setback_may_be_about_a_goal_alone() -> None:
    data = happened(a_setback(goal_id="goal-1")).data
    assert (data.step_id, data.goal_id) == (None, "goal-1")


def test_a_step_and_a_goal_together_are_one_too_many() -> None:
    assert fields(decide_setback(VIEW, a_setback(step_id="step-1", goal_id="goal-1"), NOON)) == ["goal_id"]


def test_of_what_was_learned_an_event_has_the_id_of_the_note() -> None:
    assert happened(a_setback(learned_note="note-1")).data.learned_note == "note-1"


def test_nobody_who_is_not_enrolled_has_a_setback() -> None:
    stranger = RecordSetback(asked(), "p-9", SetbackKind.LAPSE)
    refusal = decide_setback(VIEW, stranger, NOON)
    assert refused(refusal) == (404, "unknown-participant")
    assert isinstance(refusal, Problem)
    assert "p-9" in refusal.detail


@pytest.mark.parametrize("step_id", ["step-9", "step-of-p-2"])
def test_a_step_that_is_unknown_or_of_somebody_else_is_named(step_id: str) -> None:
    refusal = decide_setback(VIEW, a_setback(step_id=step_id), NOON)
    assert refused(refusal) == (404, "unknown-step")
    assert isinstance(refusal, Problem)
    assert step_id in refusal.detail


@pytest.mark.parametrize("goal_id", ["goal-9", "goal-of-p-2"])
def test_a_goal_that_is_unknown_or_of_somebody_else_is_named(goal_id: str) -> None:
    refusal = decide_setback(VIEW, a_setback(goal_id=goal_id), NOON)
    assert refused(refusal) == (404, "unknown-goal")
    assert isinstance(refusal, Problem)
    assert goal_id in refusal.detail


def test_a_setback_is_not_from_the_future() -> None:
    ahead = RecordSetback(asked(at=NOON + timedelta(days=2)), PARTICIPANT, SetbackKind.LAPSE)
    assert fields(decide_setback(VIEW, ahead, NOON)) == ["occurred_at"]


def test_a_recovery_counts_with_the_difficulty_of_the_step_that_the_setback_was_about() -> None:
    event = recovered(kept(a_setback(step_id="step-1")), RecordRecovery(asked("k-2"), "any"))
    assert event.data.difficulty == 6.5
    assert event.participant_id == PARTICIPANT
    assert event.time == LATER


def test_a_recovery_from_a_setback_without_a_step_has_no_difficulty() -> None:
    assert recovered(kept(a_setback()), RecordRecovery(asked("k-2"), "any")).data.difficulty is None


def test_nobody_recovers_twice_from_one_setback() -> None:
    setback = kept(a_setback())
    command = RecordRecovery(asked("k-2"), setback.setback_id)
    after = evolve(setback, recovered(setback, command))
    assert after.recovered_at == LATER
    assert refused(decide_recovery(after, command, LATER)) == (409, "already-recovered")


def test_a_recovery_does_not_come_before_its_setback() -> None:
    early = RecordRecovery(asked("k-2", at=NOON - timedelta(minutes=1)), "any")
    assert fields(decide_recovery(kept(a_setback()), early, LATER)) == ["occurred_at"]
    at_once = RecordRecovery(asked("k-2", at=NOON), "any")
    assert isinstance(decide_recovery(kept(a_setback()), at_once, LATER), Event)


def test_a_recovery_is_not_from_the_future() -> None:
    ahead = RecordRecovery(asked("k-2", at=LATER + timedelta(days=2)), "any")
    assert fields(decide_recovery(kept(a_setback()), ahead, LATER)) == ["occurred_at"]


def test_a_setback_of_another_organization_is_unknown() -> None:
    setback = kept(a_setback())
    elsewhere = RecordRecovery(type(asked())("hillside", "k-2"), setback.setback_id)
    assert refused(decide_recovery(setback, elsewhere, LATER)) == (404, "unknown-setback")
