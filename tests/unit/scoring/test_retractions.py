"""What was taken back does not count: not in the estimates, nor in what waits, nor in what is celebrated."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from services.scoring.domain.course import Course
from shared.contracts.envelope import CareEvent
from shared.contracts.estimates import PRIOR, self_efficacy
from shared.contracts.events import CareData
from tests.unit.scoring.care import confident, course_of, done, enrolled, goal, said, setback, us
from tests.unit.scoring.care_plan import agreed, asked_for_contact, taken_back

TEN_DAYS_ON = 10.0


def without(event: CareEvent, others: Iterable[CareEvent] = (), *, days: float = TEN_DAYS_ON) -> Course:
    """The course after the event, the others, and the event's retraction."""
    return course_of([event, *others, said(taken_back(event), days)])


def test_a_retracted_answer_moves_nothing_and_is_still_counted() -> None:
    course = without(said(confident(9), 1.0))
    assert course.estimates.belief == PRIOR
    assert (course.events, course.memory.left_out, course.moves, course.trail) == (2, 1, b"", b"")
    assert (course.heard_us, course.heard_self_efficacy_us) == (None, None)


def test_the_course_goes_on_as_if_it_had_not_been_said() -> None:
    kept = [said(enrolled(), 0.0), said(done(), 2.0), said(confident(7), 3.0)]
    assert without(said(confident(1), 1.0), kept).estimates == course_of(kept).estimates


def test_estimates_begin_at_the_first_event_that_counts() -> None:
    first, later = said(enrolled(), 0.0), said(confident(8), 20.0)
    assert without(first, [later], days=30.0).estimates == course_of([later]).estimates


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (done(), lambda course: course.small_win_us),
        (setback("a"), lambda course: course.open_setbacks or None),
        (enrolled(), lambda course: course.site or course.status or course.silent_from_us),
        (goal(), lambda course: course.review_on or course.agreement_us),
        (asked_for_contact(), lambda course: course.memory.asked_us),
    ],
    ids=lambda data: getattr(data, "TYPE", None),
)
def test_what_a_retracted_event_raised_vanishes_with_it(data: CareData, shown: Callable[[Course], object]) -> None:
    event = said(data, 1.0)
    assert shown(course_of([event])) is not None
    assert shown(without(event)) is None


def test_a_retracted_answer_to_a_plan_lets_it_wait_again() -> None:
    assert without(said(agreed(), 2.0), [said(goal(), 1.0)]).agreement_us == us(1.0)


def test_a_retraction_may_stand_before_what_it_retracts_and_be_said_twice() -> None:
    answer, other = said(confident(1), 5.0), said(confident(7), 6.0)
    early, again = said(taken_back(answer), 1.0), said(taken_back(answer), 9.0)
    course = course_of([early, answer, other, again])
    expected = course_of([early, other, again])
    assert course.estimates == expected.estimates
    assert (course.events, course.memory.left_out) == (4, 1)


def test_a_retraction_of_something_unheard_of_waits_for_it() -> None:
    course = course_of([said(confident(7), 0.0), said(taken_back("unheard-of"), 1.0)])
    assert course.memory.retracted == {"unheard-of"}
    assert self_efficacy(course.estimates.belief)[0] > 6.0


def test_a_retraction_cannot_be_taken_back() -> None:
    answer = said(confident(1), 0.0)
    retraction = said(taken_back(answer), 1.0)
    course = course_of([answer, retraction, said(taken_back(retraction), 2.0)])
    assert course.estimates.belief == PRIOR
    assert course.memory.left_out == 1


def test_a_retraction_is_no_word_from_the_participant() -> None:
    answered = said(done(), 1.0)
    assert course_of([answered, said(taken_back("something"), 5.0)]).heard_us == us(1.0)
