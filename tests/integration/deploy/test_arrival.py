"""Telling that every event has arrived, on the real database."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping

import pytest

from deploy.sample.arrival import EventsMissing, arrived, await_arrival
from shared.contracts.read_models import JOURNAL, PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import Database, connect

pytestmark = pytest.mark.stack

EVENTS = {"lifesnaps/walker-01": frozenset({"e1", "e2"}), "lifesnaps/walker-02": frozenset({"e3"})}


@pytest.fixture
async def scoring(space: Settings) -> AsyncIterator[Database]:
    async with connect(space.mongo, space.database_of(SCORING)) as database:
        yield database


async def write(database: Database, journaled: str, counted: Mapping[str, int]) -> None:
    """What scoring would have written: the events of the space-separated ids, and a count per participant."""
    await database[JOURNAL].insert_many(
        [{"_id": event_id, "subject": "?", "us": 0} for event_id in journaled.split()]
    )
    await database[PARTICIPANTS].insert_many(
        [{"_id": f"lifesnaps/{name}", "events": count} for name, count in counted.items()]
    )


async def test_all_has_arrived_when_journal_and_projections_have_every_event(scoring: Database) -> None:
    await write(scoring, "e1 e2 e3 e4", {"walker-01": 2, "walker-02": 1, "somebody-else": 1})
    assert (await arrived(scoring, EVENTS)).all
    await await_arrival(scoring, EVENTS, stalled_after=0)


@pytest.mark.parametrize(
    ("journaled", "counted", "missing", "behind"),
    [
        ("e1 e3", {"walker-01": 2, "walker-02": 1}, {"e2"}, set[str]()),
        ("e1 e2 e3", {"walker-01": 1, "walker-02": 1}, set[str](), {"lifesnaps/walker-01"}),
        ("e1 e2 e3", {"walker-01": 3, "walker-02": 1}, set[str](), {"lifesnaps/walker-01"}),
        ("e1 e2 e3", {"walker-01": 2}, set[str](), {"lifesnaps/walker-02"}),
    ],
    ids=["not in the journal", "not in the projection", "counted twice", "no projection"],
)
async def test_what_has_not_arrived_is_named(
    scoring: Database, journaled: str, counted: Mapping[str, int], missing: set[str], behind: set[str]
) -> None:
    await write(scoring, journaled, counted)
    found = await arrived(scoring, EVENTS)
    assert (set(found.unjournaled), set(found.unscored)) == (missing, behind)
    with pytest.raises(EventsMissing) as stalled:
        await await_arrival(scoring, EVENTS, stalled_after=0.01)
    assert all(name in str(stalled.value) for name in missing | behind)


async def test_the_line_counts_what_is_missing(scoring: Database) -> None:
    await write(scoring, "e1", {"walker-01": 1})
    with pytest.raises(
        EventsMissing, match=r"^2 of 3 events are not in the journal \(e2, e3\); 2 of 2 participants "
    ):
        await await_arrival(scoring, EVENTS, stalled_after=0.01)
