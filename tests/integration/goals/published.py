"""What the goals service published."""

from __future__ import annotations

import asyncio
import time

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from services.goals.store import AGGREGATES
from shared.contracts.envelope import CareEvent
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.intake import sort_out
from shared.runtime.settings import Settings
from shared.runtime.store import connect

RELAYED_WITHIN = 20.0
"""Seconds until every outbox must be empty."""


async def all_records(settings: Settings) -> list[ConsumerRecord]:
    """Every record on the care topics, once no outbox holds anything."""
    await _outboxes_are_empty(settings)
    topics = map(settings.topic, CARE_TOPICS)
    consumer = AIOKafkaConsumer(*topics, bootstrap_servers=settings.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        partitions = consumer.assignment()
        begins, ends = await consumer.beginning_offsets(partitions), await consumer.end_offsets(partitions)
        records: list[ConsumerRecord] = []
        while len(records) < sum(ends[one] - begins[one] for one in partitions):
            batches = await consumer.getmany(timeout_ms=1_000)
            records += [record for batch in batches.values() for record in batch]
        return records
    finally:
        await consumer.stop()


async def all_events(settings: Settings) -> list[CareEvent]:
    """Every event on the care topics, by time; every record there must be readable."""
    read, dead = sort_out(await all_records(settings), settings.topic_prefix)
    assert not dead
    return sorted((one.event for one in read), key=lambda event: event.position)


async def _outboxes_are_empty(settings: Settings) -> None:
    deadline = time.monotonic() + RELAYED_WITHIN
    async with connect(settings.mongo, settings.database_of("goals")) as database:
        while await database[AGGREGATES].find_one({"outbox.id": {"$exists": True}}, {"_id": 1}):
            assert time.monotonic() < deadline, "an outbox still holds events"
            await asyncio.sleep(0.05)
