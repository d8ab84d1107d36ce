"""Keeps this service's own view of enrolments, goals, steps and supporters up to date from the topics.

A batch has its effect before its offsets are committed: dead letters first, then one bulk write, then the commit.
While Kafka or MongoDB is away the same batch is tried again, and nothing further is read. A commit that fails only
means that the batch comes again, which changes nothing.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, Protocol, TypeVar

from aiokafka import ConsumerRebalanceListener, TopicPartition
from aiokafka.errors import CommitFailedError, IllegalStateError, KafkaError
from faststream.kafka import KafkaBroker
from faststream.kafka.subscriber.usecase import BatchSubscriber

from services.checkins.domain.learning import TELLING, Learned, learned_from, newest
from services.checkins.store import SERVICE
from shared.contracts.topics import type_name
from shared.runtime.background import running
from shared.runtime.consumer_health import STUCK_AFTER
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.figures import PutAside
from shared.runtime.intake import (
    DeadLetter,
    Records,
    build_reader,
    dead_letter,
    dead_letter_topic,
    next_offsets,
    sort_out,
    subscribe,
)
from shared.runtime.publisher import Outgoing
from shared.runtime.reading import LOOK_EVERY, Reading
from shared.runtime.settings import Settings

GROUP = SERVICE
TOPICS = tuple(type_name(data) for data in TELLING)
AT_MOST = 2_000
"""Messages per batch: one bulk write of about .1 s."""
FIRST_BACKOFF, LONGEST_BACKOFF = 0.1, 5.0
"""Seconds between tries while Kafka or MongoDB is away; doubled each time."""
COMMITTED_WITHIN = 5.0
"""Seconds after which a commit is tried again."""

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Keeps(Protocol):
    """Where facts are kept. Raises StoreAway; the same fact twice is one, a later fact replaces an earlier one."""

    async def keep(self, facts: Iterable[Learned]) -> None: ...


class Publishes(Protocol):
    """Where dead letters go. Raises BrokerAway."""

    async def publish(self, records: Sequence[Outgoing]) -> None: ...


class Commits(Protocol):
    """What is asked of the consumer that a batch came from."""

    async def commit(self, offsets: dict[TopicPartition, int]) -> None: ...


class ViewReader:
    """Reads the topics into the store for as long as `running()` lasts."""

    def __init__(
        self,
        settings: Settings,
        store: Keeps,
        publisher: Publishes,
        *,
        stuck_after: float = STUCK_AFTER,
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._settings = settings
        self._store = store
        self._publisher = publisher
        self._stopping = asyncio.Event()
        self.last_handled = 0.0
        self.busy = False
        self.put_aside = PutAside()
        self.reading = Reading("view", self._new_reader, self, stuck_after=stuck_after, look_every=look_every)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Read for as long as the context lasts. Entering does not wait for Kafka."""
        async with running(view=self.reading.run()):
            try:
                yield
            finally:
                self._stopping.set()

    async def handle(self, records: Records, consumer: Commits | None) -> None:
        """One batch: dead letters, view, commit. Returns when that is done, or the reader stops; never raises."""
        self.busy = True
        try:
            dead, facts = await self._until_done(lambda: self._sorted_out(records))
            await self._until_done(lambda: self._bury(dead))
            await self._until_done(lambda: self._store.keep(facts))
            await self._until_done(lambda: _commit(consumer, records))
            self.last_handled = time.monotonic()
        except _Stopping:
            pass  # not committed: whoever reads next gets the batch again
        finally:
            self.busy = False

    async def _sorted_out(self, records: Records) -> tuple[list[DeadLetter], list[Learned]]:
        events, dead = sort_out(records, self._settings.topic_prefix)
        told = (fact for read in events for fact in learned_from(read.event))
        return dead, list(newest(told).values())

    async def _bury(self, dead: Sequence[DeadLetter]) -> None:
        topic = dead_letter_topic(self._settings)
        await self._publisher.publish([dead_letter(letter, consumer=GROUP, topic=topic) for letter in dead])
        self.put_aside.add(letter.refusal.reason.value for letter in dead)
        for reason, count in Counter(letter.refusal.reason.value for letter in dead).items():
            _log.warning("dead letters", extra={"reason": reason, "count": count})

    async def _until_done(self, effect: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
        backoff = FIRST_BACKOFF
        while not self._stopping.is_set():
            try:
                return await self._unless_stopping(effect())
            except _Stopping:
                raise
            except (StoreAway, BrokerAway) as away:
                _log.warning("view waits: %s", type(away).__name__, extra={"error": str(away), "seconds": backoff})
            except Exception:  # noqa: BLE001  # a bug must hold the view up, where health shows it, not skip a message
                _log.exception("view cannot take a batch", extra={"seconds": backoff})
            with suppress(TimeoutError):
                async with asyncio.timeout(backoff):
                    await self._stopping.wait()
            backoff = min(backoff * 2, LONGEST_BACKOFF)
        raise _Stopping

    async def _unless_stopping(self, effect: Coroutine[Any, Any, _T]) -> _T:
        # A call to a server that is away takes seconds to fail: a stop does not wait for that.
        doing, stopping = asyncio.create_task(effect), asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait({doing, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not doing.done():
                raise _Stopping
            return doing.result()
        finally:
            doing.cancel()
            stopping.cancel()

    def _new_reader(self) -> tuple[KafkaBroker, BatchSubscriber]:
        async def handle(records: Records) -> None:
            await self.handle(records, subscriber.consumer)

        reader = build_reader(self._settings)
        topics = [self._settings.topic(topic) for topic in TOPICS]
        subscriber = subscribe(
            reader, topics, group=GROUP, at_most=AT_MOST, listener=_NothingToHandOver(), handle=handle
        )
        return reader, subscriber


class _Stopping(Exception):
    """The reader stops; what is in hand is left to the next reader."""


class _NothingToHandOver(ConsumerRebalanceListener):  # type: ignore[misc]  # untyped library
    """A partition may go to another instance in the middle of a batch: both then write the same facts."""

    async def on_partitions_revoked(self, revoked: set[TopicPartition]) -> None:
        pass

    async def on_partitions_assigned(self, assigned: set[TopicPartition]) -> None:
        pass


async def _commit(consumer: Commits | None, records: Records) -> None:
    """Commit one after the last of each partition. Raises BrokerAway when it should be tried again."""
    if consumer is None:
        return
    try:
        async with asyncio.timeout(COMMITTED_WITHIN):
            await consumer.commit(next_offsets(records))
    except (CommitFailedError, IllegalStateError) as lost:
        # Partitions went to another instance, which reads the batch again.
        _log.info("batch not committed", extra={"error": type(lost).__name__})
    except (KafkaError, TimeoutError) as error:
        raise BrokerAway(type(error).__name__) from error
