"""What must hold for any belief and any silence."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.contracts.estimates import PRIOR, Belief, aged, readiness, self_efficacy
from tests.property.contracts.generated_beliefs import beliefs, days, matrix_of

thorough = settings(max_examples=300, deadline=None)


@thorough
@given(beliefs(), days, days)
@example(PRIOR, 0.0, 14.0)
@example(PRIOR, 1e-9, 400.0)
def test_two_silences_in_a_row_do_what_one_as_long_does(belief: Belief, first: float, second: float) -> None:
    in_two, in_one = aged(aged(belief, first), second), aged(belief, first + second)
    assert in_two.mean == pytest.approx(in_one.mean, abs=1e-9, rel=0)
    assert in_two.covariance == pytest.approx(in_one.covariance, abs=1e-9, rel=0)


@thorough
@given(beliefs(), days)
def test_a_covariance_stays_one(belief: Belief, silence: float) -> None:
    assert np.linalg.eigvalsh(matrix_of(aged(belief, silence))).min() >= -1e-9


@thorough
@given(beliefs(), st.floats(0.0, 1e5))
def test_the_variance_of_an_estimate_is_never_negative(belief: Belief, silence: float) -> None:
    later = aged(belief, silence)
    assert readiness(later)[1] >= -1e-12
    assert self_efficacy(later)[1] >= -1e-12


@thorough
@given(beliefs(), days)
def test_silence_moves_no_baseline_and_only_shrinks_deviations(belief: Belief, silence: float) -> None:
    m_r, d_r, m_s, d_s = aged(belief, silence).mean
    assert (m_r, m_s) == (belief.mean[0], belief.mean[2])
    assert abs(d_r) <= abs(belief.mean[1])
    assert abs(d_s) <= abs(belief.mean[3])


@thorough
@given(st.floats(0.0, 1e4), st.floats(0.0, 1e4))
def test_from_the_prior_on_longer_silence_is_never_more_certain(one: float, other: float) -> None:
    shorter, longer = aged(PRIOR, min(one, other)), aged(PRIOR, max(one, other))
    assert readiness(shorter)[1] <= readiness(longer)[1] + 1e-12
    assert self_efficacy(shorter)[1] <= self_efficacy(longer)[1] + 1e-12
