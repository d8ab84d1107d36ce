"""The service's own view, read from a real Kafka into a real MongoDB."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable
from datetime import timedelta

import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient

from services.checkins.domain.learning import Learned, learned_from, newest
from services.checkins.known_store import KnownStore
from services.checkins.store import KNOWN
from services.checkins.view import GROUP, TOPICS, ViewReader
from shared.contracts.envelope import CareEvent, Reason
from shared.contracts.events import GoalSet, ParticipantEnrolled, StepPlanned
from shared.contracts.topics import DEAD_LETTERS, type_name
from shared.runtime.publisher import Publisher
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.odd_messages import Header, append
from tests.integration.checkins.serving import eventually, read_all, served, tell
from tests.unit.checkins.told import NOON, a_journey, enrolled, goal_set, step_planned

pytestmark = pytest.mark.stack

ENROLLED, GOALS, STEPS = (type_name(data) for data in (ParticipantEnrolled, GoalSet, StepPlanned))
MALFORMED = (ENROLLED, GOALS, STEPS)
IN_TWO_DAYS = timedelta(days=2)


Malformed = tuple[Reason, bytes | None, bytes | None, list[Header]]
"""Why it is refused, key, value, headers."""


def malformed(topic: str) -> list[Malformed]:
    """A message of every kind that nobody should read from this topic."""
    good = {e.type: e for e in a_journey()}[topic]
    other = {e.type: e for e in a_journey()}[GOALS if topic != GOALS else STEPS]
    key, value = good.subject.encode(), good.to_json()
    ahead = good.model_copy(update={"time": good.time.replace(year=9000)}).to_json()
    return [
        (Reason.NULL_VALUE, key, None, []),
        (Reason.NULL_VALUE, None, None, []),
        (Reason.TOO_LARGE, key, b" " * 70_000 + value, []),
        (Reason.HEADER_NOT_UTF8, key, value, [(b"trace", b"\xff\xfe")]),
        (Reason.HEADER_NOT_UTF8, key, value, [(b"\xff\xfetrace", b"1"), (b"fine", b"2")]),
        (Reason.NOT_UTF8, key, b'{"id": "\xff"}', []),
        (Reason.NOT_JSON, key, b"{", []),
        (Reason.NOT_JSON, key, b"", []),
        (Reason.INVALID_FIELD, key, b"[]", []),
        (Reason.INVALID_FIELD, key, value.replace(b'"riverside/p-1"', b'"riverside"'), []),
        (Reason.INVALID_FIELD, key, value.replace(b'"specversion":"1.0"', b'"specversion":"0.3"'), []),
        (Reason.UNKNOWN_TYPE, key, value.replace(topic.encode(), b"care.step-dreamt.v1"), []),
        (Reason.UNKNOWN_VERSION, key, value.replace(topic.encode(), topic[:-1].encode() + b"9"), []),
        (Reason.WRONG_TOPIC, key, other.to_json(), []),
        (Reason.WRONG_KEY, b"riverside/p-2", value, []),
        (Reason.WRONG_KEY, None, value, []),
        (Reason.FUTURE_TIME, key, ahead, []),
    ]


async def committed_everything(settings: Settings) -> bool:
    """Whether the group has committed to the end of its topics."""
    admin = AIOKafkaAdminClient(bootstrap_servers=settings.kafka)
    await admin.start()
    try:
        committed = {tp: at.offset for tp, at in (await admin.list_consumer_group_offsets(GROUP)).items()}
    finally:
        await admin.close()
    ends: dict[tuple[str, int], int] = {}
    for record in await read_all(settings, TOPICS):
        ends[(record.topic, record.partition)] = record.offset + 1
    return all(committed.get(tp, 0) == end for tp, end in ends.items())


async def known_names(settings: Settings) -> set[str]:
    async with connect(settings.mongo, settings.database_of("checkins")) as database:
        return {document["_id"] for document in await database[KNOWN].find({}, {"_id": 1}).to_list(None)}


async def test_malformed_messages_of_every_kind_end_as_dead_letters_while_good_ones_flow(space: Settings) -> None:
    sent: dict[tuple[str, int, int], Malformed] = {}
    for topic in MALFORMED:
        for bad in malformed(topic):
            sent[(space.topic(topic), *await append(space, topic, *bad[1:]))] = bad
        await tell(space, [event for event in a_journey() if event.type == topic])
    await tell(space, a_journey("p-2", step_id="step-2"))
    async with served(space) as (caller, _):
        await caller.until_known(["step-1", "step-2"])
        await eventually(lambda: committed_everything(space), within=15, what="all is committed")
        assert (await caller.health())[0] == 200
    letters = await read_all(space, [DEAD_LETTERS])
    found = {}
    for letter in letters:
        said = dict(letter.headers)
        origin = (said["cairn-topic"].decode(), int(said["cairn-partition"]), int(said["cairn-offset"]))
        theirs = [(n.removeprefix("original."), v) for n, v in letter.headers if n.startswith("original.")]
        assert said["cairn-consumer"] == b"checkins"
        found[origin] = (said["cairn-reason"].decode(), letter.key, letter.value, theirs)
    assert len(letters) == len(found) == len(sent)
    for origin, (reason, key, value, headers) in sent.items():
        names_as_text = [(name.decode(errors="backslashreplace"), content) for name, content in headers]
        nothing = key is None and value is None  # Kafka's clients write no such record
        assert found[origin] == (reason, key, b"" if nothing else value, names_as_text)
    assert await known_names(space) == {
        fact.name
        for person, step in (("p-1", "step-1"), ("p-2", "step-2"))
        for event in a_journey(person, step_id=step)
        for fact in learned_from(event)
    }


async def test_what_a_producer_compressed_is_read_like_anything_else(space: Settings) -> None:
    async with served(space) as (caller, _):
        for number, codec in enumerate(["gzip", "snappy", "lz4", "zstd"]):
            producer = AIOKafkaProducer(bootstrap_servers=space.kafka, compression_type=codec)
            await producer.start()
            for event in a_journey(f"p-{number}", step_id=f"step-{number}"):
                await producer.send(space.topic(event.type), event.to_json(), key=event.subject.encode())
            await producer.stop()
        await caller.until_known([f"step-{number}" for number in range(4)])


async def test_mongodb_keeps_what_the_pure_fold_keeps_in_whatever_order_and_batches(space: Settings) -> None:
    chance = random.Random(7)  # noqa: S311  # the same every time
    contradicting: list[CareEvent] = [
        step_planned(
            f"step-{n % 3}",
            participant_id=f"p-{n % 2}",
            goal_id=f"goal-{n % 5}",
            key=f"k-{n}",
            difficulty=n % 4 or None,
            at=NOON + timedelta(hours=n % 4),
            sequence=n % 3 + 2,
        )
        for n in range(40)
    ]
    contradicting += [enrolled("p-1", key=f"e-{n}", at=NOON + timedelta(hours=n % 2)) for n in range(4)]
    contradicting += [goal_set("goal-1", key=f"g-{n}", participant_id=f"p-{n}") for n in range(4)]
    facts = [fact for event in contradicting for fact in learned_from(event)]
    expected = newest(facts)
    async with connect(space.mongo, space.database_of("checkins")) as database:
        for turn in range(5):
            collection = database[f"known-{turn}"]
            store = KnownStore(collection)
            again = [*facts, *chance.sample(facts, 20)]
            chance.shuffle(again)
            batches = _split(again, 6)
            if turn == 4:  # and from several instances at the same moment
                await asyncio.gather(*(KnownStore(collection).keep(newest(batch).values()) for batch in batches))
                await asyncio.gather(*(KnownStore(collection).keep(newest(batch).values()) for batch in batches))
            else:
                for batch in batches:
                    await store.keep(newest(batch).values())
            view = await store.view("riverside", list(expected))
            assert view.facts == {name: fact.known for name, fact in expected.items()}


def _split(facts: list[Learned], parts: int) -> list[list[Learned]]:
    return [facts[start::parts] for start in range(parts)]


async def test_a_second_instance_joins_and_leaves_and_no_step_is_missed(space: Settings) -> None:
    journeys = [a_journey(f"p-{n}", step_id=f"step-{n}") for n in range(60)]
    expected = {fact.name for journey in journeys for event in journey for fact in learned_from(event)}

    async def all_known() -> bool:
        return await known_names(space) == expected

    await tell(space, _flat(journeys[:20]))
    async with served(space) as _:
        async with served(space) as (second, _):
            await tell(space, _flat(journeys[20:40]))
            await second.until_known(["step-5", "step-25"])
        await tell(space, _flat(journeys[40:]))
        await eventually(all_known, within=10, what="all is known")
        await eventually(lambda: committed_everything(space), within=10, what="all is committed")


def _flat(journeys: Iterable[list[CareEvent]]) -> list[CareEvent]:
    return [event for journey in journeys for event in journey]


async def test_a_consumer_that_silently_stands_still_is_noticed_and_replaced(space: Settings) -> None:
    async with connect(space.mongo, space.database_of("checkins")) as database:
        store = KnownStore(database[KNOWN])
        view = ViewReader(space, store, Publisher(space.kafka, client_id="test"), stuck_after=0.3, look_every=0.2)
        check = view.reading.check()

        async def well() -> bool:
            return await check.find_fault() is None

        async with view.running():
            await eventually(well, within=10, what="the view reads")
            stuck = view.reading.consumer
            assert stuck is not None
            stuck.pause(*stuck.assignment())
            await tell(space, a_journey())
            faults: list[str] = []

            async def standstill() -> bool:
                faults.append(await check.find_fault() or "")
                return "messages wait" in faults[-1]

            await eventually(standstill, within=5, what="the standstill is noticed")

            async def all_known() -> bool:
                return len(await known_names(space)) == 7

            await eventually(all_known, within=20, what="another consumer reads on")
            await eventually(well, within=10, what="the view reads again")
            assert view.reading.consumer is not stuck
