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

from bson import Binary, encode
from bson.errors import BSONError
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
    OperationFailure,
    PyMongoError,
    WTimeoutError,
)
from pymongo.uri_parser import parse_uri

from shared.runtime.errors import Misconfigured, StoreAway

__all__ = [
    "ASCENDING",
    "DESCENDING",
    "DUPLICATE_KEY",
    "REFUSED",
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
    "check_url",
    "connect",
    "connect_blocking",
    "encoded",
    "ensure_indexes",
    "store_errors",
]

_DRIVER = AsyncIOMotorClient

Document: TypeAlias = dict[str, Any]
Collection: TypeAlias = AsyncCollection[Document]
Database: TypeAlias = AsyncDatabase[Document]

ANSWER_WITHIN_MS = 5_000
"""How long one call may look for a primary before it is `StoreAway`."""

DUPLICATE_KEY = 11000
"""MongoDB's error code for an `_id`, or another value of a unique index, that is taken."""
REFUSED = (PyMongoError, BSONError)
"""What a driver raises for what it, or the server, will not take; `store_errors` turns "not there" into StoreAway."""

_AWAY = (ConnectionFailure, AutoReconnect, NotPrimaryError, WTimeoutError, ExecutionTimeout)
_AWAY_CODES = frozenset({6, 7, 50, 64, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436})
"""What a server says that is stopping, stepping down, or cut off from its majority (MongoDB's error_codes.yml)."""
_OPTIONS: dict[str, Any] = {
    "appname": "cairn",
    "tz_aware": True,
    "retryWrites": True,
    "serverSelectionTimeoutMS": ANSWER_WITHIN_MS,
    "connectTimeoutMS": ANSWER_WITHIN_MS,
    "socketTimeoutMS": 20_000,
}


def check_url(url: str) -> None:
    """Raises Misconfigured when `url` cannot be a MongoDB URL; looks at no network and repeats none of it."""
    try:
        if not url.startswith("mongodb+srv:"):
            parse_uri(url)
    except (PyMongoError, ValueError) as error:
        raise Misconfigured("CAIRN_MONGO is not right: it must be a replica set's URL, mongodb://...") from error


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
    except PyMongoError as error:
        if _is_away(error):
            raise StoreAway(type(error).__name__) from error
        raise


def _is_away(error: PyMongoError) -> bool:
    if isinstance(error, BulkWriteError):
        said = [*error.details.get("writeErrors", ()), *error.details.get("writeConcernErrors", ())]
        return any(one.get("code") in _AWAY_CODES for one in said)
    if isinstance(error, _AWAY) or (isinstance(error, OperationFailure) and error.code in _AWAY_CODES):
        return True
    return error.has_error_label("RetryableWriteError") or error.has_error_label("TransientTransactionError")


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


def encoded(document: Mapping[str, Any]) -> bytes:
    """The document as BSON: equal bytes mean equal to the last bit, and fields in the same order."""
    return encode(document)
