"""Creates what the services stand on: topics and indexes. Safe to run again; what is there already stays.

Run: python -m deploy.prepare (reads CAIRN_KAFKA, CAIRN_MONGO, CAIRN_TOPIC_PREFIX, CAIRN_DATABASE, CAIRN_PARTITIONS)
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections.abc import Mapping

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import KafkaError

from services.checkins import store as checkins
from services.dashboard import queries as dashboard
from services.goals import store as goals
from services.scoring import store as scoring
from shared.contracts.read_models import SCORING
from shared.contracts.topics import CARE_TOPICS, DEAD_LETTERS, SCORE_TOPICS
from shared.runtime.errors import BrokerAway, CairnError, Misconfigured
from shared.runtime.publisher import LARGEST_MESSAGE
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import Index, connect, ensure_indexes

FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1", "message.timestamp.type": "LogAppendTime"}
"""Events are the record: they are kept. The log's own time decides what claims to be from the future."""
REPLICATION = -1
"""The cluster's own default (`default.replication.factor`): 1 on a local stack, 3 where it matters."""
KNOWN_WITHIN = 15.0
"""Seconds a broker may take until it can describe a topic that it has created."""
TOPIC_EXISTS = 36
"""Kafka's error code for a topic that is there already."""


_INDEXES: Mapping[str, tuple[Index, ...]] = {
    "goals": goals.INDEXES,
    "checkins": checkins.INDEXES,
    SCORING: scoring.INDEXES + dashboard.INDEXES,  # what writes and what reads the projections
    "dashboard": dashboard.OWN_INDEXES,
}


async def prepare(settings: Settings) -> None:
    """Create the topics and the indexes that are missing. Raises BrokerAway, StoreAway or Misconfigured."""
    await create_topics(settings)
    for service, indexes in _INDEXES.items():
        async with connect(settings.mongo, settings.database_of(service)) as database:
            await ensure_indexes(database, indexes)


async def create_topics(settings: Settings) -> None:
    """Every topic, all care topics with the same number of partitions: one worker holds whole participants.

    Raises Misconfigured when a care topic has another number of partitions already.
    """
    care = dict.fromkeys(CARE_TOPICS, FOR_EVER)
    scores = {name: {"cleanup.policy": "compact"} for name in SCORE_TOPICS}
    dead = {DEAD_LETTERS: {**FOR_EVER, "max.message.bytes": str(LARGEST_MESSAGE)}}
    wanted: Mapping[str, Mapping[str, str]] = {**care, **scores, **dead}
    topics = [
        # {}: aiokafka takes the default replication only beside an explicit assignment, empty here
        NewTopic(settings.topic(name), settings.partitions, REPLICATION, {}, topic_configs=dict(config))
        for name, config in wanted.items()
    ]
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
    try:
        await admin.start()
        answer = await admin.create_topics(topics)
        found = await _partition_counts(admin, [settings.topic(name) for name in CARE_TOPICS])
    except KafkaError as error:
        raise BrokerAway(f"Kafka at CAIRN_KAFKA does not answer ({type(error).__name__})") from error
    finally:
        await admin.close()
    refused = [(topic, code) for topic, code, *_ in answer.topic_errors if code not in (0, TOPIC_EXISTS)]
    if refused:
        raise Misconfigured(
            f"Kafka refused to create {refused[0][0]} (error code {refused[0][1]}): see the broker's log"
        )
    other = {topic: count for topic, count in found.items() if count != settings.partitions}
    if other:
        raise Misconfigured(
            f"these topics have other partition counts than CAIRN_PARTITIONS={settings.partitions}: {other}; "
            "set CAIRN_PARTITIONS to theirs, or choose a new CAIRN_TOPIC_PREFIX"
        )


async def _partition_counts(admin: AIOKafkaAdminClient, topics: list[str]) -> dict[str, int]:
    # A broker that has just created topics, or has just started, may not know them for a moment.
    deadline = time.monotonic() + KNOWN_WITHIN
    while True:
        found = await admin.describe_topics(topics)
        if all(topic["error_code"] == 0 for topic in found):
            return {topic["topic"]: len(topic["partitions"]) for topic in found}
        if time.monotonic() > deadline:
            raise BrokerAway(f"Kafka does not know its own topics {KNOWN_WITHIN:.0f} s after creating them")
        await asyncio.sleep(0.05)


def main() -> int:
    """Exit status 0 when all is there; 1, with one line, when a server is away; 2 for a wrong setting or topic."""
    logging.basicConfig(level=logging.CRITICAL)  # what a library complains of is said in one line below
    try:
        asyncio.run(prepare(read_settings()))
    except CairnError as error:
        sys.stderr.write(f"prepare: {error}\n")
        return 2 if isinstance(error, Misconfigured) else 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
