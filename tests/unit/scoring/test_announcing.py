"""When integrators hear of a score, and what: half a point, or that it became or ceased to be known."""

from __future__ import annotations

from math import sqrt

import pytest

from services.scoring.domain.announcing import Announced, announcements, shown, worth_telling
from services.scoring.domain.course import Course
from shared.contracts.estimates import Belief
from shared.contracts.events import ReadinessChanged, SelfEfficacyChanged
from tests.unit.scoring.care import at, confident, course_of, done, enrolled, ready, said, us


def believing(readiness: float, self_efficacy: float, variance: float = 1.0) -> Course:
    belief = Belief((readiness, 0.0, self_efficacy, 0.0), (variance, 0, 0, 0, 0, 0, 0, variance, 0, 0))
    course = course_of([said(enrolled(), 0.0)])
    return course._replace(estimates=course.estimates._replace(belief=belief))


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ((None, None), (None, None), False),
        ((None, None), (6.0, None), True),
        ((None, None), (None, 6.0), True),
        ((6.0, 6.0), (6.0, None), True),
        ((6.0, 6.0), (None, 6.0), True),
        ((6.0, 6.0), (6.49, 5.51), False),
        ((6.0, 6.0), (6.5, 6.0), True),
        ((6.0, 6.0), (6.0, 5.5), True),
        ((6.0, None), (6.49, None), False),
    ],
)
def test_half_a_point_is_worth_telling_and_so_is_beginning_or_ceasing_to_be_known(
    before: tuple[float | None, float | None], now: tuple[float | None, float | None], told: bool
) -> None:
    assert worth_telling(Announced(*before), Announced(*now)) is told


def test_a_score_is_known_once_its_sd_is_at_most_one_and_a_half() -> None:
    assert shown(believing(5.0, 7.0, 2.25)) == (5.0, 7.0)
    assert shown(believing(5.0, 7.0, 2.2501)) == (None, None)


def test_what_is_told_stays_on_the_scale() -> None:
    assert shown(believing(-0.3, 10.2)) == (0.0, 10.0)
    low, high = announcements("shore/robin", believing(-0.3, 10.2))
    assert (low.data.value, low.data.low, low.data.high) == pytest.approx((0.0, 0.0, -0.3 + 1.2816))
    assert (high.data.value, high.data.low, high.data.high) == pytest.approx((10.0, 10.2 - 1.2816, 10.0))


def test_nothing_is_known_of_somebody_who_only_enrolled() -> None:
    assert shown(course_of([said(enrolled(), 0.0)])) == (None, None)


def test_one_confidence_ruler_makes_self_efficacy_known_and_readiness_not_yet() -> None:
    readiness, self_efficacy = shown(course_of([said(confident(8), 0.0)]))
    assert readiness is None
    assert self_efficacy == pytest.approx(6 + 2 * 3.88 / 5.32)


def test_both_estimates_are_told_as_of_the_newest_event_with_band_and_age() -> None:
    course = course_of([said(ready(6), 0.0), said(confident(8), 1.0), said(done(), 2.0)])
    r, s = announcements("shore/robin", course)
    assert isinstance(r.data, ReadinessChanged)
    assert isinstance(s.data, SelfEfficacyChanged)
    assert (r.type, s.type) == ("care.readiness-changed.v1", "care.self-efficacy-changed.v1")
    assert (r.subject, r.source, r.time) == ("shore/robin", "cairn/scoring", at(2.0))
    assert (r.data.events, s.data.events) == (3, 3)
    assert (r.data.last_heard, s.data.last_heard) == (at(0.0), at(2.0))
    mean, covariance = course.estimates.belief
    value, sd = mean[2] + mean[3], sqrt(covariance[7] + 2 * covariance[8] + covariance[9])
    assert s.data.value == pytest.approx(value)
    assert (s.data.low, s.data.high) == pytest.approx((value - 1.2816 * sd, value + 1.2816 * sd))


def test_while_there_is_not_enough_recent_information_no_number_is_told() -> None:
    r, _ = announcements("shore/robin", course_of([said(confident(8), 0.0)]))
    assert (r.data.value, r.data.low, r.data.high, r.data.last_heard) == (None, None, None, None)


def test_telling_of_the_same_events_twice_is_the_same_event() -> None:
    course = course_of([said(confident(8), 0.0)])
    again = announcements("shore/robin", course)
    assert [event.id for event in again] == [event.id for event in announcements("shore/robin", course)]
    others = announcements("shore/kim", course) + announcements("shore/robin", course._replace(events=2))
    assert not {event.id for event in others} & {event.id for event in again}
    assert len({event.id for event in again}) == 2


def test_the_time_of_what_is_told_is_exact() -> None:
    course = course_of([said(confident(8), 1 / 3)])
    assert announcements("shore/robin", course)[0].position[0] == us(1 / 3)
