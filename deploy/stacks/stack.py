"""What every stack offers, whoever runs the servers."""

from __future__ import annotations

from typing import Protocol


class Stack(Protocol):
    """One Kafka broker and one MongoDB replica set of one member, both answering.

    After `kill_*` the server is gone as by a power cut of its process; after `start_*` it answers again on the
    same port with the data that it had acknowledged. `start_*` raises `StackUnavailable` when it does not.
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
