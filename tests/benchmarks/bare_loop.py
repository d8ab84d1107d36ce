"""The yardstick: consume, decode, bulk insert into a journal, fold a counter, bulk guarded replace, commit.

No framework, no model, no order, no duplicates, no bad input. `python -m tests.benchmarks.bare_loop COUNT` reads
COUNT events and prints events per second, from its first batch on.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter

import orjson
from aiokafka import AIOKafkaConsumer, TopicPartition

from services.scoring.worker import BATCH
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import InsertOne, ReplaceOne, connect


async def measure(settings: Settings, count: int) -> float:
    """Events per second."""
    consumer = AIOKafkaConsumer(
        *map(settings.topic, CARE_TOPICS),
        bootstrap_servers=settings.kafka,
        group_id=f"bare-loop-{settings.database}",
        enable_auto_commit=False,
        auto_offset_reset="earliest",
    )
    counts: Counter[str] = Counter()
    async with connect(settings.mongo, settings.database_of("bare")) as database:
        await consumer.start()
        done, started = 0, 0.0
        while done < count:
            batch = await consumer.getmany(timeout_ms=1000, max_records=BATCH)
            if not batch:
                continue
            started = started or time.perf_counter()
            journal = []
            before: dict[str, int] = {}
            for records in batch.values():
                for record in records:
                    said = orjson.loads(record.value)
                    subject = said["subject"]
                    journal.append(InsertOne({"_id": said["id"], "subject": subject, "event": record.value}))
                    before.setdefault(subject, counts[subject])
                    counts[subject] += 1
            await database["journal"].bulk_write(journal, ordered=False)
            replaced = [
                ReplaceOne({"_id": subject, "events": seen}, {"events": counts[subject]}, upsert=not seen)
                for subject, seen in before.items()
            ]
            await database["participants"].bulk_write(replaced, ordered=False)
            offsets = {TopicPartition(*tp): records[-1].offset + 1 for tp, records in batch.items()}
            await consumer.commit(offsets)
            done += len(journal)
        seconds = time.perf_counter() - started
        await consumer.stop()
    return done / seconds


if __name__ == "__main__":
    print(asyncio.run(measure(read_settings(), int(sys.argv[1]))))
