"""What is said in a conversation, worked by hand: balances, talk, affirmations, a clinician's confidence."""

from __future__ import annotations

from math import exp

import pytest

from services.scoring.domain.course import Course
from services.scoring.domain.evidence import Affirmed, ReadinessMeasured, SelfEfficacyMeasured
from services.scoring.domain.testimony import evidence_in
from shared.contracts.codes import BalanceSide
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.events import CareData, TalkCounts
from shared.contracts.read_models import Category
from tests.unit.scoring.care import course_of, enrolled, said
from tests.unit.scoring.care_besides import BESIDES
from tests.unit.scoring.care_plan import (
    affirmed,
    agreed,
    asked_for_contact,
    balance_of,
    clinician_confident,
    closed,
    completed,
    declined,
    left,
    moved,
    paused,
    reopened,
    resumed,
    reviewed,
    taken_back,
    talk_of,
)

GOOD_ABOUT_CHANGING, HARD_ABOUT_CHANGING, GOOD_ABOUT_STAYING, HARD_ABOUT_STAYING = BalanceSide
START_VARIANCE = 1.8**2 + 0.8**2


def of_s(course: Course) -> float:
    return self_efficacy(course.estimates.belief)[0]


@pytest.mark.parametrize(
    ("entries", "value"),
    [
        # 5 and three times the share by which one side outweighs the other
        ([(GOOD_ABOUT_CHANGING, 6), (HARD_ABOUT_CHANGING, 2)], 6.5),
        ([(HARD_ABOUT_STAYING, 6), (GOOD_ABOUT_STAYING, 2)], 6.5),
        ([(GOOD_ABOUT_CHANGING, 1), (HARD_ABOUT_STAYING, 2), (GOOD_ABOUT_STAYING, 5), (HARD_ABOUT_CHANGING, 4)], 3.5),
        ([(GOOD_ABOUT_CHANGING, 9)], 8.0),
        ([(GOOD_ABOUT_STAYING, 1), (GOOD_ABOUT_CHANGING, None)], 2.0),
    ],
)
def test_a_balance_speaks_by_what_is_good_about_changing_and_hard_about_staying(
    entries: list[tuple[BalanceSide, int | None]], value: float
) -> None:
    assert evidence_in(balance_of(*entries)) == (ReadinessMeasured(value, 6.25, Category.BALANCE),)


def test_a_balance_without_weights_says_nothing() -> None:
    assert evidence_in(balance_of((GOOD_ABOUT_CHANGING, None), (GOOD_ABOUT_STAYING, 0))) == ()


def test_talk_counts_by_its_sums_over_all_kinds() -> None:
    change = TalkCounts(desire=1, ability=0, reason=1, commitment=1, taking_steps=1)
    # CT = 4, ST = 2: p = 6.5 / 10, variance 12.25 + 100 * .65 * .35 / 10
    (said_of_talk,) = evidence_in(talk_of(change, TalkCounts(need=1, activation=1)))
    assert said_of_talk == pytest.approx(ReadinessMeasured(6.5, 14.525, Category.TALK))


def test_a_clinicians_confidence_speaks_faintly_about_self_efficacy() -> None:
    assert evidence_in(clinician_confident(9)) == (SelfEfficacyMeasured(9, 9.0, Category.CLINICIAN),)


def test_an_affirmation_is_an_input() -> None:
    assert evidence_in(affirmed()) == (Affirmed(),)


@pytest.mark.parametrize(
    "event",
    [
        *(moved(), paused(), resumed(), completed(), left()),
        *(agreed(), declined(), reviewed(2), closed(2), reopened(2)),
        *(asked_for_contact(), taken_back("somebody"), *BESIDES),
    ],
    ids=lambda event: event.TYPE,
)
def test_what_is_only_remembered_says_nothing_about_the_estimates(event: CareData) -> None:
    assert evidence_in(event) == ()


def test_a_balance_moves_readiness_by_its_gain() -> None:
    course = course_of([said(balance_of((GOOD_ABOUT_CHANGING, 9)))])
    gain = START_VARIANCE / (START_VARIANCE + 6.25)
    assert readiness(course.estimates.belief)[0] == pytest.approx(6 + gain * (8 - 6))


def test_affirmations_lift_by_a_twentieth_each_and_at_most_a_fifth_within_a_month() -> None:
    at_once = [said(affirmed(), 0.0, key=f"{number}") for number in range(7)]
    assert [of_s(course_of(at_once[:count])) for count in (1, 4, 5, 7)] == pytest.approx([6.05, 6.2, 6.2, 6.2])
    a_month_on = of_s(course_of([*at_once, said(affirmed(), 30.0)]))
    assert a_month_on == pytest.approx(6.0 + 0.2 * exp(-30 / 7) + 0.05)


def test_a_clinicians_confidence_is_no_word_from_the_participant() -> None:
    course = course_of([said(enrolled(), 0.0), said(clinician_confident(9), 3.0)])
    assert (course.heard_us, course.heard_self_efficacy_us) == (None, course.at_us)
