"""Goal attainment as one T score, against values worked by hand from Kiresuk & Sherman's formula (rho = .3)."""

from __future__ import annotations

import pytest

from services.scoring.domain.attainment import attainment_score
from tests.unit.scoring.care import course_of, goal, said
from tests.unit.scoring.care_plan import reviewed


@pytest.mark.parametrize(
    ("reached", "score"),
    [
        ([(0, 5.0)], 50.0),
        ([(1, 5.0)], 60.0),  # one goal: its own x, whatever it weighs
        ([(-2, 3.0)], 30.0),
        ([(1, 1.0), (1, 1.0)], 62.4035),  # 10 * 2 / sqrt(.7 * 2 + .3 * 4) = 12.4035
        ([(2, 9.0), (-1, 3.0)], 64.5556),  # 10 * 15 / sqrt(.7 * 90 + .3 * 144) = 14.5556
    ],
)
def test_goals_count_by_how_important_they_are(reached: list[tuple[int, float]], score: float) -> None:
    assert attainment_score(reached) == pytest.approx(score, abs=1e-4)


def test_goals_that_weigh_nothing_say_nothing() -> None:
    assert attainment_score([(2, 0.0)]) is None


def test_a_course_has_no_score_before_its_first_review() -> None:
    assert course_of([said(goal(), 1.0)]).attainment is None


def test_the_last_review_of_each_goal_counts() -> None:
    first = said(reviewed(2), 2.0)
    later = reviewed(3).model_copy(update={"attainment": -1})
    assert course_of([said(goal(), 1.0), first]).attainment == pytest.approx(60.0)
    assert course_of([said(goal(), 1.0), first, said(later, 3.0)]).attainment == pytest.approx(40.0)
    assert course_of([said(goal(), 1.0), said(later, 1.5), first]).attainment == pytest.approx(40.0)


def test_a_goal_weighs_as_much_as_it_is_important_to_the_participant() -> None:
    important = [said(goal("goal-1", importance=9), 1.0), said(reviewed(2), 2.0)]
    beside = [said(goal("goal-2", importance=3), 1.0, key="two"), said(reviewed(2, goal_id="goal-2"), 2.0, key="two")]
    assert course_of([*important, *beside]).attainment == attainment_score([(1, 9.0), (1, 3.0)])
