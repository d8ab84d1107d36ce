"""One update of the filter and one stretch of time, by hand.

At the start R = S = 6; each has variance 1.8^2 + .8^2 = 3.88, of which the baselines share .4 * 1.8^2 = 1.296.
"""

from __future__ import annotations

from math import exp

import pytest

from services.scoring.domain.filter import (
    START,
    Estimates,
    later,
    measured_readiness,
    measured_self_efficacy,
    shifted,
)
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.read_models import Category

PRIOR, RULER, STEP, SETBACK = Category.PRIOR, Category.RULER, Category.STEP, Category.SETBACK


def parts(estimates: Estimates) -> dict[Category, tuple[float, float]]:
    """What each kind of evidence holds of R and of S."""
    return {kind: (a + b, c + d) for kind, (a, b, c, d) in estimates.parts.items()}


def test_a_participant_starts_at_six_with_a_wide_band() -> None:
    assert readiness(START.belief) == pytest.approx((6.0, 3.88))
    assert self_efficacy(START.belief) == pytest.approx((6.0, 3.88))
    assert parts(START) == {PRIOR: (6.0, 6.0)}


def test_a_confidence_of_8_in_a_session_moves_self_efficacy_most_and_readiness_a_little() -> None:
    # innovation 8 - 6 = 2 with variance 3.88 + 1.44 = 5.32
    after, r, s = measured_self_efficacy(START, 8.0, 1.44, RULER)
    assert s == pytest.approx(2 * 3.88 / 5.32, abs=1e-12)
    assert r == pytest.approx(2 * 1.296 / 5.32, abs=1e-12)
    assert self_efficacy(after.belief) == pytest.approx((6 + 2 * 3.88 / 5.32, 3.88 - 3.88**2 / 5.32), abs=1e-12)
    assert readiness(after.belief) == pytest.approx((6 + 2 * 1.296 / 5.32, 3.88 - 1.296**2 / 5.32), abs=1e-12)
    assert parts(after) == {
        PRIOR: pytest.approx((6 - 6 * 1.296 / 5.32, 6 - 6 * 3.88 / 5.32), abs=1e-12),
        RULER: pytest.approx((8 * 1.296 / 5.32, 8 * 3.88 / 5.32), abs=1e-12),
    }


def test_what_moves_divides_between_baseline_and_passing_deviation_as_their_variances_do() -> None:
    after, _, _ = measured_self_efficacy(START, 8.0, 1.44, RULER)
    expected = (6 + 2 * 1.296 / 5.32, 0.0, 6 + 2 * 3.24 / 5.32, 2 * 0.64 / 5.32)
    assert after.belief.mean == pytest.approx(expected, abs=1e-12)


def test_readiness_measured_moves_readiness_as_confidence_moves_self_efficacy() -> None:
    by_confidence, r, s = measured_self_efficacy(START, 8.0, 1.44, RULER)
    by_importance, r_too, s_too = measured_readiness(START, 8.0, 1.44, RULER)
    assert (r_too, s_too) == pytest.approx((s, r), abs=1e-12)
    assert readiness(by_importance.belief) == pytest.approx(self_efficacy(by_confidence.belief), abs=1e-12)
    assert self_efficacy(by_importance.belief) == pytest.approx(readiness(by_confidence.belief), abs=1e-12)


def test_an_answer_as_expected_moves_nothing_but_makes_surer_and_takes_its_share() -> None:
    after, r, s = measured_self_efficacy(START, 6.0, 1.44, RULER)
    assert (r, s) == (0.0, 0.0)
    assert self_efficacy(after.belief) == pytest.approx((6.0, 3.88 * 1.44 / 5.32), abs=1e-12)
    assert parts(after)[RULER] == pytest.approx((6 * 1.296 / 5.32, 6 * 3.88 / 5.32), abs=1e-12)


def test_a_second_answer_takes_from_the_first_and_from_the_prior_alike() -> None:
    once, _, _ = measured_self_efficacy(START, 8.0, 1.44, RULER)
    twice, _, _ = measured_self_efficacy(once, 4.0, 1.44, STEP)
    # the second gain on S: variance 3.88 * 1.44 / 5.32 over itself plus 1.44 = 3.88 / 9.2
    gain = 3.88 / 9.2
    assert parts(twice)[PRIOR][1] == pytest.approx((6 - 6 * 3.88 / 5.32) * (1 - gain), abs=1e-12)
    assert parts(twice)[RULER][1] == pytest.approx(8 * 3.88 / 5.32 * (1 - gain), abs=1e-12)
    assert parts(twice)[STEP][1] == pytest.approx(4 * gain, abs=1e-12)


def test_a_shift_moves_self_efficacy_and_makes_nobody_surer() -> None:
    after = shifted(START, -0.4, SETBACK)
    assert self_efficacy(after.belief) == pytest.approx((5.6, 3.88))
    assert readiness(after.belief) == readiness(START.belief)
    assert after.belief.covariance == START.belief.covariance
    assert parts(after) == {PRIOR: (6.0, 6.0), SETBACK: (0.0, -0.4)}


def test_what_a_setback_took_fades_to_a_third_in_a_week() -> None:
    a_week_later = later(shifted(START, -0.4, SETBACK), 7.0)
    assert a_week_later.belief.mean == pytest.approx((6.0, 0.0, 6.0, -0.4 / exp(1)), abs=1e-12)
    assert parts(a_week_later)[SETBACK] == pytest.approx((0.0, -0.4 / exp(1)), abs=1e-12)


def test_with_time_a_baseline_grows_uncertain_and_a_deviation_settles() -> None:
    sure, _, _ = measured_self_efficacy(START, 6.0, 1.44, RULER)
    then, now = sure.belief, later(sure, 14.0).belief
    assert now.covariance[0] == pytest.approx(then.covariance[0] + 0.0064 * 14, abs=1e-12)
    assert now.covariance[7] == pytest.approx(then.covariance[7] + 0.01 * 14, abs=1e-12)
    assert now.covariance[4] == pytest.approx(0.64, abs=1e-12)  # readiness' deviation was not measured
    settled = exp(-4) * then.covariance[9] + 0.64 * (1 - exp(-4))
    assert now.covariance[9] == pytest.approx(settled, abs=1e-12)


def test_no_time_changes_nothing() -> None:
    assert later(START, 0.0) is START
