"""The view takes a batch whole or not at all, and never skips one. All around it is hand-made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

import pytest
from aiokafka import TopicPartition
from aiokafka.errors import CommitFailedError, KafkaConnectionError

from services.checkins import view
from services.checkins.domain.known import Name
from services.checkins.domain.learning import Learned, newest
from services.checkins.view import ViewReader
from shared.runtime.errors import BrokerAway, StoreAway
from shared.runtime.intake import Record
from shared.runtime.publisher import Outgoing
from shared.runtime.settings import Settings
from tests.unit.checkins.told import a_journey, enrolled, goal_set, message, messages, step_planned

SETTINGS = Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1", topic_prefix="t.")
STEP_TOPIC = "t.care.step-planned.v1"


class Around:
    """A store, a dead-letter topic and a consumer, and the order in which they were reached."""

    def __init__(self) -> None:
        self.kept: dict[Name, Learned] = {}
        self.buried: list[Outgoing] = []
        self.committed: dict[TopicPartition, int] = {}
        self.order: list[str] = []
        self.reached = {name: asyncio.Event() for name in ("bury", "keep", "commit")}
        self.faults: dict[str, list[Exception]] = {}
        self.hangs = ""
        self.reader = ViewReader(SETTINGS, self, self)

    async def keep(self, facts: Iterable[Learned]) -> None:
        await self._reach("keep")
        self.kept = newest([*self.kept.values(), *facts])

    async def publish(self, records: Sequence[Outgoing]) -> None:
        await self._reach("bury")
        self.buried.extend(records)

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        await self._reach("commit")
        self.committed.update(offsets)

    async def take(self, *records: Record) -> None:
        await self.reader.handle(records, self)

    async def _reach(self, name: str) -> None:
        self.order.append(name)
        self.reached[name].set()
        if self.faults.get(name):
            raise self.faults[name].pop(0)
        if self.hangs == name:
            await asyncio.Event().wait()


@pytest.fixture
def around(monkeypatch: pytest.MonkeyPatch) -> Around:
    monkeypatch.setattr(view, "FIRST_BACKOFF", 0.001)
    return Around()


async def test_a_batch_becomes_known_facts_and_then_it_is_committed(around: Around) -> None:
    await around.take(*messages(a_journey(), prefix="t."))
    assert set(around.kept) == {
        "participant/riverside/p-1",
        "site/riverside/p-1",
        "course/riverside/p-1",
        "goal/riverside/goal-of-step-1",
        "goal-course/riverside/goal-of-step-1",
        "step/riverside/step-1",
        "step-course/riverside/step-1",
    }
    assert set(around.committed.values()) == {1}
    assert len(around.committed) == 3


async def test_dead_letters_are_away_before_the_view_is_written_and_that_before_the_commit(around: Around) -> None:
    good = messages([enrolled()], prefix="t.")
    await around.take(*good, message(STEP_TOPIC, b"{", offset=7))
    assert around.order == ["bury", "keep", "commit"]
    (letter,) = around.buried
    headers = dict(letter.headers)
    assert (headers["cairn-reason"], headers["cairn-topic"], headers["cairn-offset"]) == (
        b"not-json",
        STEP_TOPIC.encode(),
        b"7",
    )
    assert letter.value == b"{"
    assert letter.topic == "t.care.dead-letters.v1"
    assert around.committed[TopicPartition(STEP_TOPIC, 0)] == 8
    assert "participant/riverside/p-1" in around.kept


@pytest.mark.parametrize("where", ["bury", "keep", "commit"])
@pytest.mark.parametrize(
    "what", [lambda: StoreAway("x"), lambda: BrokerAway("x"), lambda: ZeroDivisionError("a bug")]
)
async def test_whatever_goes_wrong_the_batch_is_tried_again_until_it_is_done(
    around: Around, where: str, what: Callable[[], Exception]
) -> None:
    around.faults[where] = [what(), what(), what()]
    await around.take(*messages(a_journey(), prefix="t."), message(STEP_TOPIC, None, offset=1))
    assert len(around.kept) == 7
    assert len(around.buried) == 1
    assert around.committed[TopicPartition(STEP_TOPIC, 0)] == 2


async def test_dead_letters_that_are_away_are_not_sent_again_while_the_store_is_away(around: Around) -> None:
    around.faults["keep"] = [StoreAway("x")] * 5
    await around.take(message(STEP_TOPIC, None))
    assert len(around.buried) == 1


async def test_a_commit_that_kafka_does_not_take_is_tried_again(around: Around) -> None:
    around.faults["commit"] = [KafkaConnectionError()]
    await around.take(*messages([enrolled()], prefix="t."))
    assert around.order.count("commit") == 2


async def test_a_batch_of_partitions_that_went_to_another_instance_is_left_to_it(around: Around) -> None:
    around.faults["commit"] = [CommitFailedError()]
    await around.take(*messages([enrolled()], prefix="t."))
    assert around.order.count("commit") == 1
    assert around.committed == {}


async def test_a_reader_that_stops_leaves_its_batch_uncommitted_and_ends_at_once(around: Around) -> None:
    around.faults["keep"] = [StoreAway("x")] * 10_000
    async with asyncio.timeout(5):
        async with around.reader.running():
            batch = asyncio.create_task(around.take(*messages(a_journey(), prefix="t.")))
            await around.reached["keep"].wait()
        await batch
        await around.take(*messages([enrolled("p-2", key="e-2")], prefix="t."))
    assert around.committed == {}
    assert around.kept == {}


async def test_a_reader_stops_at_once_even_while_a_server_keeps_it_waiting(around: Around) -> None:
    around.hangs = "keep"
    async with asyncio.timeout(5):
        async with around.reader.running():
            batch = asyncio.create_task(around.take(*messages(a_journey(), prefix="t.")))
            await around.reached["keep"].wait()
        await batch
    assert around.committed == {}


async def test_a_batch_counts_as_handled_only_when_it_is_committed(around: Around) -> None:
    around.faults["keep"] = [StoreAway("x")] * 10_000
    before = around.reader.last_handled
    batch = asyncio.create_task(around.take(*messages([goal_set()], prefix="t.")))
    await around.reached["keep"].wait()
    assert (around.reader.busy, around.reader.last_handled) == (True, before)
    around.faults.clear()
    await batch
    assert not around.reader.busy
    assert around.reader.last_handled > before


async def test_a_step_planned_anew_replaces_the_earlier_plan_whichever_comes_first(around: Around) -> None:
    later = step_planned(difficulty=8, key="s-2", sequence=3)
    await around.take(*messages([later], prefix="t."))
    await around.take(*messages([step_planned(difficulty=2)], prefix="t."))
    known = around.kept["step/riverside/step-1"].known
    assert getattr(known, "difficulty", None) == 8


async def test_a_cancelled_batch_is_not_committed(around: Around) -> None:
    around.faults["keep"] = [StoreAway("x")] * 10_000
    batch = asyncio.create_task(around.take(*messages([goal_set()], prefix="t.")))
    await around.reached["keep"].wait()
    batch.cancel()
    with suppress(asyncio.CancelledError):
        await batch
    assert around.committed == {}
