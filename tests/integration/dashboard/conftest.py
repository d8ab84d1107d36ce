"""Scoring's database and the dashboard's own, in a place of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from services.dashboard.identity import Identity, Role
from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking


@pytest.fixture
def now() -> datetime:
    """One moment for the whole test, to the millisecond that MongoDB keeps."""
    return datetime(2026, 3, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def harbour() -> Identity:
    """A coordinator at the site `harbour`, where the documents' builder puts people."""
    return Identity("northway", ("harbour",), Role.COORDINATOR, "coordinator-1")


@pytest.fixture
def scores(space: Settings) -> Iterator[BlockingDatabase[Document]]:
    """Scoring's database, with the indexes that `deploy.prepare` makes."""
    database = connect_blocking(space.mongo, space.database_of(SCORING))
    yield database
    database.client.close()


@pytest.fixture
def own(space: Settings, scores: BlockingDatabase[Document]) -> BlockingDatabase[Document]:
    """The dashboard's database."""
    return scores.client.get_database(space.database_of("dashboard"))
