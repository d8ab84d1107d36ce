"""The batch loop: read, align, decode, apply, dead-letter, commit; with backoff and pause while a server is away.

Order matters and is the whole safety of it: projections and dead letters are acknowledged by their servers before
an offset is committed, and offsets are committed explicitly. A crash between any two steps repeats work, never
loses any.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby

from aiokafka import AIOKafkaConsumer, ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import KafkaError

from services.scoring.domain.alignment import Alignment, Lane
from services.scoring.projector import Entry, Projector
from shared.contracts.envelope import FURTHEST_AHEAD, Reason, Refusal, glimpsed_time
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.figures import PutAside
from shared.runtime.intake import (
    DeadLetter,
    Read,
    Record,
    Records,
    dead_letter,
    dead_letter_topic,
    next_offsets,
    read_each,
)
from shared.runtime.publisher import Publisher
from shared.runtime.settings import Settings

GROUP = "scoring"
"""The consumer group: all scoring workers of one installation share it."""
BATCH = 2_000
"""Events applied at once at the most: a larger batch writes each projection less often, and repeats more after
a crash."""
HANDS = 3
"""Batches in hand at a time, of different partitions and so of different participants: one is folded while the
database writes the other."""
GATHER_FOR = 0.02
"""Seconds between two batches of one hand while there is no backlog."""
READ_AHEAD = 60_000
"""Messages held over all topics and partitions at the most, as they came: about 45 MB."""
BATCHES_IN_HAND = 10
"""Batches that a hand takes at a time in a backlog. Sorted by participant they write each projection once instead of
several times; offsets are committed when all are done, so a crash repeats as many."""
PATIENCE = 5.0
"""Seconds that an event waits for another topic's backlog at the most."""
LONGEST_BACKOFF = 5.0
"""Seconds between tries while MongoDB or Kafka is away."""
_FURTHEST_AHEAD_US = int(FURTHEST_AHEAD.total_seconds() * 1_000_000)
LOOK_AGAIN_AFTER = 0.25
"""Seconds after which waiting messages are looked at again though nothing new arrived."""

_log = logging.getLogger(__name__)


