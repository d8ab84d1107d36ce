"""When an estimate has moved enough to tell integrators, and what they are told."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from typing import NamedTuple

from services.scoring.domain.course import Course
from shared.contracts.envelope import Event, derived_id, moment_of
from shared.contracts.estimates import BAND_Z, WIDEST_SHOWN_SD, Belief, readiness, self_efficacy
from shared.contracts.events import EstimateChanged, ReadinessChanged, SelfEfficacyChanged
from shared.contracts.topics import type_name

SOURCE = "cairn/scoring"
WORTH_TELLING = 0.5
"""0-10. Half a point: the smallest difference a person would make on a 0-10 ruler."""


class Announced(NamedTuple):
    """The values last told; None while there was not enough recent information."""

    readiness: float | None = None
    self_efficacy: float | None = None


def shown(course: Course) -> Announced:
    """The values as of the course's newest evidence, unrounded and clipped."""
    belief = course.estimates.belief
    return Announced(_value(readiness(belief)), _value(self_efficacy(belief)))


def worth_telling(before: Announced, now: Announced) -> bool:
    """Either estimate moved by half a point, or began or ceased to be known."""
    return any(_differs(old, new) for old, new in zip(before, now, strict=True))


def announcements(subject: str, course: Course) -> tuple[Event[EstimateChanged], ...]:
    """Both estimates as events; their ids follow from the participant and the number of events folded."""
    belief = course.estimates.belief
    return (
        _event(ReadinessChanged, subject, course, belief, readiness, course.heard_readiness_us),
        _event(SelfEfficacyChanged, subject, course, belief, self_efficacy, course.heard_self_efficacy_us),
    )


def _value(estimate: tuple[float, float]) -> float | None:
    value, variance = estimate
    return min(max(value, 0.0), 10.0) if variance <= WIDEST_SHOWN_SD**2 else None


def _differs(old: float | None, new: float | None) -> bool:
    if old is None or new is None:
        return old is not new
    return abs(new - old) >= WORTH_TELLING


def _event(
    kind: type[EstimateChanged],
    subject: str,
    course: Course,
    belief: Belief,
    of: Callable[[Belief], tuple[float, float]],
    heard_us: int | None,
) -> Event[EstimateChanged]:
    value, variance = of(belief)
    half = BAND_Z * sqrt(variance)
    known = variance <= WIDEST_SHOWN_SD**2

    def clipped(number: float) -> float | None:
        return min(max(number, 0.0), 10.0) if known else None

    return Event(
        id=derived_id("event", SOURCE, subject, kind.TYPE, str(course.events)),
        source=SOURCE,
        type=type_name(kind),
        subject=subject,
        time=moment_of(course.position[0]),
        data=kind(
            events=course.events,
            value=clipped(value),
            low=clipped(value - half),
            high=clipped(value + half),
            last_heard=None if heard_us is None else moment_of(heard_us),
        ),
    )
