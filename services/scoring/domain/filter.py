"""One Kalman update per piece of evidence, with exact attribution to categories of evidence.

Attribution: one vector C_k per category with sum_k C_k = x. A prediction maps every C_k as it maps x; a measurement
y with gain K takes (H . C_k) K from each and gives K y to the evidence's own category; an input is added to its own.
So the parts always sum to the state. Written out by element: this runs once per event, millions of times.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from shared.contracts.estimates import PRIOR, Belief, aged, fading
from shared.contracts.read_models import Category

Share: TypeAlias = tuple[float, float, float, float]
Parts: TypeAlias = Mapping[Category, Share]


class Estimates(NamedTuple):
    """What is believed, and which category of evidence holds which share of it."""

    belief: Belief
    parts: Parts


START = Estimates(PRIOR, {Category.PRIOR: PRIOR.mean})
_NOTHING: Share = (0.0, 0.0, 0.0, 0.0)

Left: TypeAlias = tuple[float, float]
"""Shares of a readiness and of a self-efficacy deviation."""
ALL_LEFT: Left = (1.0, 1.0)


def later(estimates: Estimates, days: float) -> Estimates:
    """The estimates `days` later with nothing heard."""
    if days <= 0.0:
        return estimates
    f, g = fading(days)
    parts = {k: (a, b * f, c, d * g) for k, (a, b, c, d) in estimates.parts.items()}
    return Estimates(aged(estimates.belief, days), parts)


def measured_readiness(
    estimates: Estimates, value: float, variance: float, category: Category, left: Left = ALL_LEFT
) -> tuple[Estimates, float, float]:
    """R = mR + dR was observed. (estimates, what R moved by, what S moved by).

    left: shares of the parts' deviations that are left, where only the belief was aged so far: in one pass with the
    update this costs a third of ageing the parts first.
    """
    (m0, m1, _, _), (a, b, c, d, e, h, i, _, _, _) = estimates.belief
    column = (a + b, b + e, c + h, d + i)
    k0, k1, k2, k3 = gain = _gain(column, column[0] + column[1] + variance)
    f, g = left
    parts = {
        name: (p0 - (q := p0 + (r := p1 * f)) * k0, r - q * k1, p2 - q * k2, p3 * g - q * k3)
        for name, (p0, p1, p2, p3) in estimates.parts.items()
    }
    return _updated(estimates.belief, parts, column, gain, value, value - m0 - m1, category)


def measured_self_efficacy(
    estimates: Estimates, value: float, variance: float, category: Category, left: Left = ALL_LEFT
) -> tuple[Estimates, float, float]:
    """S = mS + dS was observed. (estimates, what R moved by, what S moved by); `left` as for readiness."""
    (_, _, m2, m3), (_, _, c, d, _, h, i, j, k, n) = estimates.belief
    column = (c + d, h + i, j + k, k + n)
    k0, k1, k2, k3 = gain = _gain(column, column[2] + column[3] + variance)
    f, g = left
    parts = {
        name: (p0 - (q := p2 + (s := p3 * g)) * k0, p1 * f - q * k1, p2 - q * k2, s - q * k3)
        for name, (p0, p1, p2, p3) in estimates.parts.items()
    }
    return _updated(estimates.belief, parts, column, gain, value, value - m2 - m3, category)


def _gain(column: Share, variance: float) -> Share:
    """K = P H' / `variance`, where `column` = P H' and `variance` is that of the innovation."""
    g0, g1, g2, g3 = column
    return g0 / variance, g1 / variance, g2 / variance, g3 / variance


def _updated(
    belief: Belief,
    parts: dict[Category, Share],
    column: Share,
    gain: Share,
    value: float,
    innovation: float,
    category: Category,
) -> tuple[Estimates, float, float]:
    """The update; `parts` have given up their (H . C_k) K already, and `category` gets K y here."""
    k0, k1, k2, k3 = gain
    g1, g2, g3 = column[1:]
    (m0, m1, m2, m3), (a, b, c, d, e, h, i, j, k, n) = belief
    v = innovation
    o0, o1, o2, o3 = parts.get(category, _NOTHING)
    parts[category] = (o0 + k0 * value, o1 + k1 * value, o2 + k2 * value, o3 + k3 * value)
    after = Belief(
        (m0 + k0 * v, m1 + k1 * v, m2 + k2 * v, m3 + k3 * v),
        (
            a - k0 * column[0], b - k0 * g1, c - k0 * g2, d - k0 * g3, e - k1 * g1,
            h - k1 * g2, i - k1 * g3, j - k2 * g2, k - k2 * g3, n - k3 * g3,
        ),
    )  # fmt: skip
    return Estimates(after, parts), (k0 + k1) * v, (k2 + k3) * v


def shifted(estimates: Estimates, by: float, category: Category, left: Left = ALL_LEFT) -> Estimates:
    """An input to the passing deviation of S: no measurement, so nothing becomes surer; `left` as for readiness."""
    (m0, m1, m2, m3), covariance = estimates.belief
    f, g = left
    parts = {k: (a, b * f, c, d * g) for k, (a, b, c, d) in estimates.parts.items()}
    p0, p1, p2, p3 = parts.get(category, _NOTHING)
    parts[category] = (p0, p1, p2, p3 + by)
    return Estimates(Belief((m0, m1, m2, m3 + by), covariance), parts)
