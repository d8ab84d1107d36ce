"""Through killed workers, brokers and databases, the projections are those of one fold from scratch."""

from __future__ import annotations

import asyncio
import random

import pytest

from deploy.stacks.stack import Stack
from services.scoring.rebuild import main as rebuild_command
from shared.contracts.envelope import CareEvent
from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.benchmarks.course_of_events import events
from tests.integration.scoring.workers import (
    eventually,
    expected,
    folded_count,
    projections,
    tell,
    worker,
)

Scores = BlockingDatabase[Document]
pytestmark = [pytest.mark.stack]


@pytest.fixture
def told() -> list[CareEvent]:
    """What happened to 100 people, each event once, in no order."""
    happened = events(4_000)
    random.Random(7).shuffle(happened)  # noqa: S311 - an order, not a secret
    return happened


async def test_a_worker_killed_in_the_middle_loses_nothing_and_counts_nothing_twice(
    space: Settings, database: Scores, told: list[CareEvent]
) -> None:
    await tell(space, told)
    for _ in range(2):
        with worker(space):  # kill -9 at its end, wherever it is
            await_next_batch(database)
    with worker(space) as last:
        await tell(space, told[:500])  # and some come again
        eventually(lambda: folded_count(database) == len(told), "every event is folded")
        eventually(lambda: last.health()[0] == 200, "it is well")
        assert projections(database) == expected(told)
        assert last.stop() == 0


async def test_a_second_worker_may_join_and_leave(space: Settings, database: Scores, told: list[CareEvent]) -> None:
    with worker(space):
        await tell(space, told[:1_500])
        eventually(lambda: folded_count(database) > 0, "the first one folds")
        with worker(space) as second:
            await tell(space, told[1_500:3_000])
            eventually(lambda: second.health()[1].get("consumer") == "ok", "the second one has partitions")
            assert second.stop() == 0
        await tell(space, told[3_000:])
        eventually(lambda: folded_count(database) == len(told), "every event is folded")
    assert projections(database) == expected(told)


async def test_a_broker_and_a_database_may_be_killed_while_events_flow(
    space: Settings, database: Scores, told: list[CareEvent], stack: Stack
) -> None:
    with worker(space) as one:
        await tell(space, told[:1_500])
        eventually(lambda: folded_count(database) > 0, "it folds")
        stack.kill_broker()
        stack.start_broker()
        await tell(space, told[1_500:3_000])
        stack.kill_database()
        eventually(lambda: one.health()[0] == 503, "it says that the database is away")
        stack.start_database()
        await tell(space, told[3_000:])
        eventually(lambda: folded_count(database) == len(told), "every event is folded")
        eventually(lambda: one.health()[0] == 200, "it is well again")
    assert projections(database) == expected(told)


async def test_a_rebuild_finds_every_byte_again_and_a_changed_projection(
    space: Settings,
    database: Scores,
    told: list[CareEvent],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with worker(space) as one:
        await tell(space, told)
        eventually(lambda: folded_count(database) == len(told), "every event is folded")
        one.stop()
    for name, value in space.model_dump(include={"kafka", "mongo", "database", "topic_prefix", "partitions"}).items():
        monkeypatch.setenv(f"CAIRN_{name.upper()}", str(value))
    for source in ("journal", "topics"):
        assert await asyncio.to_thread(rebuild_command, ["--source", source]) == 0
        assert "100 identical, 0 different, 0 missing, 0 extra" in capsys.readouterr().out
    database[PARTICIPANTS].update_one({}, {"$set": {"small_win_us": 1}})
    assert await asyncio.to_thread(rebuild_command, ["--source", "journal"]) == 1
    assert "99 identical, 1 different" in capsys.readouterr().out
    assert {name for name in database.list_collection_names() if "rebuilt" in name} == set()


def await_next_batch(database: Scores) -> None:
    before = database[JOURNAL].estimated_document_count()
    eventually(lambda: database[JOURNAL].estimated_document_count() > before, "a batch begins")
