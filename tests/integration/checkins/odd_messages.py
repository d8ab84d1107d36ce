"""Messages that no ordinary client writes: a record without key and value, a header's name that is not UTF-8."""

from __future__ import annotations

import time
from collections.abc import Sequence

from aiokafka import TopicPartition
from aiokafka.client import AIOKafkaClient
from aiokafka.protocol.produce import ProduceRequest
from aiokafka.record.default_records import _DefaultRecordBatchBuilderPy

from shared.runtime.settings import Settings

Header = tuple[bytes, bytes]


class _Name(str):
    """A header's name for the record builder, of any bytes."""

    __slots__ = ()

    def encode(self, encoding: str = "utf-8", errors: str = "strict") -> bytes:
        return super().encode(encoding, "surrogateescape")


async def append(
    settings: Settings, topic: str, key: bytes | None, value: bytes | None, headers: Sequence[Header] = ()
) -> tuple[int, int]:
    """Write one record of any bytes to the topic's first partition; (partition, offset)."""
    full = settings.topic(topic)
    batch = _DefaultRecordBatchBuilderPy(2, 0, 0, -1, -1, -1, 2**20)
    named = [(_Name(name.decode(errors="surrogateescape")), content) for name, content in headers]
    assert batch.append(0, None, key, value, named) is not None
    client = AIOKafkaClient(bootstrap_servers=settings.kafka)
    try:
        await client.bootstrap()
        written, deadline = [(full, [(0, bytes(batch.build()))])], time.monotonic() + 10
        while True:  # a topic that was created just now may have no leader for a moment
            await client._wait_on_metadata(full)
            leader = client.cluster.leader_for_partition(TopicPartition(full, 0))
            answer = await client.send(leader, ProduceRequest(None, -1, 10_000, written))
            ((_, ((partition, error, offset, *_),)),) = answer.topics
            if error == 0:
                return partition, offset
            assert time.monotonic() < deadline, error
            await client.force_metadata_update()
    finally:
        await client.close()
