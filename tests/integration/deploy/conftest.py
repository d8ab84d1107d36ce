"""A run counts what its topics ever held."""

from __future__ import annotations

import pytest


@pytest.fixture
def anew() -> bool:
    """So topics are new."""
    return True
