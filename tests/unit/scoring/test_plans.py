"""What waits around a goal: its review, the participant's yes to its newest version; and a request for contact."""

from __future__ import annotations

from itertools import permutations

import pytest

from shared.contracts.codes import Party
from shared.contracts.events import CareData
from shared.contracts.vocabulary import Setting
from tests.unit.scoring.care import checked_in, course_of, done, goal, revised, said, us
from tests.unit.scoring.care_plan import agreed, asked_for_contact, closed, declined, reopened, reviewed

Happened = tuple[CareData, float]


def review_on(*happened: Happened) -> str | None:
    return course_of(said(data, days) for data, days in happened).review_on


def waits_since(*happened: Happened) -> int | None:
    return course_of(said(data, days) for data, days in happened).agreement_us


def asked(*happened: Happened) -> int | None:
    return course_of(said(data, days) for data, days in happened).memory.asked_us


def test_a_review_sets_the_next_one_or_none() -> None:
    assert review_on((goal(review_on="2026-03-01"), 0.0), (reviewed(2, "2026-04-15"), 1.0)) == "2026-04-15"
    assert review_on((goal(review_on="2026-03-01"), 0.0), (reviewed(2), 1.0)) is None


def test_a_closed_goal_has_no_review_due_until_it_is_reopened() -> None:
    closing: list[Happened] = [(goal(review_on="2026-03-01"), 0.0), (closed(2), 1.0)]
    assert review_on(*closing) is None
    assert review_on(*closing, (reopened(3, "2026-05-01"), 2.0)) == "2026-05-01"
    assert review_on(*closing, (goal("goal-2", review_on="2026-06-01"), 2.0)) == "2026-06-01"


def test_a_goals_own_sequence_decides_in_whatever_order_the_clocks_put_its_events() -> None:
    story: list[CareData] = [
        goal(review_on="2026-03-01"),
        reviewed(2, "2026-04-01"),
        closed(3),
        reopened(4, "2026-05-01"),
    ]
    for order in permutations(story):
        assert review_on(*((data, float(day)) for day, data in enumerate(order))) == "2026-05-01"
    for order in permutations(story[:3]):
        happened = [(data, float(day)) for day, data in enumerate(order)]
        assert (review_on(*happened), waits_since(*happened)) == (None, None)


def test_a_plan_waits_for_the_participants_yes_since_its_newest_version() -> None:
    assert waits_since((goal(), 1.0)) == us(1.0)
    assert waits_since((goal(), 1.0), (revised(2), 3.0)) == us(3.0)
    assert waits_since((goal(), 1.0), (agreed(1), 2.0)) is None
    assert waits_since((goal(), 1.0), (agreed(1), 2.0), (revised(2), 3.0)) == us(3.0)
    assert waits_since((goal(), 1.0), (revised(2), 3.0), (agreed(1), 4.0)) == us(3.0)


@pytest.mark.parametrize("answer", [agreed(2), declined(2)], ids=lambda data: data.TYPE)
def test_either_answer_of_the_participant_is_an_answer(answer: CareData) -> None:
    assert waits_since((goal(), 1.0), (revised(2), 3.0), (answer, 4.0)) is None


@pytest.mark.parametrize("answer", [agreed(1, party=Party.CLINICIAN), declined(1, party=Party.CLINICIAN)])
def test_the_clinicians_yes_is_not_the_participants(answer: CareData) -> None:
    assert waits_since((goal(), 1.0), (answer, 2.0)) == us(1.0)


def test_a_closed_goal_waits_for_nobody_and_a_reopened_one_again() -> None:
    assert waits_since((goal(), 1.0), (closed(2), 2.0)) is None
    assert waits_since((goal(), 1.0), (closed(2), 2.0), (reopened(3), 3.0)) == us(1.0)


def test_of_several_plans_the_one_that_waits_longest_counts() -> None:
    both: list[Happened] = [(goal("goal-1"), 1.0), (goal("goal-2"), 2.0)]
    assert waits_since(*both) == us(1.0)
    assert waits_since(*both, (agreed(1, "goal-1"), 3.0)) == us(2.0)


def test_an_answer_counts_even_if_its_clock_puts_it_before_the_version() -> None:
    assert waits_since((agreed(1), 0.5), (goal(), 1.0)) is None


def test_who_asked_for_contact_waits_until_the_next_session() -> None:
    asking: list[Happened] = [(asked_for_contact(), 1.0), (asked_for_contact(), 2.0)]
    assert asked(*asking) == us(1.0)
    assert asked(*asking, (checked_in(setting=Setting.CHECK_IN), 3.0), (done(), 4.0)) == us(1.0)
    assert asked(*asking, (checked_in(setting=Setting.SESSION), 3.0)) is None
    assert asked(*asking, (checked_in(setting=Setting.SESSION), 1.5)) == us(2.0)
