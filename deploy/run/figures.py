"""What a run did, counted where it ended up: records per topic, events in the journal, dead letters by origin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiokafka import AIOKafkaConsumer, TopicPartition
from aiokafka.errors import KafkaError

from shared.contracts.events import CARE_EVENTS, TYPE_RANK
from shared.contracts.read_models import JOURNAL, SCORING
from shared.contracts.topics import DEAD_LETTERS, SCORE_TOPICS, type_name
from shared.runtime.errors import BrokerAway
from shared.runtime.settings import Settings
from shared.runtime.store import connect, store_errors

_POLL_MS = 1_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One topic: records written to it, events of it in the journal, and what readers refused of it."""

    name: str
    published: int
    scored: int
    dead_lettered: int


async def count(settings: Settings) -> tuple[Sequence[Figure], int]:
    """(a figure per care topic, published score changes). Raises BrokerAway or StoreAway."""
    topics = [type_name(data) for data in CARE_EVENTS]
    written_to = (*topics, *SCORE_TOPICS, DEAD_LETTERS)
    try:
        async with _reader(settings, *written_to) as consumer:
            ends = await consumer.end_offsets(consumer.assignment())
        dead = await _dead_lettered(settings, ends)
    except KafkaError as error:
        raise BrokerAway(f"Kafka at CAIRN_KAFKA does not answer ({type(error).__name__})") from error
    published: Counter[str] = Counter()
    for partition, end in ends.items():
        published[partition.topic.removeprefix(settings.topic_prefix)] += end
    async with connect(settings.mongo, settings.database_of(SCORING)) as database:
        with store_errors():
            scored = {
                type_name(data): await database[JOURNAL].count_documents({"rank": TYPE_RANK[data.TYPE]})
                for data in CARE_EVENTS
            }
    figures = [Figure(topic, published[topic], scored[topic], dead[topic]) for topic in topics]
    return figures, sum(published[topic] for topic in SCORE_TOPICS)


def table(figures: Sequence[Figure]) -> str:
    """A line per topic that was written to, and their sum."""
    used = [figure for figure in figures if figure.published or figure.dead_lettered]
    everything = Figure(
        "all",
        sum(figure.published for figure in used),
        sum(figure.scored for figure in used),
        sum(figure.dead_lettered for figure in used),
    )
    lines = [f"{f.name:<32}{f.published:>10,}{f.scored:>10,}{f.dead_lettered:>15,}" for f in (*used, everything)]
    return "\n".join([f"{'':<32}{'published':>10}{'scored':>10}{'dead-lettered':>15}", *lines])


def _reader(settings: Settings, *topics: str) -> AIOKafkaConsumer:
    """In no group, from the beginning. It knows these topics once it has started; others take it a moment each."""
    names = map(settings.topic, topics)
    return AIOKafkaConsumer(*names, bootstrap_servers=settings.kafka, auto_offset_reset="earliest")


async def _dead_lettered(settings: Settings, ends: Mapping[TopicPartition, int]) -> Counter[str]:
    """How many dead letters came from each care topic, by the header that says so."""
    counted: Counter[str] = Counter()
    left = {at: end for at, end in ends.items() if at.topic == settings.topic(DEAD_LETTERS) and end}
    if not left:
        return counted
    async with _reader(settings, DEAD_LETTERS) as consumer:
        while left:
            for records in (await consumer.getmany(timeout_ms=_POLL_MS)).values():
                origins = (dict(record.headers).get("cairn-topic", b"") for record in records)
                counted.update(origin.decode().removeprefix(settings.topic_prefix) for origin in origins)
            left = {at: end for at, end in left.items() if await consumer.position(at) < end}
    return counted
