"""What Cairn believes about a participant, and how that belief ages.

Four states on 0-10: a slow baseline m and a passing deviation d for readiness (R = mR + dR) and for
self-efficacy (S = mS + dS). A belief is their mean and covariance. `aged` is the one place that knows what time
does to it: scoring calls it between events, a page calls it to show "as of now". Pure; times are parameters.
"""

from __future__ import annotations

from math import exp, sqrt
from typing import NamedTuple

BASELINE_START = 6.0
"""0-10. Where a baseline starts before any evidence: people who enrol tend to rate themselves a little above the
middle of a ruler. A starting point, to be replaced by a program's own average once it has one."""
BASELINE_SD = 1.8
"""0-10. How far people's baselines spread around the start."""
BASELINE_CORRELATION = 0.4
"""Between the two baselines at the start: importance and confidence rulers correlate moderately."""
READINESS_DRIFT = 0.08
"""Baseline random walk of readiness, 0-10 per square root of a day."""
SELF_EFFICACY_DRIFT = 0.10
"""Baseline random walk of self-efficacy, 0-10 per square root of a day."""
DEVIATION_SD = 0.8
"""0-10. Standard deviation of the passing deviation once it has settled."""
READINESS_MEMORY = 14.0
"""Days after which a passing deviation of readiness has faded to 1/e."""
SELF_EFFICACY_MEMORY = 7.0
"""Days after which a passing deviation of self-efficacy has faded to 1/e."""
BAND_Z = 1.2816
"""Half-width of an 80 % band in standard deviations (standard normal quantile of .9)."""
TREND_WINDOW = 14.0
"""Days over which a trend is looked for."""
SMALLEST_TREND = 0.7
"""0-10. A smaller change over the window is never called a trend."""
TREND_Z = 1.28
"""How many standard deviations a change must exceed to be called real."""
WIDEST_SHOWN_SD = 1.5
"""0-10. Above it a page says "not enough recent information" instead of a number."""

US_PER_DAY = 86_400_000_000.0

Mean = tuple[float, float, float, float]
"""(mR, dR, mS, dS)."""
Covariance = tuple[float, float, float, float, float, float, float, float, float, float]
"""Upper triangle by rows: mRmR mRdR mRmS mRdS dRdR dRmS dRdS mSmS mSdS dSdS."""


class Belief(NamedTuple):
    """Mean and covariance of the four states."""

    mean: Mean
    covariance: Covariance


_V = BASELINE_SD**2
_C = BASELINE_CORRELATION * _V
_D = DEVIATION_SD**2

PRIOR = Belief((BASELINE_START, 0.0, BASELINE_START, 0.0), (_V, 0.0, _C, 0.0, _D, 0.0, 0.0, _V, 0.0, _D))
"""The belief at the time of a participant's first event, before that event is folded."""


def fading(days: float) -> tuple[float, float]:
    """The shares of a readiness and of a self-efficacy deviation that are left after `days`."""
    return exp(-days / READINESS_MEMORY), exp(-days / SELF_EFFICACY_MEMORY)


def aged(belief: Belief, days: float) -> Belief:
    """The belief `days` (>= 0) later with nothing heard: deviations fade, uncertainty grows.

    Baselines walk randomly (variance + q^2 days); deviations are Ornstein-Uhlenbeck (d f, variance f^2 v +
    sd^2 (1 - f^2), f = exp(-days / memory)).
    """
    if days <= 0.0:
        return belief
    f, g = fading(days)
    (m_r, d_r, m_s, d_s), (a, b, c, d, e, h, i, j, k, n) = belief
    return Belief(
        (m_r, d_r * f, m_s, d_s * g),
        (
            a + READINESS_DRIFT**2 * days,
            b * f,
            c,
            d * g,
            f * f * e + _D * (1.0 - f * f),
            h * f,
            i * f * g,
            j + SELF_EFFICACY_DRIFT**2 * days,
            k * g,
            g * g * n + _D * (1.0 - g * g),
        ),
    )


def readiness(belief: Belief) -> tuple[float, float]:
    """(value, variance) of R = mR + dR; the value is not clipped."""
    mean, cov = belief
    return mean[0] + mean[1], cov[0] + 2.0 * cov[1] + cov[4]


def self_efficacy(belief: Belief) -> tuple[float, float]:
    """(value, variance) of S = mS + dS; the value is not clipped."""
    mean, cov = belief
    return mean[2] + mean[3], cov[7] + 2.0 * cov[8] + cov[9]


def real_change(then: tuple[float, float], unheard_variance: float, now: tuple[float, float]) -> float | None:
    """The change of an estimate over the trend window if it is real, else None.

    then, now: (value, variance) 14 days ago and now; unheard_variance: the variance that would stand now had
    nothing been heard since. What the evidence of these days took away from it is the variance of the change.
    """
    change = now[0] - then[0]
    sd = sqrt(max(unheard_variance - now[1], 0.0))
    return change if abs(change) > max(SMALLEST_TREND, TREND_Z * sd) else None
