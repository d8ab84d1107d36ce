"""The real scoring service as a child process, and the topics and projections around it."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import httpx
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, ConsumerRecord, TopicPartition

from deploy.stacks.readiness import free_port
from services.scoring.domain.course import fold
from services.scoring.domain.packing import pack
from services.scoring.rebuild import NOT_OF_THE_EVENTS
from shared.contracts.envelope import CONTENT_TYPE, CareEvent
from shared.contracts.figures import ServiceFigures
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.topics import DEAD_LETTERS
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, encoded

WITHIN = 45.0
"""Seconds until what must happen has happened."""
Message = tuple[str, bytes | None, bytes | None, list[tuple[str, bytes]]]
"""(topic without prefix, key, value, headers)."""


def eventually(holds: Callable[[], bool], what: str) -> None:
    """Ask until it holds."""
    deadline = time.monotonic() + WITHIN
    while not holds():
        assert time.monotonic() < deadline, f"not within {WITHIN:.0f} s: {what}"
        time.sleep(0.05)


class Worker:
    """One process of `python -m services.scoring`."""

    def __init__(self, settings: Settings) -> None:
        said = settings.model_dump(include={"kafka", "mongo", "database", "topic_prefix", "partitions"})
        self._environment = os.environ | {f"CAIRN_{name.upper()}": str(value) for name, value in said.items()}
        self.address = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns at once."""
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "services.scoring"]
        said = self._environment | {"CAIRN_PORT": str(port), "CAIRN_LOG_LEVEL": "ERROR"}
        self._process = subprocess.Popen(command, env=said, stderr=subprocess.DEVNULL)

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """SIGTERM; the exit status."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(20)

    def health(self) -> tuple[int, Document]:
        """(status, checks), or (0, {}) while it does not answer."""
        try:
            answer = httpx.get(f"{self.address}/health", timeout=5)
        except httpx.TransportError:
            return 0, {}
        return answer.status_code, answer.json()["checks"]

    def figures(self) -> ServiceFigures:
        """What an operator is told."""
        return ServiceFigures.model_validate_json(httpx.get(f"{self.address}/figures", timeout=5).content)


@contextmanager
def worker(settings: Settings) -> Iterator[Worker]:
    """A running worker; killed at the end if it still runs."""
    one = Worker(settings)
    one.start()
    try:
        yield one
    finally:
        one.kill()


async def write(settings: Settings, messages: Iterable[Message]) -> None:
    """Write to the care topics, acknowledged by all."""
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.kafka, acks="all", max_request_size=2**21, request_timeout_ms=30_000
    )
    await producer.start()
    try:
        sent = [
            await producer.send(settings.topic(topic), value, key=key, headers=headers)
            for topic, key, value, headers in messages
        ]
        await asyncio.gather(*sent)
    finally:
        await producer.stop()


def as_message(event: CareEvent) -> Message:
    """An event as its producer writes it."""
    return (event.type, event.subject.encode(), event.to_json(), [("content-type", CONTENT_TYPE.encode())])


async def tell(settings: Settings, events: Iterable[CareEvent]) -> None:
    """Publish events."""
    await write(settings, map(as_message, events))


async def read_all(settings: Settings, topic: str) -> Sequence[ConsumerRecord]:
    """Everything on a topic now."""
    consumer = AIOKafkaConsumer(
        settings.topic(topic), bootstrap_servers=settings.kafka, auto_offset_reset="earliest", group_id=None
    )
    await consumer.start()
    try:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        found: list[ConsumerRecord] = []
        while any([await consumer.position(tp) < end for tp, end in ends.items()]):
            read: dict[TopicPartition, list[ConsumerRecord]] = await consumer.getmany(timeout_ms=500)
            found += [record for records in read.values() for record in records]
        return found
    finally:
        await consumer.stop()


async def dead_letters(settings: Settings) -> Sequence[ConsumerRecord]:
    """What nobody should fold."""
    return await read_all(settings, DEAD_LETTERS)


def folded_count(database: BlockingDatabase[Document]) -> int:
    """Events in all projections."""
    return sum(document["events"] for document in database[PARTICIPANTS].find({}, {"events": 1}))


def projections(database: BlockingDatabase[Document]) -> dict[str, bytes]:
    """Every projection, without what depends on batches or on the time."""
    return {
        document["_id"]: encoded({k: document[k] for k in sorted(document) if k not in ("_id", *NOT_OF_THE_EVENTS)})
        for document in database[PARTICIPANTS].find({})
    }


def expected(events: Iterable[CareEvent]) -> dict[str, bytes]:
    """What a fold from scratch in this process makes of the events."""
    by_subject: dict[str, list[CareEvent]] = {}
    for event in events:
        by_subject.setdefault(event.subject, []).append(event)
    folded = {}
    for subject, some in by_subject.items():
        course = fold(None, sorted(some, key=lambda one: one.position))
        assert course is not None
        document = pack(subject, course)
        folded[subject] = encoded({name: document[name] for name in sorted(document)})
    return folded
