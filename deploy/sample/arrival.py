"""Whether every recorded event has come all the way: into the journal, and into its participant's projection."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from shared.contracts.read_models import JOURNAL, PARTICIPANTS
from shared.runtime.store import Database, store_errors

_ASK_EVERY = 0.1
_NAMED = 3
"""How many of the missing events a line names."""

Events = Mapping[str, frozenset[str]]
"""Ids of recorded events, by subject."""


class EventsMissing(Exception):
    """Events did not arrive. `str()` is one line with counts and some ids."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What is still missing: ids that the journal lacks, and subjects whose projection counts other events."""

    unjournaled: frozenset[str]
    unscored: frozenset[str]

    @property
    def all(self) -> bool:
        return not self.unjournaled and not self.unscored


async def await_arrival(database: Database, events: Events, *, stalled_after: float = 60.0) -> None:
    """Return once every event is journaled and each participant's projection counts exactly their events.

    database: scoring's. Raises EventsMissing when nothing has arrived for `stalled_after` seconds, StoreAway when
    MongoDB is away.
    """
    missing, since = await arrived(database, events), time.monotonic()
    while not missing.all:
        await asyncio.sleep(_ASK_EVERY)
        now_missing = await arrived(database, events)
        if now_missing != missing:
            missing, since = now_missing, time.monotonic()
        elif time.monotonic() - since > stalled_after:
            raise EventsMissing(_line(missing, events))


async def arrived(database: Database, events: Events) -> Arrived:
    """Compare with what the database holds now; asks only for these events and these participants."""
    with store_errors():
        counted = {
            document["_id"]: document["events"]
            async for document in database[PARTICIPANTS].find({"_id": {"$in": list(events)}}, {"events": 1})
        }
        unscored = frozenset(subject for subject, ids in events.items() if counted.get(subject, 0) != len(ids))
        ids = [event_id for subject in events for event_id in events[subject]]
        journaled = {document["_id"] async for document in database[JOURNAL].find({"_id": {"$in": ids}}, {"_id": 1})}
    return Arrived(frozenset(ids) - journaled, unscored)


def _line(missing: Arrived, events: Events) -> str:
    parts = []
    if missing.unjournaled:
        recorded = sum(map(len, events.values()))
        parts.append(
            f"{len(missing.unjournaled)} of {recorded} events are not in the journal ({_some(missing.unjournaled)})"
        )
    if missing.unscored:
        parts.append(
            f"{len(missing.unscored)} of {len(events)} participants have not exactly their events in the projection "
            f"({_some(missing.unscored)})"
        )
    return "; ".join(parts) + ": look at the log of scoring, and at the topic of dead letters"


def _some(names: frozenset[str]) -> str:
    return ", ".join([*sorted(names)[:_NAMED], *(["..."] if len(names) > _NAMED else [])])
