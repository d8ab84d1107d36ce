"""A Kafka client that is closed leaves no connection open, whenever and however it was closed.

aiokafka's own client forgets a connection that it opened for its very first question when it is cancelled there, and
opens a new one for whoever asks something after it was closed. Both stay open until the garbage collector finds them,
and a broker counts them meanwhile. So every connection that a client opens is written down here, closing the client
closes them all, and a closed client opens none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from weakref import WeakSet

from aiokafka import client as aiokafka_client
from aiokafka.client import AIOKafkaClient
from aiokafka.conn import AIOKafkaConnection, create_conn
from aiokafka.consumer import consumer
from aiokafka.producer import producer


def leave_none_open() -> None:
    """From now on new consumers and producers of this process have clients like that. Again changes nothing."""
    aiokafka_client.create_conn = _connected
    consumer.AIOKafkaClient = producer.AIOKafkaClient = TidyClient


class TidyClient(AIOKafkaClient):  # type: ignore[misc]  # untyped library
    """aiokafka's client, which answers for every connection that it has opened."""

    def __init__(self, *settings: Any, **options: Any) -> None:
        super().__init__(*settings, **options)
        self.opened: WeakSet[AIOKafkaConnection] = WeakSet()
        self.closed = False

    async def bootstrap(self) -> None:
        """Find the cluster."""
        with _opening_for(self):
            await super().bootstrap()

    async def close(self) -> None:
        """Close all connections, and open none from here on."""
        self.closed = True
        try:
            await super().close()
        finally:
            for connection in list(self.opened):
                connection.close()

    async def _get_conn(self, *node: Any, **options: Any) -> AIOKafkaConnection | None:
        if self.closed:
            return None  # the node is not ready, says the client then
        with _opening_for(self):
            return await super()._get_conn(*node, **options)


_opener: ContextVar[TidyClient | None] = ContextVar("opener", default=None)


@contextmanager
def _opening_for(client: TidyClient) -> Iterator[None]:
    before = _opener.set(client)
    try:
        yield
    finally:
        _opener.reset(before)


async def _connected(*address: Any, **options: Any) -> AIOKafkaConnection:
    connection = await create_conn(*address, **options)
    if client := _opener.get():
        client.opened.add(connection)
        if client.closed:  # while this one was being opened
            connection.close()
    return connection
