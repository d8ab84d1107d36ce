"""The course of an enrolment: where somebody is, whether a word is expected, and from when on it is missed."""

from __future__ import annotations

from itertools import permutations

import pytest

from shared.contracts.codes import EnrolmentStatus, Party
from shared.contracts.events import CareData
from tests.unit.scoring.care import course_of, done, enrolled, goal, planned, said, us
from tests.unit.scoring.care_plan import (
    agreed,
    asked_for_contact,
    completed,
    left,
    moved,
    paused,
    resumed,
    taken_back,
)

ENROLLED, PAUSED, COMPLETED, LEFT = EnrolmentStatus
Happened = tuple[CareData, float]


def status(*happened: Happened) -> EnrolmentStatus | None:
    return course_of(said(data, days) for data, days in happened).status


def site(*happened: Happened) -> str | None:
    return course_of(said(data, days) for data, days in happened).site


def silent_from(*happened: Happened) -> int | None:
    return course_of(said(data, days) for data, days in happened).silent_from_us


def test_an_enrolment_is_paused_resumed_completed_or_left() -> None:
    assert status((done(), 0.0)) is None
    assert status((enrolled(), 0.0)) is ENROLLED
    assert status((enrolled(), 0.0), (paused(), 1.0)) is PAUSED
    assert status((enrolled(), 0.0), (paused(), 1.0), (resumed(), 2.0)) is ENROLLED
    assert status((enrolled(), 0.0), (completed(), 1.0)) is COMPLETED
    assert status((enrolled(), 0.0), (left(), 1.0)) is LEFT


def test_who_joins_again_is_enrolled_and_what_is_said_of_the_earlier_enrolment_changes_nothing() -> None:
    again = enrolled("old-town", enrolment_id="enrolment-2")
    happened: list[Happened] = [(enrolled(), 0.0), (left(), 1.0), (again, 2.0)]
    assert status(*happened) is ENROLLED
    assert status(*happened, (paused("enrolment-1"), 3.0), (completed("enrolment-1"), 4.0)) is ENROLLED
    assert site(*happened, (moved("hillside", "enrolment-1"), 3.0)) == "old-town"


def test_at_one_time_leaving_and_joining_again_is_joining_whatever_the_rank_of_their_types() -> None:
    assert (
        status((enrolled(), 0.0), (enrolled(enrolment_id="enrolment-2"), 1.0), (left("enrolment-1"), 1.0)) is ENROLLED
    )


def test_a_move_takes_the_participant_to_another_site_and_keeps_their_break() -> None:
    happened: list[Happened] = [(enrolled("harbour"), 0.0), (paused(), 1.0), (moved("hillside"), 2.0)]
    assert (site(*happened), status(*happened)) == ("hillside", PAUSED)
    assert site((moved("hillside"), 2.0)) is None


@pytest.mark.parametrize(("said_by_the_program", "days"), [(None, 7), (3, 3), (21, 21)])
def test_silence_is_missed_after_as_many_days_as_the_program_says(said_by_the_program: int | None, days: int) -> None:
    joined = enrolled(silent_after_days=said_by_the_program)
    assert silent_from((joined, 0.0)) == us(days)
    assert silent_from((joined, 0.0), (done(), 2.0)) == us(2.0 + days)


def test_nobody_is_missed_who_is_not_enrolled_or_on_a_break_or_gone() -> None:
    assert silent_from((done(), 0.0)) is None
    for gone in (paused(), completed(), left()):
        assert silent_from((enrolled(), 0.0), (done(), 1.0), (gone, 2.0)) is None


def test_silence_is_counted_anew_from_joining_again_and_from_coming_back() -> None:
    back: list[Happened] = [(enrolled(), 0.0), (done(), 1.0), (paused(), 2.0), (resumed(), 40.0)]
    assert silent_from(*back) == us(47.0)
    again = enrolled(enrolment_id="enrolment-2")
    assert silent_from((enrolled(), 0.0), (done(), 1.0), (left(), 2.0), (again, 90.0)) == us(97.0)


@pytest.mark.parametrize(
    "no_word",
    [moved(), paused("another"), completed("another"), taken_back("x"), agreed(party=Party.CLINICIAN)],
    ids=lambda data: data.TYPE,
)
def test_what_others_do_is_no_word_from_the_participant(no_word: CareData) -> None:
    assert silent_from((enrolled(), 0.0), (done(), 1.0), (no_word, 5.0)) == us(8.0)


@pytest.mark.parametrize("word", [planned(), agreed(), asked_for_contact()], ids=lambda data: data.TYPE)
def test_what_they_say_themselves_is(word: CareData) -> None:
    assert silent_from((enrolled(), 0.0), (done(), 1.0), (word, 5.0)) == us(12.0)


def test_on_a_break_and_after_the_end_neither_a_review_nor_an_agreement_waits() -> None:
    waiting: list[Happened] = [(enrolled(), 0.0), (goal(review_on="2026-03-01"), 1.0)]
    for gone in (paused(), completed(), left()):
        course = course_of(said(data, days) for data, days in [*waiting, (gone, 2.0)])
        assert (course.review_on, course.agreement_us) == (None, None)
    back = course_of(said(data, days) for data, days in [*waiting, (paused(), 2.0), (resumed(), 3.0)])
    assert (back.review_on, back.agreement_us) == ("2026-03-01", us(1.0))


def test_a_course_of_an_enrolment_is_the_same_in_whatever_order_it_arrives() -> None:
    happened = [said(enrolled(), 0.0), said(paused(), 1.0), said(moved("hillside"), 2.0), said(resumed(), 3.0)]
    expected = course_of(happened)
    for order in permutations(happened):
        assert course_of(order) == expected
