"""What time does to a belief, against numbers worked out by hand."""

from __future__ import annotations

from math import exp, inf

import pytest

from shared.contracts.estimates import (
    BASELINE_CORRELATION,
    PRIOR,
    Belief,
    Covariance,
    aged,
    fading,
    readiness,
    real_change,
    self_efficacy,
)

KNOWN_TODAY: Covariance = (0.25, -0.1, 0.05, 0.02, 0.36, 0.03, 0.04, 0.49, -0.2, 0.16)
HEARD = Belief((5.0, 1.0, 6.0, -2.0), KNOWN_TODAY)


def test_before_any_evidence_both_estimates_are_6_and_uncertain() -> None:
    assert readiness(PRIOR) == pytest.approx((6.0, 1.8**2 + 0.8**2))
    assert self_efficacy(PRIOR) == pytest.approx((6.0, 1.8**2 + 0.8**2))
    assert PRIOR.covariance[2] / 1.8**2 == pytest.approx(BASELINE_CORRELATION)


def test_an_estimate_is_its_baseline_and_its_deviation_together() -> None:
    assert readiness(HEARD) == pytest.approx((6.0, 0.25 - 2 * 0.1 + 0.36))
    assert self_efficacy(HEARD) == pytest.approx((4.0, 0.49 - 2 * 0.2 + 0.16))


def test_no_time_changes_nothing() -> None:
    assert aged(HEARD, 0.0) == HEARD


def test_after_14_days_of_silence_baselines_stay_and_deviations_fade_to_e_to_the_minus_1_and_2() -> None:
    f, g = exp(-1), exp(-2)
    assert aged(HEARD, 14.0).mean == pytest.approx((5.0, f, 6.0, -2.0 * g), abs=1e-12)


def test_after_14_days_of_silence_the_covariance_is_what_one_gets_by_hand() -> None:
    # f = .36787944, g = .13533528; baselines + .08^2 * 14 = .0896 and .1^2 * 14 = .14
    assert aged(HEARD, 14.0).covariance == pytest.approx(
        (
            0.25 + 0.0896,
            -0.1 * 0.36787944,
            0.05,
            0.02 * 0.13533528,
            0.13533528 * 0.36 + 0.64 * (1 - 0.13533528),
            0.03 * 0.36787944,
            0.04 * 0.36787944 * 0.13533528,
            0.49 + 0.14,
            -0.2 * 0.13533528,
            0.01831564 * 0.16 + 0.64 * (1 - 0.01831564),
        ),
        abs=1e-8,
    )


def test_a_long_silence_leaves_the_baseline_and_a_deviation_that_can_be_anything_usual() -> None:
    long_after = aged(HEARD, 10_000.0)
    assert long_after.mean == pytest.approx((5.0, 0.0, 6.0, 0.0))
    a, b, _, d, e, h, i, j, k, n = long_after.covariance
    assert (b, d, h, i, k) == pytest.approx((0.0,) * 5)
    assert (e, n) == pytest.approx((0.64, 0.64))
    assert (a, j) == pytest.approx((0.25 + 64.0, 0.49 + 100.0))


def test_a_deviation_fades_by_half_in_its_memory_times_ln_2() -> None:
    assert fading(14.0 * 0.6931471805599453)[0] == pytest.approx(0.5)
    assert fading(7.0 * 0.6931471805599453)[1] == pytest.approx(0.5)
    assert fading(0.0) == (1.0, 1.0)
    assert fading(inf) == (0.0, 0.0)


def test_a_change_up_to_seven_tenths_is_never_called_a_trend() -> None:
    certain = 0.5
    assert real_change((5.0, 1.0), certain, (5.69, certain)) is None
    assert real_change((5.0, 1.0), certain, (5.71, certain)) == pytest.approx(0.71)
    assert real_change((5.0, 1.0), certain, (4.29, certain)) == pytest.approx(-0.71)


def test_a_larger_change_is_a_trend_only_beyond_1_28_standard_deviations_of_the_change() -> None:
    # sd(change) = sqrt(1.5 - .5) = 1, so 1.28 is the bound
    assert real_change((5.0, 1.0), 1.5, (6.27, 0.5)) is None
    assert real_change((5.0, 1.0), 1.5, (6.29, 0.5)) == pytest.approx(1.29)
    assert real_change((6.29, 1.0), 1.5, (5.0, 0.5)) == pytest.approx(-1.29)


def test_rounding_that_makes_the_unheard_variance_a_hair_smaller_than_now_does_no_harm() -> None:
    assert real_change((5.0, 1.0), 0.5 - 1e-16, (6.0, 0.5)) == pytest.approx(1.0)
