"""The fold: order, what was heard, and what waits to be talked over, celebrated or reviewed."""

from __future__ import annotations

from itertools import permutations

import pytest

from services.scoring.domain.course import OutOfOrder, evolve, fold
from services.scoring.domain.noting import MOST_OPEN_SETBACKS
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.events import CareData
from shared.contracts.read_models import packed_ids
from shared.contracts.vocabulary import Outcome, Setting
from tests.unit.scoring.care import (
    checked_in,
    confident,
    course_of,
    done,
    enrolled,
    goal,
    not_done,
    planned,
    ready,
    recovered,
    revised,
    said,
    setback,
    us,
)


def open_setbacks(*happened: tuple[CareData, float]) -> list[str]:
    return [setback_id for setback_id, _ in course_of(said(data, days) for data, days in happened).open_setbacks]


def small_win(*happened: tuple[CareData, float]) -> int | None:
    return course_of(said(data, days) for data, days in happened).small_win_us


def test_an_earlier_event_is_refused_and_so_is_the_same_one_again() -> None:
    course = course_of([said(ready(6), 1.0)])
    with pytest.raises(OutOfOrder):
        evolve(course, said(ready(6), 0.5))
    with pytest.raises(OutOfOrder):
        evolve(course, said(ready(6), 1.0))
    assert evolve(course, said(ready(6), 1.5)).events == 2


def test_of_events_at_one_time_the_type_decides_and_then_the_id() -> None:
    at_once = [said(done(), 1.0), said(setback(), 1.0), said(ready(6), 1.0, key="a"), said(ready(2), 1.0, key="b")]
    in_order = sorted(at_once, key=lambda one: one.position)
    assert [one.type for one in in_order[:2]] == ["care.step-completed.v1", "care.setback.v1"]
    assert in_order[2].id < in_order[3].id
    assert fold(None, in_order) == course_of(reversed(at_once))
    with pytest.raises(OutOfOrder):
        fold(None, [at_once[1], at_once[0]])


def test_no_event_is_no_course() -> None:
    assert fold(None, []) is None


def test_the_state_begins_at_the_first_event_even_if_it_says_nothing_about_the_estimates() -> None:
    # 10 days unheard before the ruler: the baselines' variance grew, so the ruler counts more than on day one
    waited = course_of([said(enrolled(), 0.0), said(confident(8), 10.0)]).estimates.belief
    at_once = course_of([said(confident(8), 10.0)]).estimates.belief
    variance = 3.88 + 0.01 * 10
    assert self_efficacy(waited) == pytest.approx((6 + 2 * variance / (variance + 1.44), variance * 1.44 / 5.42))
    assert self_efficacy(waited)[0] > self_efficacy(at_once)[0]


def test_estimates_are_of_the_time_of_the_newest_evidence() -> None:
    heard = course_of([said(confident(8), 1.0)])
    later = evolve(heard, said(planned(), 5.0))
    assert (later.at_us, later.heard_us, later.events) == (us(1.0), us(5.0), 2)
    assert later.estimates == heard.estimates


def test_each_estimate_knows_when_it_was_last_heard() -> None:
    course = course_of(
        [said(enrolled(), 0.0), said(ready(6), 1.0), said(done(), 2.0), said(setback(), 3.0), said(planned(), 4.0)]
    )
    assert course.heard_readiness_us == us(1.0)
    assert course.heard_self_efficacy_us == us(3.0)
    assert course.heard_us == us(4.0)


def test_an_enrolment_says_where_the_person_is_but_is_no_word_from_them() -> None:
    course = course_of([said(enrolled("harbour"), 0.0), said(enrolled("riverside", "talk-8-weeks"), 3.0)])
    assert (course.site, course.program, course.enrolled_us) == ("riverside", "talk-8-weeks", us(3.0))
    assert course.heard_us is None


