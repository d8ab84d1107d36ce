"""Goal attainment scaling: one T score over several goals (Kiresuk & Sherman 1968)."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

CORRELATION = 0.3
"""Between goals, as Kiresuk & Sherman take it."""
T_MEAN, T_SD = 50.0, 10.0


def attainment_score(reached: Sequence[tuple[int, float]]) -> float | None:
    """T = 50 + 10 sum(w x) / sqrt((1 - rho) sum w^2 + rho (sum w)^2) over (x in -2..2, weight w >= 0).

    50 means: on the whole as hoped. None when nothing weighs anything.
    """
    weights = [weight for _, weight in reached]
    spread = (1.0 - CORRELATION) * sum(w * w for w in weights) + CORRELATION * sum(weights) ** 2
    if spread <= 0.0:
        return None
    return T_MEAN + T_SD * sum(x * w for x, w in reached) / sqrt(spread)
