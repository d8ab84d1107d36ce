"""How one would first write it: a FastStream handler per event that finds, folds, replaces and acknowledges.

`python -m tests.benchmarks.one_at_a_time COUNT` reads COUNT events and prints events per second, from its first on.
"""

from __future__ import annotations

import asyncio
import sys
import time

from faststream import AckPolicy
from faststream.kafka import KafkaBroker, KafkaMessage

from services.scoring.domain.course import OutOfOrder, evolve
from services.scoring.domain.packing import pack, unpack
from shared.contracts.envelope import read_journaled
from shared.contracts.read_models import PARTICIPANTS
from shared.contracts.topics import CARE_TOPICS
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import connect


async def measure(settings: Settings, count: int) -> float:
    """Events per second."""
    broker = KafkaBroker(settings.kafka, logger=None, allow_auto_create_topics=False)
    done = asyncio.Event()
    handled, started = 0, 0.0
    async with connect(settings.mongo, settings.database_of("single")) as database:
        participants = database[PARTICIPANTS]

        @broker.subscriber(
            *map(settings.topic, CARE_TOPICS),
            group_id="one-at-a-time",
            auto_offset_reset="earliest",
            ack_policy=AckPolicy.NACK_ON_ERROR,
        )
        async def score(message: KafkaMessage) -> None:
            nonlocal handled, started
            started = started or time.perf_counter()
            event = read_journaled(message.body)
            found = await participants.find_one({"_id": event.subject})
            try:
                course = evolve(unpack(found) if found else None, event)
            except OutOfOrder:
                pass  # another topic ran ahead: a handler this simple has no answer to that
            else:
                await participants.replace_one({"_id": event.subject}, pack(event.subject, course), upsert=True)
            handled += 1
            if handled == count:
                done.set()

        async with broker:
            await broker.start()
            await done.wait()
            seconds = time.perf_counter() - started
    return handled / seconds


if __name__ == "__main__":
    print(asyncio.run(measure(read_settings(), int(sys.argv[1]))))
