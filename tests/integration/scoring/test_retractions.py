"""What was taken back does not count, whichever batch says so, on real servers and after a rebuild."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from services.scoring.rebuild import rebuild
from shared.contracts.codes import RetractionReason
from shared.contracts.envelope import CareEvent, event
from shared.contracts.events import EntryRetracted
from shared.contracts.read_models import JOURNAL
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document
from tests.benchmarks.course_of_events import events
from tests.integration.scoring.workers import eventually, expected, folded_count, projections, tell, worker

Scores = BlockingDatabase[Document]
pytestmark = [pytest.mark.stack]


def taken_back(what: CareEvent, key: str) -> CareEvent:
    """An hour after it was said."""
    data = EntryRetracted(retraction_id=key, retracted=what.id, reason=RetractionReason.SAID_TWICE)
    made: CareEvent = event(
        data,
        organization=what.organization,
        participant_id=what.participant_id,
        time=what.time + timedelta(hours=1),
        source="cairn/tests",
        idempotency_key=key,
    )
    return made


def every(step: int, happened: Sequence[CareEvent], key: str) -> list[CareEvent]:
    return [taken_back(what, f"{key}-{number}") for number, what in enumerate(happened[::step])]


async def test_retractions_before_after_and_twice_through_a_killed_worker_give_the_bytes_of_one_fold(
    space: Settings, database: Scores
) -> None:
    happened = events(800)
    first, second = happened[:400], happened[400:]
    ahead = every(3, second, "ahead")
    after = every(2, first, "after") + every(4, first, "again")
    with worker(space):
        await tell(space, ahead)
        await tell(space, first)
        eventually(lambda: folded_count(database) == len(ahead) + len(first), "what was said first is folded")
        await tell(space, after[:100])
        eventually(lambda: folded_count(database) > len(ahead) + len(first), "what was taken back is folded")
    everything = [*happened, *ahead, *after]
    with worker(space) as last:
        await tell(space, [*second, *after[50:]])
        eventually(lambda: folded_count(database) == len(everything), "every event is folded")
        assert last.stop() == 0
    assert projections(database) == expected(everything)
    assert projections(database) != expected(happened)
    assert database[JOURNAL].count_documents({"retracts": {"$exists": True}}) == len(ahead) + len(after)
    for source in ("journal", "topics"):
        comparison = await asyncio.wait_for(rebuild(space, source), 60)
        assert (comparison.same, comparison.identical) == (True, 20)
