"""A running goals service for a test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from shared.runtime.settings import Settings
from tests.integration.goals.callers import Caller, instance


@pytest.fixture
async def client(space: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """An HTTP client of one instance of the service."""
    async with instance(space) as one:
        yield one


@pytest.fixture
def caller(client: httpx.AsyncClient) -> Caller:
    """Somebody who sends commands for the organization `shore`."""
    return Caller(client)
