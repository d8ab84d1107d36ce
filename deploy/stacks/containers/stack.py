"""Kafka and MongoDB in containers, started together and removed together, with their data."""

from __future__ import annotations

from typing import Self

from deploy.stacks.containers.servers import kafka_server, mongo_server
from deploy.stacks.stack import RunningStack


class ContainerStack(RunningStack):
    """Two running containers. Ask `engine_missing` first: without an engine testcontainers raises its own errors."""

    @classmethod
    def start(cls) -> Self:
        """Both servers, answering. Raises `StackUnavailable`, with nothing left running."""
        return cls(kafka_server(), mongo_server())
