"""The servers that tests run on: one stack for the whole session.

CAIRN_KAFKA and CAIRN_MONGO, when both are set: those servers, which are never killed.
CAIRN_TEST_STACK=local (the default): child processes. CAIRN_TEST_STACK=docker: testcontainers.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from deploy.stacks.local import LocalStack
from deploy.stacks.stack import RunningStack, Stack
from deploy.stacks.unavailable import StackUnavailable


@dataclass(frozen=True)
class GivenServers:
    """Servers that somebody else runs. A test that has to kill one is skipped."""

    kafka: str
    mongo: str

    def kill_broker(self) -> None:
        pytest.skip("CAIRN_KAFKA is somebody's broker: it is not ours to kill")

    def kill_database(self) -> None:
        pytest.skip("CAIRN_MONGO is somebody's database: it is not ours to kill")

    start_broker = kill_broker
    start_database = kill_database


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """A running stack, started when the first test asks for it. Whoever kills a server starts it again."""
    kafka, mongo = os.environ.get("CAIRN_KAFKA"), os.environ.get("CAIRN_MONGO")
    if kafka and mongo:
        yield GivenServers(kafka, mongo)
        return
    if kafka or mongo:
        pytest.exit("set both CAIRN_KAFKA and CAIRN_MONGO, or none of them")
    match os.environ.get("CAIRN_TEST_STACK", "local"):
        case "local":
            start: Callable[[], RunningStack] = LocalStack.start
        case "docker":
            start = _containers
        case other:
            pytest.exit(f"CAIRN_TEST_STACK={other} is not a stack: local or docker")
    try:
        running = start()
    except StackUnavailable as reason:
        pytest.fail(str(reason), pytrace=False)
    with running:
        yield running


def _containers() -> RunningStack:
    from deploy.stacks.containers import ContainerStack, engine_missing

    if reason := engine_missing():
        pytest.skip(reason)
    return ContainerStack.start()
