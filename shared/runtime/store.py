"""MongoDB: the one module that imports its driver.

Motor is past its end of life and is used here only through calls that PyMongo's own async client has under the
same names; the store's contract tests pass on both, so leaving Motor is the line that defines `_DRIVER`.
(`aggregate`, `watch` and sessions differ between the two and are therefore not used.)

Every write waits for a majority and the journal: what was acknowledged survives a killed database.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from inspect import isawaitable
from typing import Any, TypeAlias

from bson import Binary
from motor.motor_asyncio import AsyncIOMotorClient
from pymongo import ASCENDING, DESCENDING, InsertOne, MongoClient, ReplaceOne, UpdateOne, WriteConcern
from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.database import Database as BlockingDatabase
from pymongo.errors import (
    AutoReconnect,
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    NotPrimaryError,
    PyMongoError,
    WTimeoutError,
)

from shared.runtime.errors import StoreAway

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "Binary",
    "BlockingDatabase",
    "BulkWriteError",
    "Collection",
    "Database",
    "Document",
    "DuplicateKeyError",
    "Index",
    "InsertOne",
    "ReplaceOne",
    "UpdateOne",
    "connect",
    "connect_blocking",
    "ensure_indexes",
    "store_errors",
]

_DRIVER = AsyncIOMotorClient

Document: TypeAlias = dict[str, Any]
Collection: TypeAlias = AsyncCollection[Document]
Database: TypeAlias = AsyncDatabase[Document]

ANSWER_WITHIN_MS = 5_000
"""How long one call may look for a primary before it is `StoreAway`."""

_AWAY = (ConnectionFailure, AutoReconnect, NotPrimaryError, WTimeoutError, ExecutionTimeout)
_OPTIONS: dict[str, Any] = {
    "appname": "cairn",
    "tz_aware": True,
    "retryWrites": True,
    "serverSelectionTimeoutMS": ANSWER_WITHIN_MS,
    "connectTimeoutMS": ANSWER_WITHIN_MS,
    "socketTimeoutMS": 20_000,
}


@asynccontextmanager
async def connect(url: str, database: str, *, driver: Any = _DRIVER) -> AsyncIterator[Database]:
    """The database `database` of the replica set at `url`, for as long as the context lasts.

    Connects lazily: entering succeeds while MongoDB is away, and calls then raise within ANSWER_WITHIN_MS.
    `driver` is there for the contract tests.
    """
    client = driver(url, **_OPTIONS)
    try:
        yield client.get_database(database, write_concern=WriteConcern(w="majority", j=True))
    finally:
        closing = client.close()
        if isawaitable(closing):
            await closing


def connect_blocking(url: str, database: str) -> BlockingDatabase[Document]:
    """The same database for code without an event loop (the dashboard), read from the primary. Connects lazily."""
    client: MongoClient[Document] = MongoClient(url, **_OPTIONS)
    return client.get_database(database)


@contextmanager
def store_errors() -> Iterator[None]:
    """Turn the driver's errors about an unreachable database into `StoreAway`; let all others through."""
    try:
        yield
    except BulkWriteError:
        raise
    except _AWAY as error:
        raise StoreAway(type(error).__name__) from error
    except PyMongoError as error:
        if error.has_error_label("RetryableWriteError") or error.has_error_label("TransientTransactionError"):
            raise StoreAway(type(error).__name__) from error
        raise


@dataclass(frozen=True, slots=True)
class Index:
    """An index that a service's queries need; `deploy.prepare` creates it."""

    collection: str
    keys: tuple[tuple[str, int], ...]
    unique: bool = False
    only_where: Mapping[str, Any] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


async def ensure_indexes(database: Database, indexes: Sequence[Index]) -> None:
    """Create what is missing; what is there already stays. Raises StoreAway."""
    with store_errors():
        for index in indexes:
            options = dict(index.options)
            if index.only_where is not None:
                options["partialFilterExpression"] = dict(index.only_where)
            await database[index.collection].create_index(list(index.keys), unique=index.unique, **options)
