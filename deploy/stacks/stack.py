"""What every stack offers, whoever runs the servers."""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from deploy.stacks.readiness import LOOPBACK
from deploy.stacks.replica_set import replica_set_url


class Stack(Protocol):
    """One Kafka broker and one MongoDB replica set of one member, both answering.

    After `kill_*` the server is gone as by kill -9; after `start_*` it answers again at the same address with all
    that it had acknowledged. `start_*` raises `StackUnavailable` when it does not.
    """

    @property
    def kafka(self) -> str:
        """Bootstrap address, `host:port`: the value of `CAIRN_KAFKA`."""

    @property
    def mongo(self) -> str:
        """MongoDB URL that names the replica set: the value of `CAIRN_MONGO`."""

    def kill_broker(self) -> None: ...

    def start_broker(self) -> None: ...

    def kill_database(self) -> None: ...

    def start_database(self) -> None: ...


class Server(Protocol):
    """One server on loopback. Its start has two halves, so that two can come up side by side."""

    port: int

    def launch(self) -> None:
        """Returns at once, or nearly."""

    def await_answer(self) -> None:
        """Returns when the server does what it is for. Raises `StackUnavailable`."""

    def kill(self) -> None:
        """kill -9; returns when it is gone. Its data stays."""

    def stop(self) -> None:
        """Ends it for good. May be called twice, and before `launch`."""


class RunningStack:
    """A `Stack` of two servers of our own, and a context manager that stops them."""

    def __init__(self, broker: Server, database: Server) -> None:
        """Starts both. Raises `StackUnavailable`, with nothing left running."""
        self._broker = broker
        self._database = database
        try:
            database.launch()
            broker.launch()
            database.await_answer()
            broker.await_answer()
        except BaseException:
            self.stop()
            raise

    @property
    def kafka(self) -> str:
        return f"{LOOPBACK}:{self._broker.port}"

    @property
    def mongo(self) -> str:
        return replica_set_url(self._database.port)

    def kill_broker(self) -> None:
        self._broker.kill()

    def start_broker(self) -> None:
        self._broker.launch()
        self._broker.await_answer()

    def kill_database(self) -> None:
        self._database.kill()

    def start_database(self) -> None:
        self._database.launch()
        self._database.await_answer()

    def stop(self) -> None:
        """Ends both and waits for it. May be called twice, and after a server died."""
        self._database.stop()
        self._broker.stop()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