class Worker(ConsumerRebalanceListener):  # type: ignore[misc]  # aiokafka is published without types
    """Scores what one consumer reads. `after_batch` is called after each batch that was applied."""

    def __init__(
        self,
        settings: Settings,
        projector: Projector,
        publisher: Publisher,
        *,
        batch: int = BATCH,
    ) -> None:
        self._settings = settings
        self._projector = projector
        self._publisher = publisher
        self.after_batch: Callable[[], None] = lambda: None
        self.put_aside = PutAside()
        self._batch = batch
        self._alignment: Alignment[Record] = Alignment(
            at_most=batch, in_all=max(READ_AHEAD, batch), patience=PATIENCE
        )
        self._reading: Callable[[], AIOKafkaConsumer | None] = lambda: None
        self._paused: set[Lane] = set()
        self._read_to: dict[Lane, int] = {}
        self._arrived = [asyncio.Event() for _ in range(HANDS)]
        self._applying = [asyncio.Lock() for _ in range(HANDS)]
        self._last_handled = time.monotonic()

    @property
    def last_handled(self) -> float:
        """`time.monotonic` when the last batch was applied and committed."""
        return self._last_handled

    @property
    def busy(self) -> bool:
        """A batch is in hand: if it takes long, then for want of a server, not of a consumer."""
        return any(hand.locked() for hand in self._applying)

    def in_backlog(self) -> bool:
        """More than a batch is waiting."""
        return self._alignment.waiting() > self._batch

    def read_from(self, consumer: Callable[[], AIOKafkaConsumer | None]) -> None:
        """Where to find the consumer whose records `take` gets, once it runs: for pausing and committing."""
        self._reading = consumer

    async def take(self, records: Records) -> None:
        """Records just read. Never raises; they are applied by `run`, and committed only then."""
        for lane, some in groupby(records, _lane):
            self._alignment.offer(lane, [(waits_under(record), record) for record in some])
        self._pause_and_resume()
        for arrived in self._arrived:
            arrived.set()

    async def run(self) -> None:
        """Apply what was read, until cancelled. Ends only by cancellation or a bug."""
        async with asyncio.TaskGroup() as hands:
            for hand in range(HANDS):
                hands.create_task(self._run(hand))

    async def _run(self, hand: int) -> None:
        arrived, applying = self._arrived[hand], self._applying[hand]
        while True:
            arrived.clear()
            async with applying:
                behind = await self._behind()
                limit = self._batch * BATCHES_IN_HAND
                records = self._alignment.release(limit, behind, time.monotonic(), hand=hand, hands=HANDS)
                self._pause_and_resume()
                taken = bool(records)
                if taken:
                    await self._apply_all(records)
            if taken:
                # Without a backlog, what arrives within a moment is worth one write instead of several.
                await asyncio.sleep(0 if self.in_backlog() else GATHER_FOR)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_AGAIN_AFTER if self._alignment.waiting() else None):
                    await arrived.wait()

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        """Let the batches in hand finish and be committed, if they can; drop what was only read."""
        self._alignment.assign(())
        with suppress(TimeoutError):
            async with asyncio.timeout(LONGEST_BACKOFF):
                for applying in self._applying:
                    async with applying:
                        pass

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        """Start with an empty hand: another worker may have written since."""
        self._projector.forget()
        self._paused.clear()
        self._read_to.clear()
        self._alignment.assign([Lane(tp.topic, tp.partition) for tp in assigned])

    async def _apply_all(self, records: list[Record]) -> None:
        """Batch after batch, then the commit. Empties `records`: what was applied takes no memory any more."""
        offsets = next_offsets(records)
        batches = deque(by_participant(records, self._batch))
        records.clear()
        while batches:
            await self._apply_until_done(batches.popleft())
        await self._commit(offsets)

    async def _apply_until_done(self, records: Sequence[Record]) -> None:
        batch = list(read_each(records, self._settings.topic_prefix))
        backoff = 0.1
        while True:
            try:
                await self._apply(batch)
                break
            except (StoreAway, BrokerAway) as away:
                extra = {"error": str(away), "seconds": backoff, "count": len(batch)}
                _log.warning("batch waits: %s", type(away).__name__, extra=extra)
                await asyncio.sleep(backoff)
                backoff = min(backoff * 2, LONGEST_BACKOFF)
        self._last_handled = time.monotonic()
        self.after_batch()

    async def _apply(self, batch: Sequence[Read | DeadLetter]) -> None:
        """Projections, then dead letters."""
        letters = [message for message in batch if isinstance(message, DeadLetter)]
        reads = [message for message in batch if isinstance(message, Read)]
        entries = [Entry(read.event, read.raw, read.position) for read in reads]
        if reused := await self._projector.apply(entries):
            of_entry = {id(one): read for one, read in zip(entries, reads, strict=True)}
            refusal = Refusal(Reason.ID_REUSED, "id: belongs to another event already")
            letters += [DeadLetter(refusal, of_entry[id(one)].record) for one in reused]
        topic = dead_letter_topic(self._settings)
        await self._publisher.publish([dead_letter(letter, consumer=GROUP, topic=topic) for letter in letters])
        self.put_aside.add(letter.refusal.reason.value for letter in letters)
        for letter in letters:
            at = {"topic": letter.record.topic, "partition": letter.record.partition, "offset": letter.record.offset}
            _log.warning("dead letter", extra={**at, "reason": letter.refusal.reason.value})

    async def _commit(self, offsets: Mapping[TopicPartition, int]) -> None:
        consumer = self._reading()
        if consumer is None:
            return
        try:
            await consumer.commit(offsets)
        except KafkaError as error:
            # Uncommitted means delivered again, to whoever holds the partition: repeats are recognised.
            _log.warning("offsets not committed", extra={"error": type(error).__name__})

    async def _behind(self) -> frozenset[Lane]:
        """Lanes with messages in the log that were not read yet, or of which that is not known yet.

        A position only grows: what was asked for before is asked again only when the log has grown beyond it. With
        some hundred lanes, asking for each with every batch took a third of an idle worker's time.
        """
        consumer = self._reading()
        if consumer is None:
            return frozenset()
        behind = set()
        for tp in consumer.assignment():
            lane, highwater = Lane(tp.topic, tp.partition), consumer.highwater(tp)
            if highwater is not None and self._read_to.get(lane, -1) >= highwater:
                continue
            try:
                async with asyncio.timeout(LOOK_AGAIN_AFTER):
                    self._read_to[lane] = position = await consumer.position(tp)
            except (KafkaError, TimeoutError):
                position = -1
            if highwater is None or position < highwater:
                behind.add(lane)
        return frozenset(behind)

    def _pause_and_resume(self) -> None:
        consumer = self._reading()
        if consumer is None:
            return
        assigned = consumer.assignment()
        for lane in self._alignment.crowded() - self._paused:
            if (tp := TopicPartition(*lane)) in assigned:
                consumer.pause(tp)
                self._paused.add(lane)
        for lane in self._paused & self._alignment.spacious():
            self._paused.discard(lane)
            if (tp := TopicPartition(*lane)) in assigned:
                consumer.resume(tp)


def _lane(record: Record) -> Lane:
    return Lane(record.topic, record.partition)


def waits_under(record: Record) -> int | None:
    """The time under which the record waits: never further ahead than an event may be."""
    us = glimpsed_time(record.value)
    return None if us is None else min(us, record.timestamp * 1_000 + _FURTHEST_AHEAD_US)


def by_participant(records: Sequence[Record], at_most: int) -> Iterator[list[Record]]:
    """The records in batches of at most so many: those with one key stand together, each key's in their order.

    Only a key with more than `at_most` records is in more than one batch.
    """
    if len(records) <= at_most:
        yield list(records)
        return
    of_key: dict[bytes | None, list[Record]] = {}
    for record in records:
        of_key.setdefault(record.key, []).append(record)
    batch: list[Record] = []
    for some in of_key.values():
        if batch and len(batch) + len(some) > at_most:
            yield batch
            batch = []
        batch += some
        while len(batch) > at_most:
            yield batch[:at_most]
            batch = batch[at_most:]
    if batch:
        yield batch
