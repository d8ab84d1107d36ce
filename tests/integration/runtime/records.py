"""A small aggregate and a small event, for what holds for every service."""

from __future__ import annotations

from datetime import UTC, datetime

from aiokafka import AIOKafkaConsumer, ConsumerRecord

from shared.contracts.envelope import Event, event
from shared.contracts.events import ParticipantEnrolled
from shared.contracts.topics import type_name
from shared.runtime.commands import Command
from shared.runtime.settings import Settings

TOPIC = type_name(ParticipantEnrolled)


def command(key: str = "key", *content: str) -> Command:
    """A command of the organization `shore`."""
    return Command.of("shore", key, "test", *content)


def joined(key: str = "key", participant: str = "robin") -> Event[ParticipantEnrolled]:
    """An event that a command with this key leads to."""
    return event(
        ParticipantEnrolled(enrolment_id="enrolment-1", site="harbour", program="walking"),
        organization="shore",
        participant_id=participant,
        time=datetime(2026, 3, 1, 12, tzinfo=UTC),
        source="cairn/test",
        idempotency_key=key,
    )


async def records(settings: Settings, count: int, topic: str = TOPIC) -> list[ConsumerRecord]:
    """All records of a topic, once there are at least `count`. The test's own time limit ends the waiting."""
    consumer = AIOKafkaConsumer(settings.topic(topic), bootstrap_servers=settings.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        found: list[ConsumerRecord] = []
        while len(found) < count or await _there_are_more(consumer):
            for batch in (await consumer.getmany(timeout_ms=500)).values():
                found += batch
        return found
    finally:
        await consumer.stop()


async def _there_are_more(consumer: AIOKafkaConsumer) -> bool:
    ends = await consumer.end_offsets(consumer.assignment())
    return any([await consumer.position(partition) < end for partition, end in ends.items()])
