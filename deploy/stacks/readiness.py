"""Waiting for a server by asking it, and finding ports that stay ours over a restart."""

from __future__ import annotations

import random
import socket
import struct
import time
from collections.abc import Callable

LOOPBACK = "127.0.0.1"
ASK_EVERY = 0.02
"""Seconds between two questions to a server that is starting."""

_PORTS = range(15_000, 30_000)
"""Below every system's range for outgoing connections: a client that keeps trying to reach a killed server
could otherwise be given the server's own port and connect to itself."""
_METADATA_OF_NO_TOPIC = struct.pack(">hhihi", 3, 1, 1, -1, 0)
"""Kafka request Metadata v1: key, version, correlation id, no client id, an empty list of topics."""


def poll_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Whether `ready` came true within `seconds`. It is asked at least once; what it raises passes through."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() >= deadline:
            return False
        time.sleep(ASK_EVERY)
    return True


def accepts(port: int) -> bool:
    """Whether something on this machine's loopback accepts connections at `port`."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False


def broker_answers(port: int) -> bool:
    """Whether a Kafka broker at `port` knows a broker to lead partitions: itself, registered and not fenced."""
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1) as connection:
            connection.sendall(struct.pack(">i", len(_METADATA_OF_NO_TOPIC)) + _METADATA_OF_NO_TOPIC)
            with connection.makefile("rb") as answer:
                start = answer.read(12)  # size, correlation id, number of brokers
    except OSError:
        return False
    return len(start) == 12 and int(struct.unpack(">iii", start)[2]) > 0


def is_free(port: int) -> bool:
    """Whether a server could listen at `port` on loopback now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port nobody listens at. Another process may take it first: rare, and the server then says so."""
    while not is_free(port := random.choice(_PORTS)):  # noqa: S311  # not a secret
        pass
    return port
