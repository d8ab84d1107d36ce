"""Scoring's own database, for a look at what it wrote."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking


@pytest.fixture
def database(space: Settings) -> Iterator[BlockingDatabase[Document]]:
    scores = connect_blocking(space.mongo, space.database_of(SCORING))
    yield scores
    scores.client.close()


@pytest.fixture
def partitions() -> int:
    """Enough for two workers to share."""
    return 2
