"""The Kafka and the MongoDB of a run: those that the environment names, or new ones of its own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from deploy.run.stopped import HalfGiven
from deploy.stacks.local import LocalStack
from deploy.stacks.local.processes import Child
from deploy.stacks.local.stack import RUNS


@dataclass(frozen=True, slots=True)
class Servers:
    """Two running servers and a place of this run's own on them, so that every run starts clean.

    variables: the `CAIRN_*` settings that name them. folder: for logs. children: the processes that are ours.
    """

    variables: Mapping[str, str]
    folder: Path
    children: Sequence[Child]
    stop: Callable[[], None]
    described: str


def servers(environment: Mapping[str, str]) -> Servers:
    """Those of CAIRN_KAFKA and CAIRN_MONGO, or a local stack when neither is set.

    Raises HalfGiven, or StackUnavailable with nothing left running.
    """
    kafka, mongo = environment.get("CAIRN_KAFKA"), environment.get("CAIRN_MONGO")
    if kafka and mongo:
        return _given(kafka, mongo)
    if kafka or mongo:
        both = ("CAIRN_KAFKA", "CAIRN_MONGO")
        raise HalfGiven(*(both if kafka else reversed(both)))
    return _own()


def _own() -> Servers:
    stack = LocalStack.start()
    return Servers(
        _variables(stack.kafka, stack.mongo, prefix="", database="cairn"),
        stack.folder,
        stack.children(),
        stack.stop,
        f"Kafka at {stack.kafka}, MongoDB at {stack.mongo}; logs and data in {stack.folder}",
    )


def _given(kafka: str, mongo: str) -> Servers:
    name = f"run-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    folder = (RUNS / name).absolute()
    folder.mkdir(parents=True)
    return Servers(
        _variables(kafka, mongo, prefix=f"{name}.", database=f"cairn-{name}"),
        folder,
        (),
        lambda: None,
        f"your servers; topics {name}.* and databases cairn-{name}_* are this run's, and stay; logs in {folder}",
    )


def _variables(kafka: str, mongo: str, *, prefix: str, database: str) -> dict[str, str]:
    return {
        "CAIRN_KAFKA": kafka,
        "CAIRN_MONGO": mongo,
        "CAIRN_TOPIC_PREFIX": prefix,
        "CAIRN_DATABASE": database,
    }
