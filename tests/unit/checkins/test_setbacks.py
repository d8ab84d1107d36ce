"""Setbacks are information; recoveries are strength."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.checkins.domain import recoveries
from services.checkins.domain.corrections import Retract
from services.checkins.domain.corrections import decide as decide_retraction
from services.checkins.domain.known import Plan
from services.checkins.domain.records import Record, recover, retract, tell
from services.checkins.domain.recoveries import RecordRecovery
from services.checkins.domain.setbacks import RecordSetback, decide
from shared.contracts import events
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, SetbackKind
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, but, fields, refused

LATER = NOON + timedelta(hours=3)
SETBACK_ID = asked().new_id("setback")


def a_setback(**said: object) -> RecordSetback:
    return RecordSetback(asked(), PARTICIPANT, SetbackKind.LIFE_GOT_IN_THE_WAY, **said)  # type: ignore[arg-type]  # a test's shorthand


def happened(command: RecordSetback) -> Event[events.Setback]:
    decision = decide(VIEW, command, NOON)
    assert isinstance(decision, Event)
    return decision


def kept(command: RecordSetback) -> Record:
    return tell(happened(command), 6.5 if command.step_id else None)


def recovered(setback: Record, command: RecordRecovery) -> Event[events.SetbackRecovered]:
    decision = recoveries.decide(setback, command, LATER)
    assert isinstance(decision, Event)
    return decision


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
    assert fields(decide(VIEW, a_setback(step_id="step-1", goal_id="goal-1"), NOON)) == ["goal_id"]


def test_of_what_was_learned_an_event_has_the_id_of_the_note() -> None:
    assert happened(a_setback(learned_note="note-1")).data.learned_note == "note-1"


def test_nobody_who_is_not_enrolled_has_a_setback() -> None:
    stranger = RecordSetback(asked(), "p-9", SetbackKind.LAPSE)
    refusal = decide(VIEW, stranger, NOON)
    assert refused(refusal) == (404, "unknown-participant")
    assert isinstance(refusal, Problem)
    assert "p-9" in refusal.detail


@pytest.mark.parametrize("step_id", ["step-9", "step-of-p-2"])
def test_a_step_that_is_unknown_or_of_somebody_else_is_named(step_id: str) -> None:
    refusal = decide(VIEW, a_setback(step_id=step_id), NOON)
    assert refused(refusal) == (404, "unknown-step")
    assert isinstance(refusal, Problem)
    assert step_id in refusal.detail


@pytest.mark.parametrize("goal_id", ["goal-9", "goal-of-p-2"])
def test_a_goal_that_is_unknown_or_of_somebody_else_is_named(goal_id: str) -> None:
    refusal = decide(VIEW, a_setback(goal_id=goal_id), NOON)
    assert refused(refusal) == (404, "unknown-goal")
    assert isinstance(refusal, Problem)
    assert goal_id in refusal.detail


def test_a_setback_is_not_from_the_future() -> None:
    ahead = RecordSetback(asked(at=NOON + timedelta(days=2)), PARTICIPANT, SetbackKind.LAPSE)
    assert fields(decide(VIEW, ahead, NOON)) == ["occurred_at"]


def test_a_recovery_counts_with_the_difficulty_of_the_step_that_the_setback_was_about() -> None:
    event = recovered(kept(a_setback(step_id="step-1")), RecordRecovery(asked("k-2"), SETBACK_ID))
    assert event.data.difficulty == 6.5
    assert event.participant_id == PARTICIPANT
    assert event.time == LATER


def test_a_recovery_from_a_setback_without_a_step_has_no_difficulty() -> None:
    assert recovered(kept(a_setback()), RecordRecovery(asked("k-2"), SETBACK_ID)).data.difficulty is None


def test_nobody_recovers_twice_from_one_setback() -> None:
    setback = kept(a_setback())
    command = RecordRecovery(asked("k-2"), SETBACK_ID)
    after = recover(setback, recovered(setback, command))
    assert after.recovery is not None
    assert after.recovery.at == LATER
    assert refused(recoveries.decide(after, command, LATER)) == (409, "already-recovered")


def test_a_recovery_does_not_come_before_its_setback() -> None:
    early = RecordRecovery(asked("k-2", at=NOON - timedelta(minutes=1)), SETBACK_ID)
    assert fields(recoveries.decide(kept(a_setback()), early, LATER)) == ["occurred_at"]
    at_once = RecordRecovery(asked("k-2", at=NOON), SETBACK_ID)
    assert isinstance(recoveries.decide(kept(a_setback()), at_once, LATER), Event)


def test_a_recovery_is_not_from_the_future() -> None:
    ahead = RecordRecovery(asked("k-2", at=LATER + timedelta(days=2)), SETBACK_ID)
    assert fields(recoveries.decide(kept(a_setback()), ahead, LATER)) == ["occurred_at"]


def test_nobody_recovers_from_a_setback_that_was_taken_back() -> None:
    setback = kept(a_setback())
    retraction = decide_retraction(setback, Retract(asked("k-3"), SETBACK_ID, RetractionReason.SAID_TWICE), LATER)
    assert not isinstance(retraction, Problem)
    gone = retract(setback, retraction[0])
    assert refused(recoveries.decide(gone, RecordRecovery(asked("k-2"), SETBACK_ID), LATER)) == (
        409,
        "already-retracted",
    )


def test_naming_the_plan_says_that_it_was_used() -> None:
    data = happened(a_setback(plan_id="plan-1")).data
    assert (data.plan_id, data.plan_used) == ("plan-1", True)
    assert fields(decide(VIEW, a_setback(plan_id="plan-1", plan_used=False), NOON)) == ["plan_id"]


@pytest.mark.parametrize("plan_id", ["plan-9", "plan-of-p-2"])
def test_a_plan_that_is_unknown_or_of_somebody_else_is_named(plan_id: str) -> None:
    refusal = decide(VIEW, a_setback(plan_id=plan_id), NOON)
    assert refused(refusal) == (404, "unknown-plan")
    assert isinstance(refusal, Problem)
    assert plan_id in refusal.detail


def test_a_plan_is_for_the_goal_that_the_setback_is_about() -> None:
    view = but((Plan("plan-2", "goal-2", PARTICIPANT), "plan-2"))
    assert fields(decide(view, a_setback(plan_id="plan-2", step_id="step-1"), NOON)) == ["plan_id"]
    assert isinstance(decide(view, a_setback(plan_id="plan-2"), NOON), Event)
