"""Both drivers of MongoDB: the contract of the store holds on each."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import AsyncMongoClient

from deploy.stacks.stack import Stack
from shared.runtime.store import Database, connect, connect_blocking

DRIVERS = {"motor": AsyncIOMotorClient, "pymongo": AsyncMongoClient}


@pytest.fixture(params=DRIVERS)
def driver(request: pytest.FixtureRequest) -> Any:
    """A driver's client class."""
    return DRIVERS[request.param]


@pytest.fixture
async def database(stack: Stack, driver: Any) -> AsyncIterator[Database]:
    """An empty database, through the driver; dropped in the end."""
    name = f"t{uuid4().hex[:10]}"
    async with connect(stack.mongo, name, driver=driver) as found:
        yield found
    blocking = connect_blocking(stack.mongo, name)
    blocking.client.drop_database(name)
    blocking.client.close()
