"""The figures of a run, counted on the real broker and database."""

from __future__ import annotations

import pytest

from deploy.run.figures import Figure, count, table
from shared.contracts.events import TYPE_RANK
from shared.contracts.read_models import JOURNAL, SCORING
from shared.contracts.topics import CARE_TOPICS, DEAD_LETTERS, SCORE_TOPICS
from shared.runtime.publisher import Outgoing, Publisher
from shared.runtime.settings import Settings
from shared.runtime.store import connect

pytestmark = pytest.mark.stack


async def publish(space: Settings, *records: tuple[str, str]) -> None:
    """One record per (topic, where it came from)."""
    publisher = Publisher(space.kafka, client_id="figures")
    await publisher.publish(
        [
            Outgoing(space.topic(topic), str(n).encode(), b"{}", (("cairn-topic", space.topic(origin).encode()),))
            for n, (topic, origin) in enumerate(records)
        ]
    )
    await publisher.close()


async def test_a_run_without_events_has_figures_of_0(space: Settings) -> None:
    figures, changes = await count(space)
    assert figures == [Figure(topic, 0, 0, 0) for topic in CARE_TOPICS]
    assert changes == 0


async def test_each_topic_counts_what_was_written_journaled_and_refused(space: Settings) -> None:
    goals, steps = "care.goal-set.v1", "care.step-planned.v1"
    refused = [(DEAD_LETTERS, goals)] * 3 + [(DEAD_LETTERS, steps)]
    await publish(space, *[(goals, "")] * 5, (steps, ""), (SCORE_TOPICS[0], ""), (SCORE_TOPICS[1], ""), *refused)
    async with connect(space.mongo, space.database_of(SCORING)) as database:
        ranks = [TYPE_RANK["goal-set"]] * 2
        await database[JOURNAL].insert_many([{"_id": str(n), "us": n, "rank": rank} for n, rank in enumerate(ranks)])
    figures, changes = await count(space)
    assert [figure for figure in figures if figure.published] == [Figure(goals, 5, 2, 3), Figure(steps, 1, 0, 1)]
    assert changes == 2


def test_the_table_lists_the_topics_that_were_used_and_their_sum() -> None:
    lines = table([Figure("care.goal-set.v1", 1200, 1198, 2), Figure("care.setback.v1", 0, 0, 0)]).splitlines()
    assert [line.split() for line in lines] == [
        ["published", "scored", "dead-lettered"],
        ["care.goal-set.v1", "1,200", "1,198", "2"],
        ["all", "1,200", "1,198", "2"],
    ]
