"""Reading care topics without ever losing or skipping a message.

FastStream's defaults would commit before or in spite of a failure, and its parser drops a whole batch for one
header that is not UTF-8. Here a batch reaches the handler as raw records, nothing is committed but by explicit
offsets after the effect, and what cannot be read goes to the dead-letter topic before its offset is committed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple, TypeAlias

from aiokafka import ConsumerRebalanceListener, ConsumerRecord, TopicPartition
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.kafka.message import KafkaAckableMessage
from faststream.kafka.subscriber.usecase import BatchSubscriber

from shared.contracts.envelope import CONTENT_TYPE, CareEvent, Refusal, read_event
from shared.contracts.topics import DEAD_LETTERS
from shared.runtime.lenient_records import read_leniently
from shared.runtime.publisher import Outgoing
from shared.runtime.settings import Settings

read_leniently()

Headers: TypeAlias = tuple[tuple[str, bytes | None], ...]
_USUAL: Headers = (("content-type", CONTENT_TYPE.encode()),)

FETCHED_AT_ONCE = 256 * 1024
"""Bytes that a consumer prefetches per partition at the most: with some hundred partitions this bounds its memory."""
POLL_MS = 10
"""Milliseconds one poll waits for messages; FastStream sleeps as long again after an empty one."""


class Record(NamedTuple):
    """A message as it came: what waits by the ten thousand takes two thirds of what the client's own record does."""

    topic: str
    partition: int
    offset: int
    timestamp: int
    """When Kafka took it, in milliseconds since 1970."""
    key: bytes | None
    value: bytes | None
    headers: Headers

    @classmethod
    def of(cls, record: ConsumerRecord) -> Record:
        """What is needed of the client's record."""
        headers = _USUAL if record.headers == _USUAL else record.headers
        return cls(record.topic, record.partition, record.offset, record.timestamp, record.key, record.value, headers)


Records: TypeAlias = tuple[Record, ...]


class Read(NamedTuple):
    """One message that is an event, where it stood in the log, and where it stands among its participant's events."""

    event: CareEvent
    record: Record
    position: tuple[int, int, str]

    @property
    def raw(self) -> bytes:
        """The event's bytes; a message without any is none."""
        return self.record.value or b""


class DeadLetter(NamedTuple):
    """One message that nobody should fold, and why."""

    refusal: Refusal
    record: Record


def build_reader(settings: Settings) -> KafkaBroker:
    """A FastStream broker that only reads, and creates no topic."""
    return KafkaBroker(settings.kafka, consumer_only=True, allow_auto_create_topics=False, logger=None)


def subscribe(
    broker: KafkaBroker,
    topics: Iterable[str],
    *,
    group: str,
    at_most: int,
    listener: ConsumerRebalanceListener,
    handle: Callable[[Records], Awaitable[None]],
) -> BatchSubscriber:
    """Have `handle` called with raw records, at most `at_most` at a time. It must not raise, and commits itself.

    Range assignment keeps co-partitions together: who holds partition 3 of one topic holds it of all.
    """
    subscriber = broker.subscriber(
        *topics,
        group_id=group,
        batch=True,
        max_records=at_most,
        batch_timeout_ms=POLL_MS,
        ack_policy=AckPolicy.MANUAL,
        auto_offset_reset="earliest",
        partition_assignment_strategy=(RangePartitionAssignor,),
        listener=listener,
        parser=_as_it_is,
        decoder=_undecoded,
        max_poll_interval_ms=3_600_000,
        session_timeout_ms=6_000,
        heartbeat_interval_ms=1_000,
        max_partition_fetch_bytes=FETCHED_AT_ONCE,
    )

    @subscriber
    async def take(message: Any) -> None:
        await handle(tuple(map(Record.of, message)))

    return subscriber


def read_each(records: Iterable[Record], prefix: str) -> Iterator[Read | DeadLetter]:
    """Every record read on its own, in the order of the records."""
    for record in records:
        appended = datetime.fromtimestamp(record.timestamp / 1000, UTC)
        read = read_event(record.topic.removeprefix(prefix), record.key, record.value, record.headers, appended)
        yield DeadLetter(read, record) if isinstance(read, Refusal) else Read(read, record, read.position)


def sort_out(records: Iterable[Record], prefix: str) -> tuple[list[Read], list[DeadLetter]]:
    """Read every record on its own; (events in the order of the records, dead letters)."""
    events: list[Read] = []
    dead: list[DeadLetter] = []
    for message in read_each(records, prefix):
        if isinstance(message, Read):
            events.append(message)
        else:
            dead.append(message)
    return events, dead


def dead_letter(letter: DeadLetter, *, consumer: str, topic: str) -> Outgoing:
    """The record for the dead-letter topic: key and value as they were, the rest in headers.

    The original's own headers follow with `original.` before their names. `topic` is the full name of
    `care.dead-letters.v1` on this cluster.
    """
    record = letter.record
    said = {
        "cairn-reason": letter.refusal.reason.value,
        "cairn-detail": letter.refusal.detail,
        "cairn-consumer": consumer,
        "cairn-topic": record.topic,
        "cairn-partition": str(record.partition),
        "cairn-offset": str(record.offset),
        "cairn-timestamp": str(record.timestamp),
    }
    ours = tuple((name, value.encode()) for name, value in said.items())
    theirs = tuple((f"original.{_writable(name)}", value or b"") for name, value in record.headers)
    # Kafka's client takes no record without both; then the value is written empty, as the reason says.
    value = b"" if record.key is None and record.value is None else record.value
    return Outgoing(topic, record.key, value, ours + theirs)


def _writable(name: str) -> str:
    # The bytes of a name that is not UTF-8 as \xff: names are text to Kafka's clients.
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")


def next_offsets(records: Iterable[Record]) -> dict[TopicPartition, int]:
    """What to commit once all these records have had their effect: one after the last, per partition."""
    last: dict[tuple[str, int], int] = {}
    for record in records:
        partition = (record.topic, record.partition)
        if record.offset >= last.get(partition, 0):
            last[partition] = record.offset + 1
    return {TopicPartition(*partition): offset for partition, offset in last.items()}


def dead_letter_topic(settings: Settings) -> str:
    """The full name of the dead-letter topic on this cluster."""
    return settings.topic(DEAD_LETTERS)


async def _as_it_is(records: Any) -> KafkaAckableMessage:
    # FastStream's own parser decodes headers and would raise; ours looks at nothing.
    return KafkaAckableMessage(raw_message=records, body=b"", consumer=None)  # it never acknowledges


async def _undecoded(message: KafkaAckableMessage) -> Any:
    return message.raw_message
