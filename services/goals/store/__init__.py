"""What the service keeps: every aggregate in one collection, and what finds them.

One collection, so that its unique index of receipts sees every command of this service: one Idempotency-Key cannot
enrol somebody and set a goal.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from services.goals.domain.enrolment import Enrolment
from services.goals.domain.goal.state import Goal
from services.goals.store.kept import AGGREGATES, LISTED, Answer, Kept, Stored
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import Collection, Database, store_errors

__all__ = ["AGGREGATES", "INDEXES", "Answer", "Kept", "Store", "Stored"]

INDEXES = (*Aggregates.indexes(AGGREGATES), LISTED)
JOINED_REMEMBERED = 50_000
"""Participants known to have joined, per instance: about 10 MB."""


class Store:
    """All aggregates in MongoDB, by kind. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, *, instance: str, topic: Callable[[str], str]) -> None:
        self._aggregates = Aggregates(database[AGGREGATES], instance=instance, topic=topic)
        self._joined: OrderedDict[str, None] = OrderedDict()
        self.enrolments = Kept(self._aggregates, "enrolment", Enrolment)
        self.goals = Kept(self._aggregates, "goal", Goal)

    @property
    def collection(self) -> Collection:
        """For the relay."""
        return self._aggregates.collection

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """What this command led to when it came before; None when it is new."""
        return await self._aggregates.receipt(command)

    async def has_joined(self, organization: str, participant_id: str) -> bool:
        """Whether the participant ever joined a program here. A yes is remembered: it never becomes a no."""
        participant = subject_of(organization, participant_id)
        if participant in self._joined:
            self._joined.move_to_end(participant)
            return True
        with store_errors():
            found = await self.collection.find_one({"_id": participant}, {"_id": 1})
        if found is not None:
            self._joined[participant] = None
            if len(self._joined) > JOINED_REMEMBERED:
                self._joined.popitem(last=False)
        return found is not None
