"""What came of an attempt at a step."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.checkins.domain.attempts import AttemptEvent, AttemptOutcome, RecordAttempt, decide
from services.checkins.domain.known import Course, GoalCourse, Status, StepCourse, View
from shared.contracts.envelope import Event
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, Outcome
from tests.unit.checkins.people import (
    A_WALK,
    LONG_AGO,
    NOON,
    ORGANIZATION,
    PARTICIPANT,
    VIEW,
    asked,
    but,
    fields,
    refused,
)

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


def test_days_are_days_of_the_zone_of_the_step() -> None:
    # Early on 10 March in Auckland it is still noon on 9 March in UTC, which is within a day of the step's last.
    view = but((replace(A_WALK, time_zone="Pacific/Auckland"), "step-1"))
    last = datetime(2026, 3, 9, 10, 59, tzinfo=UTC)
    late = datetime(2026, 3, 9, 11, 0, tzinfo=UTC)
    for moment, within in [(last, True), (late, False)]:
        decision = decide(view, RecordAttempt(asked(at=moment), "step-1", AttemptOutcome.DONE), moment)
        assert isinstance(decision, Event) is within


def test_a_clock_that_is_put_forward_moves_no_day() -> None:
    # In Vienna 29 March 2026 has 23 hours: it ends at 22:00 UTC, and the day after at 22:00 UTC, too.
    on_that_day = replace(A_WALK, starts_on=date(2026, 3, 28), due_on=date(2026, 3, 28), time_zone="Europe/Vienna")
    view = but((on_that_day, "step-1"))
    for moment, within in [
        (datetime(2026, 3, 26, 22, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 26, 23, 0, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), False),
    ]:
        decision = decide(view, RecordAttempt(asked(at=moment), "step-1", AttemptOutcome.DONE), moment)
        assert isinstance(decision, Event) is within, moment


def test_a_zone_that_is_not_known_here_is_taken_as_utc() -> None:
    view = but((replace(A_WALK, time_zone="Atlantis/Harbour"), "step-1"))
    assert isinstance(decide(view, DONE, NOON), Event)


def test_the_ends_of_the_calendar_are_days_too() -> None:
    view = but((replace(A_WALK, time_zone="America/New_York"), "step-1"))
    first = datetime(1, 1, 1, tzinfo=UTC)
    assert fields(decide(view, RecordAttempt(asked(at=first), "step-1", AttemptOutcome.DONE), NOON)) == [
        "occurred_at"
    ]


def test_what_was_done_before_the_goal_was_closed_may_still_be_told() -> None:
    view = but((GoalCourse(NOON), "goal-1"))
    before = RecordAttempt(asked(at=NOON - timedelta(hours=1)), "step-1", AttemptOutcome.DONE)
    assert isinstance(decide(view, before, NOON), Event)
    assert refused(decide(view, DONE, NOON)) == (409, "goal-is-closed")


def test_of_a_paused_step_nothing_is_expected_and_what_was_done_is_welcome() -> None:
    view = but((StepCourse(NOON), "step-1"))
    assert isinstance(decide(view, DONE, NOON), Event)
    not_done = RecordAttempt(asked(), "step-1", AttemptOutcome.NOT_THIS_TIME)
    assert refused(decide(view, not_done, NOON)) == (409, "step-rests")
    before = RecordAttempt(asked(at=NOON - timedelta(hours=1)), "step-1", AttemptOutcome.NOT_THIS_TIME)
    assert isinstance(decide(view, before, NOON), Event)


@pytest.mark.parametrize("status", [Status.COMPLETED, Status.LEFT])
def test_after_the_program_only_what_happened_during_it_is_recorded(status: Status) -> None:
    view = but((Course(status, NOON), PARTICIPANT))
    assert refused(decide(view, DONE, NOON)) == (409, "not-enrolled-now")
    during = RecordAttempt(asked(at=NOON - timedelta(hours=1)), "step-1", AttemptOutcome.DONE)
    assert isinstance(decide(view, during, NOON), Event)


def test_on_a_break_somebody_may_go_on_all_the_same() -> None:
    assert isinstance(decide(but((Course(Status.PAUSED, LONG_AGO), PARTICIPANT)), DONE, NOON), Event)
