"""What a projection keeps of the way it came: beliefs for the trend, and the last events that moved a score."""

from __future__ import annotations

import pytest

from services.scoring.domain.course import SHOWN_MOVES, Course
from shared.contracts.estimates import aged, readiness, self_efficacy
from shared.contracts.read_models import CATEGORIES, MOVE, TRAIL, Category, packed_ids, trail_belief
from tests.unit.scoring.care import confident, course_of, done, enrolled, planned, ready, said, setback, us

HOUR = 1 / 24
MINUTE = HOUR / 60


def trail(course: Course) -> list[int]:
    """The times of the beliefs that are kept."""
    return [entry[0] for entry in TRAIL.iter_unpack(course.trail)]


def walked(*days: float) -> Course:
    return course_of(said(done(), day) for day in days)


def test_the_trail_keeps_the_last_belief_of_each_hour() -> None:
    course = walked(0.0, 20 * MINUTE, 59 * MINUTE, HOUR, HOUR + MINUTE, 3 * HOUR)
    assert trail(course) == [us(59 * MINUTE), us(HOUR + MINUTE), us(3 * HOUR)]


def test_the_newest_belief_of_the_trail_says_of_either_estimate_what_the_belief_says() -> None:
    course = walked(0.0, 1.0, 1.0 + MINUTE)
    at_us, *numbers = list(TRAIL.iter_unpack(course.trail))[-1]
    newest, belief = trail_belief(numbers), course.estimates.belief
    assert at_us == course.at_us
    assert newest.mean == pytest.approx(belief.mean, rel=1e-6)
    for days in (0.0, 9.0):
        for estimate in (readiness, self_efficacy):
            assert estimate(aged(newest, days)) == pytest.approx(estimate(aged(belief, days)), rel=1e-6)


def test_the_trail_goes_back_14_days_and_one_belief_further() -> None:
    assert trail(walked(0.0, 1.0, 2.0, 15.0)) == [us(1.0), us(2.0), us(15.0)]
    assert trail(walked(0.0, 1.0, 2.0, 15.0 - MINUTE)) == [us(0.0), us(1.0), us(2.0), us(15.0 - MINUTE)]
    assert trail(walked(0.0, 1.0, 2.0, 40.0)) == [us(2.0), us(40.0)]


def test_what_is_no_evidence_leaves_no_trail() -> None:
    course = course_of([said(enrolled(), 0.0), said(done(), 1.0), said(planned(), 30.0)])
    assert trail(course) == [us(1.0)]


def test_the_last_twenty_events_that_moved_a_score_are_kept_with_their_ids() -> None:
    events = [said(done(), float(day)) for day in range(SHOWN_MOVES + 7)]
    course = course_of([*events, said(planned(), 100.0)])
    assert packed_ids(course.moved_by) == [event.id for event in events[-SHOWN_MOVES:]]
    assert [move[0] for move in MOVE.iter_unpack(course.moves)] == [
        event.position[0] for event in events[-SHOWN_MOVES:]
    ]


def test_a_move_says_what_kind_of_evidence_moved_what_by_how_much() -> None:
    course = course_of([said(confident(8), 0.0), said(setback(), 0.0)])
    (_, of_setback, r, s), (_, of_ruler, r_too, s_too) = MOVE.iter_unpack(course.moves)
    assert (CATEGORIES[of_setback], CATEGORIES[of_ruler]) == (Category.SETBACK, Category.RULER)
    assert (r, s) == pytest.approx((0.0, -0.4), abs=1e-6)
    # after the shift S = 5.6, so the ruler's innovation is 2.4
    assert (r_too, s_too) == pytest.approx((2.4 * 1.296 / 5.32, 2.4 * 3.88 / 5.32), abs=1e-6)


def test_an_answer_that_moved_nothing_is_not_among_the_moves() -> None:
    course = course_of([said(ready(6), 0.0)])
    assert (course.moves, course.moved_by) == (b"", b"")
    assert trail(course) == [us(0.0)]
