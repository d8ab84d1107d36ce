"""Kafka and MongoDB, started together and stopped together."""

from __future__ import annotations

import secrets
import shutil
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from deploy.stacks.local.jars import cache_folder, locked_jars
from deploy.stacks.local.kafka import Broker, installed_java
from deploy.stacks.local.mongo import Database, installed_mongod
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, free_port, is_free
from deploy.stacks.replica_set import replica_set_url
from deploy.stacks.unavailable import PortTaken

RUNS = Path(".cairn")


class LocalStack:
    """Two running servers. A `Stack`, and a context manager that stops them."""

    def __init__(self, folder: Path, broker: Broker, database: Database, *, keep_data: bool) -> None:
        self.folder = folder
        self._broker = broker
        self._database = database
        self._keep_data = keep_data

    @classmethod
    def start(
        cls,
        folder: Path | None = None,
        *,
        bench: bool = False,
        kafka_port: int | None = None,
        mongo_port: int | None = None,
    ) -> Self:
        """Both servers, answering. Logs and data are in `folder`, where a later start finds the data again.

        Without `folder` there is a fresh one, `.cairn/run-...` below the working directory; when it is stopped, its
        logs stay and its data goes. Without ports, free ones. Raises `StackUnavailable`, with nothing left running.
        """
        for server, port in (("Kafka", kafka_port), ("MongoDB", mongo_port)):
            if port is not None and not is_free(port):
                raise PortTaken(server, port)
        mongod, java, cache = installed_mongod(), installed_java(), cache_folder()
        jars = locked_jars(cache)
        keep_data, folder = folder is not None, (folder or _fresh_folder()).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        stack = cls(
            folder,
            Broker(folder, kafka_port or free_port(), java, jars, cache, bench=bench),
            Database(folder, mongo_port or free_port(), mongod),
            keep_data=keep_data,
        )
        try:
            stack._database.launch()
            stack._broker.launch()  # Java formats the data folder first: meanwhile mongod comes up
            stack._database.await_answer()
            stack._broker.await_answer()
        except BaseException:
            stack.stop()
            raise
        return stack

    @property
    def kafka(self) -> str:
        return f"{LOOPBACK}:{self._broker.port}"

    @property
    def mongo(self) -> str:
        return replica_set_url(self._database.port)

    def children(self) -> list[Child]:
        """The server processes, for whoever has to notice that one ended."""
        return [self._broker.child, self._database.child]

    def kill_broker(self) -> None:
        self._broker.kill()

    def start_broker(self) -> None:
        self._broker.start()

    def kill_database(self) -> None:
        self._database.kill()

    def start_database(self) -> None:
        self._database.start()

    def stop(self) -> None:
        """Ends both in order and waits for it. May be called twice, and after a server died."""
        for child in self.children():
            child.ask_to_stop()
        self._database.stop()
        self._broker.stop()
        if not self._keep_data:
            for data in (self._broker.data, self._database.data):
                shutil.rmtree(data, ignore_errors=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def _fresh_folder() -> Path:
    return RUNS / f"run-{datetime.now().astimezone():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
