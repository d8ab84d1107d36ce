"""Estimates over time agree with the projection at every moment, and what moved them sums to the change."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scoring.domain.course import Course, fold, knowing, retracted_by
from services.scoring.domain.history import NOT_SHARED, Band
from services.scoring.domain.packing import pack
from services.scoring.domain.retelling import Asked, Point, retold
from services.scoring.domain.sharing import EVERY_TYPE, types_shared
from shared.contracts.codes import Shared
from shared.contracts.envelope import CareEvent, moment_of
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.events import CareData
from shared.contracts.read_models import CATEGORIES, MOVE, Category, Estimate, ParticipantScores, packed_ids
from tests.property.scoring.generated_courses import PEOPLE, happenings
from tests.unit.scoring.care import us

thorough = settings(max_examples=150, deadline=None)
moments = st.floats(-1.0, 430.0).map(us)
"""From before the first event to after the last."""
seen_types = st.sampled_from([EVERY_TYPE, types_shared(frozenset()), types_shared(frozenset({Shared.SETBACKS}))])


def journeys_in(events: Sequence[CareEvent]) -> list[list[CareEvent]]:
    """The events of each who has any, in order."""
    of_each = [[event for event in events if event.participant_id == who] for who in PEOPLE]
    return [sorted(some, key=lambda event: event.position) for some in of_each if some]


def as_of(course: Course | None, at_us: int) -> tuple[Band | None, Band | None]:
    """What the projection shows at a moment."""
    assert course is not None
    document = {"_id": "shore/robin", **pack("shore/robin", course)}
    shown = ParticipantScores.from_document(document).as_of(moment_of(at_us))
    return banded(shown.readiness), banded(shown.self_efficacy)


def banded(shown: Estimate) -> Band | None:
    if shown.value is None or shown.low is None or shown.high is None:
        return None
    return Band(shown.value, shown.low, shown.high)


@thorough
@given(happenings(), moments, st.integers(1, 730))
def test_every_point_is_what_the_projection_of_what_was_heard_by_then_shows(
    events: list[CareEvent], now_us: int, days: int
) -> None:
    for happened in journeys_in(events):
        history = retold(happened, Asked(now_us, days, 0, EVERY_TYPE))
        assert history is not None
        known = knowing(None, retracted_by(happened))
        for point in (history.points[0], history.points[len(history.points) // 2], history.points[-1]):
            course = fold(known, (event for event in happened if event.position[0] <= point.us))
            assert point == Point(point.us, *as_of(course, point.us))
        assert history.until_us == history.points[-1].us >= now_us - 60_000_000
        assert len(history.points) <= days


@thorough
@given(happenings(), moments, moments, seen_types)
def test_what_moved_an_estimate_and_what_settled_sum_to_its_change(
    events: list[CareEvent], since_us: int, now_us: int, seen: frozenset[type[CareData]]
) -> None:
    for happened in journeys_in(events):
        history = retold(happened, Asked(now_us, 84, since_us, seen))
        assert history is not None
        for moved in (history.readiness, history.self_efficacy):
            parts = sum(moved.by_category.values()) + moved.settling
            assert moved.since + parts == pytest.approx(moved.until, abs=1e-9)


@thorough
@given(happenings())
def test_the_moves_are_those_that_the_projection_keeps(events: list[CareEvent]) -> None:
    for happened in journeys_in(events):
        history = retold(happened, Asked(us(430.0), 730, us(-1.0), EVERY_TYPE))
        course = fold(None, happened)
        assert history is not None
        assert course is not None
        ids, moves = packed_ids(course.moved_by), list(MOVE.iter_unpack(course.moves))
        told = list(reversed(history.moves))[-len(ids) :] if ids else []
        kept = [(event_id, at_us, CATEGORIES[k]) for event_id, (at_us, k, _, _) in zip(ids, moves, strict=True)]
        assert [(one.event.id, one.us, one.category) for one in told] == kept
        for of, kept_as in ((readiness, 2), (self_efficacy, 3)):
            assert [one.moved(of) for one in told] == pytest.approx([move[kept_as] for move in moves], abs=1e-5)
        assert history.heard_us == course.heard_us


@thorough
@given(happenings(), moments)
def test_what_somebody_does_not_see_is_in_the_sum_and_named_nowhere(events: list[CareEvent], since_us: int) -> None:
    seen = types_shared(frozenset({Shared.CHECK_INS, Shared.SCORES}))
    for happened in journeys_in(events):
        all_of_it = retold(happened, Asked(us(430.0), 84, since_us, EVERY_TYPE))
        shared = retold(happened, Asked(us(430.0), 84, since_us, seen))
        assert all_of_it is not None
        assert shared is not None
        assert shared.points == all_of_it.points
        assert {type(one.event.data) for one in shared.moves} <= seen
        named = {*shared.readiness.by_category, *shared.self_efficacy.by_category}
        assert named <= {Category.RULER, Category.STAGE, NOT_SHARED}
        assert {type(one.event.data) for one in shared.rulers or ()} <= seen
        assert shared.talk is None