def test_one_event_with_two_kinds_of_answers_is_one_move() -> None:
    answers = checked_in(*ready(9).rulers, *confident(2).rulers, setting=Setting.SESSION)
    course = course_of([said(answers, 0.0)])
    value_r, value_s = readiness(course.estimates.belief)[0], self_efficacy(course.estimates.belief)[0]
    assert value_r > 6.0 > value_s
    assert packed_ids(course.moved_by) == [said(answers, 0.0).id]


def test_the_first_done_step_is_a_small_win_and_the_next_easy_one_is_not() -> None:
    assert small_win((done(), 1.0)) == us(1.0)
    assert small_win((done(), 1.0), (done(3.0), 2.0)) == us(1.0)


@pytest.mark.parametrize(("difficulty", "celebrated"), [(6.9, 1.0), (7.0, 2.0), (10.0, 2.0), (None, 1.0)])
def test_a_hard_done_step_is_a_small_win_from_seven_on(difficulty: float | None, celebrated: float) -> None:
    assert small_win((done(), 1.0), (done(difficulty), 2.0)) == us(celebrated)


def test_the_first_done_step_after_a_setback_is_a_small_win() -> None:
    assert small_win((done(), 1.0), (setback(), 2.0), (done(3.0), 3.0), (done(3.0), 4.0)) == us(3.0)


def test_after_two_setbacks_one_done_step_is_celebrated_once() -> None:
    assert small_win((setback("a"), 1.0), (setback("b"), 2.0), (done(), 3.0), (done(), 4.0)) == us(3.0)


def test_a_step_done_partly_or_not_this_time_is_no_small_win_and_uses_none_up() -> None:
    assert small_win((done(9.0, Outcome.PARTLY), 1.0), (not_done(9.0), 2.0)) is None
    assert small_win((done(9.0, Outcome.PARTLY), 1.0), (done(), 2.0)) == us(2.0)


def test_a_setback_waits_to_be_talked_over_until_its_recovery() -> None:
    assert open_setbacks((setback("a"), 1.0), (setback("b"), 2.0)) == ["a", "b"]
    assert open_setbacks((setback("a"), 1.0), (setback("b"), 2.0), (recovered("a"), 3.0)) == ["b"]
    assert open_setbacks((setback("a"), 1.0), (recovered("unheard-of"), 3.0)) == ["a"]


def test_a_session_talks_over_every_setback_before_it_and_a_check_in_none() -> None:
    happened = ((setback("a"), 1.0), (setback("b"), 2.0))
    assert open_setbacks(*happened, (checked_in(setting=Setting.CHECK_IN), 3.0)) == ["a", "b"]
    assert open_setbacks(*happened, (checked_in(setting=Setting.SESSION), 3.0)) == []
    assert open_setbacks(*happened, (checked_in(setting=Setting.SESSION), 1.5)) == ["b"]


def test_only_the_newest_setbacks_are_kept_waiting() -> None:
    many = MOST_OPEN_SETBACKS + 5
    waiting = open_setbacks(*((setback(f"s{number}"), float(number)) for number in range(many)))
    assert waiting == [f"s{number}" for number in range(5, many)]


def test_of_a_goals_versions_the_newest_sets_its_review_in_whatever_order_their_clocks_put_them() -> None:
    versions: list[CareData] = [
        goal(review_on="2026-03-01"),
        revised(2, review_on="2026-04-01"),
        revised(3, review_on="2026-02-01"),
    ]
    for order in permutations(versions):
        assert course_of(said(data, float(day)) for day, data in enumerate(order)).review_on == "2026-02-01"


def test_the_next_review_is_the_earliest_over_all_goals() -> None:
    goals = [said(goal("goal-1", review_on="2026-03-01"), 0.0), said(goal("goal-2", review_on="2026-02-01"), 1.0)]
    assert course_of(goals).review_on == "2026-02-01"
    moved = [*goals, said(revised(2, "goal-2", review_on="2026-05-01"), 2.0)]
    assert course_of(moved).review_on == "2026-03-01"
    assert course_of([said(enrolled())]).review_on is None
