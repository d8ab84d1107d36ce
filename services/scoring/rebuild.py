"""Refold everything into a fresh collection, and compare it byte for byte with what readers see.

    python -m services.scoring.rebuild --source journal
    python -m services.scoring.rebuild --source topics

Exit status 0 when every projection is identical, 1 when one is not (or a server is away), 2 for a bad setting. Run it
while no event arrives: a projection that gets one meanwhile counts as different. Memory stays flat: the journal is
read in participant and time order through its index, one participant at a time; the topics through the same alignment
as in the batch loop.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from uuid import uuid4

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from services.scoring.domain.alignment import Alignment, Lane
from services.scoring.domain.announcing import Announced
from services.scoring.domain.attention import Look, look
from services.scoring.domain.course import fold
from services.scoring.domain.packing import pack_look, unpack
from services.scoring.projector import Entry, Projector, Replacement, now_us
from services.scoring.store import ScoringStore
from services.scoring.worker import BATCH, READ_AHEAD, waits_under
from shared.contracts.envelope import CareEvent, read_journaled
from shared.contracts.read_models import PARTICIPANTS, SCORING
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.errors import BrokerAway, CairnError, Misconfigured
from shared.runtime.intake import FETCHED_AT_ONCE, Record, sort_out
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import Database, Document, connect, encoded, store_errors

AT_ONCE = 500
"""Projections written together."""
NOT_OF_THE_EVENTS = ("told", "untold", "due_us", *pack_look(Look(0, (), None)))
"""Fields that depend on time or on how events were batched: what integrators were told, and what attention stood when
it was last looked at. The latter must be what the rules find for the rebuilt course at that moment."""


@dataclass(slots=True)
class Comparison:
    """How a rebuilt collection compares with the one that readers see, by participants."""

    events: int = 0
    identical: int = 0
    different: int = 0
    missing: int = 0
    extra: int = 0

    @property
    def same(self) -> bool:
        """Every projection is there, and identical to the byte."""
        return not (self.different or self.missing or self.extra)


async def rebuild(settings: Settings, source: str) -> Comparison:
    """Refold from `journal` or `topics` and compare. Leaves nothing behind. Raises CairnError."""
    suffix = f"_rebuilt_{uuid4().hex[:8]}"
    async with connect(settings.mongo, settings.database_of(SCORING)) as database:
        journal = suffix if source == "topics" else ""
        store = ScoringStore(database, settings, instance="rebuild", suffix=suffix, journal_suffix=journal)
        try:
            if source == "topics":
                await store.create_indexes(database)
                events = await _from_topics(settings, Projector(store))
            else:
                events = await _from_journal(store)
            comparison = await _compare(database, suffix)
        finally:
            with store_errors():
                await store.drop()
    comparison.events = events
    return comparison


async def _from_journal(store: ScoringStore) -> int:
    events = 0
    ready: list[Replacement] = []
    async for subject, happened in _by_participant(store):
        if course := fold(None, happened):
            found = look(course, now_us())
            ready.append(Replacement(subject, 0, course, Announced(), untold=False, look=found, due_us=None))
        if len(ready) >= AT_ONCE:
            await store.replace(ready)
            ready.clear()
        events += len(happened)
    await store.replace(ready)
    return events


async def _by_participant(store: ScoringStore) -> AsyncIterator[tuple[str, list[CareEvent]]]:
    """Each participant with their events in order."""
    current, happened = "", list[CareEvent]()
    async for subject, raw in store.whole_journal():
        if subject != current and happened:
            yield current, happened
            happened = []
        current = subject
        happened.append(read_journaled(raw))
    if happened:
        yield current, happened


async def _from_topics(settings: Settings, projector: Projector) -> int:
    """Everything in the log at the time of the call, through the same reading, aligning and applying as always."""
    events = 0
    consumer = AIOKafkaConsumer(
        *(settings.topic(name) for name in CARE_TOPICS),
        bootstrap_servers=settings.kafka,
        max_partition_fetch_bytes=FETCHED_AT_ONCE,
        group_id=None,  # in no group: every partition is read, and nothing is committed
        auto_offset_reset="earliest",
    )
    try:
        await consumer.start()
        ends: dict[TopicPartition, int] = await consumer.end_offsets(list(consumer.assignment()))
        alignment: Alignment[Record] = Alignment(at_most=BATCH, in_all=READ_AHEAD, patience=float("inf"))
        alignment.assign([Lane(*tp) for tp in ends])
        while True:
            behind = [tp for tp, end in ends.items() if await consumer.position(tp) < end]
            batch = alignment.release(BATCH, [Lane(*tp) for tp in behind], time.monotonic())
            if batch:
                sound, _ = sort_out(batch, settings.topic_prefix)
                await projector.apply([Entry(read.event, read.raw, read.position) for read in sound])
                events += len(sound)
            elif not behind:
                return events
            crowded = {TopicPartition(*lane) for lane in alignment.crowded()}
            if readable := [tp for tp in behind if tp not in crowded]:
                read = await consumer.getmany(*readable, timeout_ms=100, max_records=BATCH)
                for tp, records in read.items():
                    within = (Record.of(record) for record in records if record.offset < ends[tp])
                    alignment.offer(Lane(*tp), [(waits_under(record), record) for record in within])
    except KafkaError as error:
        raise BrokerAway(f"Kafka at CAIRN_KAFKA does not answer ({type(error).__name__})") from error
    finally:
        await consumer.stop()


async def _compare(database: Database, suffix: str) -> Comparison:
    comparison = Comparison()
    shown, rebuilt = _in_order(database, PARTICIPANTS), _in_order(database, PARTICIPANTS + suffix)
    old, new = await anext(shown, None), await anext(rebuilt, None)
    while old or new:
        if new is None or (old is not None and old["_id"] < new["_id"]):
            comparison.extra += 1
            old = await anext(shown, None)
        elif old is None or new["_id"] < old["_id"]:
            comparison.missing += 1
            new = await anext(rebuilt, None)
        else:
            if _bytes(old) == _bytes(new) and _attention(old) == pack_look(look(unpack(new), old["looked_us"])):
                comparison.identical += 1
            else:
                comparison.different += 1
            old, new = await anext(shown, None), await anext(rebuilt, None)
    return comparison


async def _in_order(database: Database, collection: str) -> AsyncIterator[Document]:
    with store_errors():
        async for document in database[collection].find({}).sort("_id", 1).batch_size(AT_ONCE):
            yield document


def _attention(document: Document) -> Document:
    return {name: document[name] for name in pack_look(Look(0, (), None))}


def _bytes(document: Document) -> bytes:
    return encoded({name: document[name] for name in sorted(document) if name not in NOT_OF_THE_EVENTS})


def main(arguments: list[str] | None = None, say: Callable[[str], object] = print) -> int:
    """The command line. See the module's docstring for exit statuses."""
    parser = argparse.ArgumentParser(prog="python -m services.scoring.rebuild", description=__doc__.split("\n")[0])
    parser.add_argument("--source", choices=("journal", "topics"), required=True, help="where to refold from")
    source = parser.parse_args(arguments).source
    logging.basicConfig(level=logging.CRITICAL)  # what a library complains of is said in one line below
    started = time.perf_counter()
    try:
        done = asyncio.run(rebuild(read_settings(), source))
    except CairnError as error:
        sys.stderr.write(f"rebuild: {error}\n")
        return 2 if isinstance(error, Misconfigured) else 1
    seconds = time.perf_counter() - started
    say(
        f"{source}: {done.events} events refolded and compared in {seconds:.3f} s; participants: "
        f"{done.identical} identical, {done.different} different, {done.missing} missing, {done.extra} extra"
    )
    return 0 if done.same else 1


if __name__ == "__main__":
    sys.exit(main())
