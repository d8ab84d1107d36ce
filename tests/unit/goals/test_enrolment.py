"""A participant's course: every turn that it may take, and every one that it may not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from services.goals.domain.enrolment import (
    LIFECYCLE,
    EnrolmentCommand,
    Enrolments,
    Status,
    TurnKind,
    decide,
    deciding,
    evolve,
)
from services.goals.domain.history import BrokenHistory
from shared.contracts.codes import LeavingReason
from shared.contracts.events import (
    EventData,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)
from shared.contracts.problems import Problem
from tests.unit.goals.courses import complete, course, happens, join, leave, move, pause, resume
from tests.unit.goals.journeys import NOW, refused, refused_fields

STANDING: dict[Status | None, Enrolments | None] = {
    None: None,
    Status.ENROLLED: course(join()),
    Status.PAUSED: course(join(), pause()),
    Status.COMPLETED: course(join(), complete()),
    Status.LEFT: course(join(), leave()),
}
ASKED: dict[type[EventData], EnrolmentCommand] = {
    ParticipantEnrolled: join(idempotency_key="again", enrolment_id="enrolment-2"),
    ParticipantMoved: move(),
    ParticipantPaused: pause(),
    ParticipantResumed: resume(),
    ParticipantCompleted: complete(),
    ParticipantLeft: leave(),
}
WHY_NOT = {
    (Status.ENROLLED, ParticipantEnrolled): "already-enrolled",
    (Status.PAUSED, ParticipantEnrolled): "already-enrolled",
    (Status.PAUSED, ParticipantPaused): "already-paused",
    (Status.ENROLLED, ParticipantResumed): "not-paused",
}


@pytest.mark.parametrize(("status", "fact"), list(product(STANDING, ASKED)))
def test_a_course_takes_the_turns_of_its_lifecycle_and_no_others(
    status: Status | None, fact: type[EventData]
) -> None:
    known, command = STANDING[status], ASKED[fact]
    outcome = decide(known, command, NOW)
    if (status, fact) in LIFECYCLE:
        assert not isinstance(outcome, Problem), outcome
        assert isinstance(outcome.data, fact)
        assert evolve(known, outcome).current.status is LIFECYCLE[status, fact]
    elif status is None:
        assert (refused(outcome).status, refused(outcome).code) == (404, "unknown-participant")
    else:
        expected = WHY_NOT.get((status, fact), "not-enrolled-now")
        assert (refused(outcome).status, refused(outcome).code) == (409, expected)
        assert "robin" in refused(outcome).detail


def test_who_joins_keeps_what_the_program_offered() -> None:
    assert happens(None, join()).data == ParticipantEnrolled(
        enrolment_id="enrolment-1",
        site="harbour",
        program="walking-12-weeks",
        program_version=3,
        check_in_every_days=7,
        silent_after_days=14,
        review_every_days=28,
        prompts=("proud-of",),
    )
    assert course(join()).current.program_version == 3


def test_nobody_joins_what_is_not_offered() -> None:
    problem = refused(decide(None, join(offer=None), NOW))
    assert (problem.status, problem.code) == (404, "unknown-program")
    assert "walking-12-weeks" in problem.detail


def test_a_move_says_where_from_and_the_history_stays() -> None:
    known = course(join(), pause())
    moved = happens(known, move("hillside"))
    assert moved.data == ParticipantMoved(enrolment_id="enrolment-1", site="hillside", from_site="harbour")
    after = evolve(known, moved)
    assert (after.current.site, after.current.status) == ("hillside", Status.PAUSED)
    assert [turn.kind for turn in after.current.course] == [TurnKind.JOINED, TurnKind.PAUSED, TurnKind.MOVED]
    assert after.current.course[:2] == known.current.course


def test_a_move_to_where_they_are_leads_nowhere() -> None:
    problem = refused(decide(course(join()), move("harbour"), NOW))
    assert (problem.status, problem.code) == (409, "at-that-site-already")


def test_a_break_may_have_an_end_that_is_not_before_its_beginning() -> None:
    day = NOW.date()
    assert happens(course(join()), pause(until=day)).data == ParticipantPaused(enrolment_id="enrolment-1", until=day)
    assert happens(course(join()), pause(until=day - timedelta(days=1)))
    assert refused_fields(decide(course(join()), pause(until=day - timedelta(days=2)), NOW)) == ["until"]


def test_somebody_may_say_why_they_leave() -> None:
    left = happens(course(join()), leave(reason=LeavingReason.MOVED_AWAY))
    assert left.data == ParticipantLeft(enrolment_id="enrolment-1", reason=LeavingReason.MOVED_AWAY)


@pytest.mark.parametrize("end", [complete(), leave()])
def test_joining_again_is_a_new_enrolment_and_the_old_one_stays_as_it_ended(end: EnrolmentCommand) -> None:
    before = course(join(), move(), end)
    again = join(idempotency_key="again", enrolment_id="enrolment-2", site="lakeside")
    after = evolve(before, happens(before, again))
    assert [one.enrolment_id for one in after.enrolments] == ["enrolment-1", "enrolment-2"]
    assert after.enrolments[0] == before.current
    assert (after.current.site, after.current.status) == ("lakeside", Status.ENROLLED)


def test_a_turn_is_said_to_have_happened_after_the_newest_one() -> None:
    known = course(join())
    for earlier in (NOW, NOW - timedelta(days=1)):
        assert refused_fields(decide(known, move(occurred_at=earlier), NOW)) == ["occurred_at"]
    assert happens(known, move(occurred_at=NOW + timedelta(microseconds=1)))


def test_a_turn_just_now_follows_on_one_whose_clock_was_ahead() -> None:
    ahead = NOW + timedelta(hours=20)
    known = course(join(occurred_at=ahead))
    assert happens(known, pause()).time == ahead + timedelta(microseconds=1)


def test_a_turn_may_be_a_day_ahead_but_not_more() -> None:
    assert happens(None, join(occurred_at=NOW + timedelta(days=1))).time == NOW + timedelta(days=1)
    assert refused_fields(decide(None, join(occurred_at=NOW + timedelta(days=1, seconds=1)), NOW)) == ["occurred_at"]


def test_a_moment_is_kept_to_the_microsecond() -> None:
    exact = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=UTC)
    assert course(join(occurred_at=exact)).newest_turn == exact


def test_a_course_has_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MOST_TURNS", 3)
    known = course(join(), leave(), join(idempotency_key="again", enrolment_id="enrolment-2"))
    assert refused(decide(known, leave(), NOW)).code == "course-is-full"


def test_a_turn_of_another_enrolment_or_out_of_turn_breaks_the_history() -> None:
    known = course(join())
    moved = happens(known, move())
    other = replace(known, enrolments=(replace(known.current, enrolment_id="enrolment-9"),))
    for before in (None, other, course(join(), leave())):
        with pytest.raises(BrokenHistory):
            evolve(before, moved)


def test_a_day_of_return_is_a_day() -> None:
    assert course(join(), pause(until=date(2026, 3, 9))).current.course[-1].until == date(2026, 3, 9)
