"""Kafka and MongoDB as child processes, started together and stopped together."""

from __future__ import annotations

import secrets
import shutil
from datetime import datetime
from pathlib import Path
from typing import Self

from deploy.stacks.local.jars import cache_folder, locked_jars
from deploy.stacks.local.kafka import Broker, installed_java
from deploy.stacks.local.mongo import Database, installed_mongod
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import free_port, is_free
from deploy.stacks.stack import RunningStack
from deploy.stacks.unavailable import PortTaken

RUNS = Path(".cairn")


class LocalStack(RunningStack):
    """Two running servers on loopback, with their logs and data in `folder`."""

    def __init__(self, folder: Path, broker: Broker, database: Database, *, keep_data: bool) -> None:
        self.folder = folder
        self._children = (broker.child, database.child)
        self._passing_data = () if keep_data else (broker.data, database.data)
        super().__init__(broker, database)

    @classmethod
    def start(
        cls,
        folder: Path | None = None,
        *,
        bench: bool = False,
        kafka_port: int | None = None,
        mongo_port: int | None = None,
    ) -> Self:
        """Both servers, answering. A later start with the same `folder` finds its data again.

        Without `folder` there is a fresh one, `.cairn/run-...` below the working directory; after `stop` its logs
        stay and its data goes. Without ports, free ones. Raises `StackUnavailable`, with nothing left running.
        """
        for server, port in (("Kafka", kafka_port), ("MongoDB", mongo_port)):
            if port is not None and not is_free(port):
                raise PortTaken(server, port)
        mongod, java, cache = installed_mongod(), installed_java(), cache_folder()
        jars = locked_jars(cache)
        keep_data, folder = folder is not None, (folder or _fresh_folder()).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        broker = Broker(folder, kafka_port or free_port(), java, jars, cache, bench=bench)
        database = Database(folder, mongo_port or free_port(), mongod)
        return cls(folder, broker, database, keep_data=keep_data)

    def children(self) -> tuple[Child, ...]:
        """The server processes, for whoever has to notice that one ended."""
        return self._children

    def stop(self) -> None:
        for child in self._children:
            child.ask_to_stop()  # both at once: the second need not wait for the first
        super().stop()
        for data in self._passing_data:
            shutil.rmtree(data, ignore_errors=True)


def _fresh_folder() -> Path:
    return RUNS / f"run-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
