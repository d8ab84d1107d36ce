"""A MongoDB replica set of one member, so that transactions and change streams work as in production."""

from __future__ import annotations

from typing import Any

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from deploy.stacks.readiness import LOOPBACK

NAME = "rs0"
_NOT_YET_INITIALIZED = 94
_NO_LONGER_A_MEMBER = 93  # InvalidReplicaSetConfig: the data was last served at another port


def replica_set_url(port: int) -> str:
    """The URL for drivers: with the name of the set, so that they follow it over restarts."""
    return f"mongodb://{LOOPBACK}:{port}/?replicaSet={NAME}"


def takes_writes(port: int) -> bool:
    """Whether the member at `port` is primary now; makes it one where it is new, or was moved to this port."""
    client: MongoClient[dict[str, Any]] = MongoClient(
        LOOPBACK, port, directConnection=True, serverSelectionTimeoutMS=2_000, socketTimeoutMS=10_000
    )
    with client:
        try:
            if client.admin.command("hello").get("isWritablePrimary"):
                return True
            _ensure_member(client, f"{LOOPBACK}:{port}")
        except PyMongoError:
            return False  # it is starting, or going: the caller asks again, and watches the process
    return False


def _ensure_member(client: MongoClient[dict[str, Any]], address: str) -> None:
    try:
        client.admin.command("replSetGetStatus")
    except OperationFailure as refused:
        if refused.code == _NOT_YET_INITIALIZED:
            config: dict[str, Any] = {"_id": NAME, "members": [{"_id": 0, "host": address}]}
            client.admin.command("replSetInitiate", config)
        elif refused.code == _NO_LONGER_A_MEMBER:
            config = client.admin.command("replSetGetConfig")["config"]
            config["members"][0]["host"] = address
            config["version"] += 1
            client.admin.command("replSetReconfig", config, force=True)
