"""What came of an attempt at a step."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.checkins.domain.attempts import AttemptEvent, AttemptOutcome, RecordAttempt, decide, evolve
from services.checkins.domain.known import View
from shared.contracts.envelope import Event
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, Outcome
from tests.unit.checkins.people import NOON, ORGANIZATION, PARTICIPANT, VIEW, asked, fields

DONE = RecordAttempt(asked(), "step-1", AttemptOutcome.DONE)


def happened(command: RecordAttempt) -> AttemptEvent:
    decision = decide(VIEW, command, NOON)
    assert isinstance(decision, Event)
    return decision


def test_a_done_attempt_is_a_completed_step_with_the_difficulty_of_its_plan() -> None:
    event = happened(RecordAttempt(asked(), "step-1", AttemptOutcome.DONE, measured=5200, effort=4))
    assert isinstance(event.data, StepCompleted)
    assert event.data.outcome is Outcome.DONE
    assert (event.data.step_id, event.data.goal_id) == ("step-1", "goal-1")
    assert (event.data.difficulty, event.data.measured, event.data.effort) == (6.5, 5200, 4)


def test_a_partly_done_attempt_is_a_completed_step_too() -> None:
    event = happened(RecordAttempt(asked(), "step-1", AttemptOutcome.PARTLY))
    assert isinstance(event.data, StepCompleted)
    assert event.data.outcome is Outcome.PARTLY


def test_not_this_time_is_an_event_of_its_own_with_the_barrier() -> None:
    said = RecordAttempt(asked(), "step-1", AttemptOutcome.NOT_THIS_TIME, measured=900, barrier=Barrier.TIME)
    event = happened(said)
    assert isinstance(event.data, StepNotDone)
    assert (event.data.barrier, event.data.measured, event.data.difficulty) == (Barrier.TIME, 900, 6.5)


def test_a_step_without_a_difficulty_gives_none_rather_than_a_guess() -> None:
    assert happened(RecordAttempt(asked(), "step-of-p-2", AttemptOutcome.DONE)).data.difficulty is None


def test_the_event_is_about_the_participant_whose_step_it_is() -> None:
    event = happened(DONE)
    assert (event.organization, event.participant_id, event.source) == (ORGANIZATION, PARTICIPANT, "cairn/checkins")


def test_an_attempt_happens_now_unless_it_says_otherwise() -> None:
    this_morning = NOON - timedelta(hours=4)
    assert happened(DONE).time == NOON
    assert happened(RecordAttempt(asked(at=this_morning), "step-1", AttemptOutcome.DONE)).time == this_morning


def test_the_same_key_makes_the_same_attempt_and_event_and_another_key_another() -> None:
    once, again = happened(DONE), happened(DONE)
    other = happened(RecordAttempt(asked("k-2"), "step-1", AttemptOutcome.DONE))
    assert (once.id, once.data.attempt_id) == (again.id, again.data.attempt_id)
    assert other.id != once.id
    assert other.data.attempt_id != once.data.attempt_id


def test_an_unknown_step_is_named_with_the_hint_that_it_may_still_arrive() -> None:
    refusal = decide(VIEW, RecordAttempt(asked(), "step-9", AttemptOutcome.DONE), NOON)
    assert isinstance(refusal, Problem)
    assert (refusal.status, refusal.code) == (404, "unknown-step")
    assert "step-9" in refusal.detail
    assert "may take a second to arrive" in (refusal.hint or "")


def test_a_step_of_another_organization_is_unknown() -> None:
    elsewhere = View("hillside", VIEW.facts)
    refusal = decide(elsewhere, DONE, NOON)
    assert isinstance(refusal, Problem)
    assert refusal.code == "unknown-step"


def test_effort_does_not_go_with_not_this_time() -> None:
    said = RecordAttempt(asked(), "step-1", AttemptOutcome.NOT_THIS_TIME, effort=3)
    assert fields(decide(VIEW, said, NOON)) == ["effort"]


@pytest.mark.parametrize("outcome", [AttemptOutcome.DONE, AttemptOutcome.PARTLY])
def test_a_barrier_goes_only_with_not_this_time(outcome: AttemptOutcome) -> None:
    said = RecordAttempt(asked(), "step-1", outcome, barrier=Barrier.MONEY)
    assert fields(decide(VIEW, said, NOON)) == ["barrier"]


def test_a_clock_may_be_a_day_ahead_but_not_more() -> None:
    a_day = timedelta(days=1)
    assert isinstance(decide(VIEW, RecordAttempt(asked(at=NOON + a_day), "step-1", AttemptOutcome.DONE), NOON), Event)
    later = RecordAttempt(asked(at=NOON + a_day + timedelta(seconds=1)), "step-1", AttemptOutcome.DONE)
    assert fields(decide(VIEW, later, NOON)) == ["occurred_at"]


@pytest.mark.parametrize(
    ("day", "within"),
    [
        (datetime(2026, 2, 28, 23, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 1, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 9, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 10, 0, 0, tzinfo=UTC), False),
    ],
)
def test_an_attempt_is_within_the_days_of_its_step_and_one_around_for_the_time_zones(
    day: datetime, within: bool
) -> None:
    decision = decide(VIEW, RecordAttempt(asked(at=day), "step-1", AttemptOutcome.DONE), day + timedelta(days=20))
    if within:
        assert isinstance(decision, Event)
    else:
        assert fields(decision) == ["occurred_at"]


def test_the_kept_attempt_has_the_outcome_in_the_words_of_the_command() -> None:
    for outcome in AttemptOutcome:
        kept = evolve(happened(RecordAttempt(asked(), "step-1", outcome)))
        assert (kept.outcome, kept.participant_id, kept.happened_at) == (outcome, PARTICIPANT, NOON)
