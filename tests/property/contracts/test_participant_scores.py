"""Whatever is stored and whenever it is read: parts sum, bands hold the value, reading changes nothing."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime, timedelta
from struct import pack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.contracts.estimates import Belief
from shared.contracts.read_models import CATEGORIES, ParticipantScores
from tests.property.contracts.generated_beliefs import beliefs
from tests.unit.contracts.packed_scores import AT, document, packed_belief, packed_trail

thorough = settings(max_examples=200, deadline=None)
shares = st.floats(-10, 10, allow_subnormal=False)
parts = st.lists(
    st.tuples(st.integers(0, len(CATEGORIES) - 1), shares, shares, shares, shares),
    min_size=1,
    max_size=len(CATEGORIES),
    unique_by=lambda part: part[0],
)
nows = st.timedeltas(timedelta(days=-30), timedelta(days=500)).map(lambda span: AT + span)


@thorough
@given(parts, nows)
def test_the_parts_sum_to_the_estimate(packed: list[tuple[int, float, float, float, float]], now: datetime) -> None:
    mean = tuple(sum(part[n] for part in packed) for n in range(1, 5))
    belief = Belief((mean[0], mean[1], mean[2], mean[3]), (0.25, 0, 0, 0, 0.36, 0, 0, 0.49, 0, 0.16))
    stored = document(belief=packed_belief(AT, belief), parts=b"".join(pack("<B4d", *part) for part in packed))
    shown = ParticipantScores.from_document(stored).as_of(now)
    for estimate in (shown.readiness, shown.self_efficacy):
        assert sum(estimate.parts.values()) == pytest.approx(estimate.unclipped, abs=1e-9, rel=0)


@thorough
@given(beliefs(), beliefs(), nows, st.integers(0, 40))
def test_a_band_lies_on_the_ruler_around_its_value_and_a_trend_stands_on_a_number(
    earlier: Belief, newest: Belief, now: datetime, days: int
) -> None:
    trail = packed_trail(AT - timedelta(days=days), earlier) + packed_trail(AT, newest)
    stored = document(belief=packed_belief(AT, newest), trail=trail)
    before = deepcopy(stored)
    shown = ParticipantScores.from_document(stored).as_of(now)
    for estimate in (shown.readiness, shown.self_efficacy):
        if estimate.value is None:
            assert (estimate.low, estimate.high, estimate.trend) == (None, None, None)
            assert estimate.sd > 1.5
        else:
            assert estimate.low is not None
            assert estimate.high is not None
            assert 0 <= estimate.low <= estimate.value <= estimate.high <= 10
            assert estimate.sd <= 1.5
        assert (estimate.trend is None) == (estimate.change is None)
        assert estimate.change is None or abs(estimate.change) > 0.7
    assert stored == before
