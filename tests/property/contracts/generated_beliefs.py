"""Beliefs a filter could hold: any mean, any positive semidefinite covariance."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from shared.contracts.estimates import Belief

UPPER = np.triu_indices(4)
"""Where the ten stored numbers stand in the 4 x 4 matrix: the upper triangle by rows."""

_entries = st.floats(-1.5, 1.5, allow_subnormal=False)


def matrix_of(belief: Belief) -> NDArray[np.float64]:
    """The 4 x 4 covariance."""
    matrix = np.zeros((4, 4))
    matrix[UPPER] = belief.covariance
    return matrix + np.triu(matrix, 1).T


@st.composite
def beliefs(draw: st.DrawFn) -> Belief:
    """Any mean on and around 0-10; a covariance A A^T plus the .01 that no evidence ever takes away."""
    mean = draw(st.tuples(*(st.floats(-2.0, 12.0) for _ in range(4))))
    root = np.array(draw(st.lists(_entries, min_size=16, max_size=16))).reshape(4, 4)
    a, b, c, d, e, h, i, j, k, n = map(float, (root @ root.T + 0.01 * np.eye(4))[UPPER])
    return Belief((mean[0], mean[1], mean[2], mean[3]), (a, b, c, d, e, h, i, j, k, n))


days = st.floats(0.0, 400.0)
