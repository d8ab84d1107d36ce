"""What the service keeps: every aggregate in one collection, and what finds them.

One collection, so that its unique index of receipts sees every command of this service: one Idempotency-Key cannot
enrol somebody and set a goal.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from services.goals.domain.agenda import Wish
from services.goals.domain.enrolment import Enrolments
from services.goals.domain.goal.state import Goal
from services.goals.domain.strengths import Strength
from services.goals.domain.supporters import Supporter
from services.goals.domain.supports import Support
from services.goals.domain.values import Value
from services.goals.notes import NOTES_OF_A_PARTICIPANT
from services.goals.store.imports import Imports
from services.goals.store.kept import AGGREGATES, LISTED, Answer, Kept, Stored
from services.goals.store.programs import Programs
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import Collection, Database, store_errors

__all__ = ["AGGREGATES", "INDEXES", "Answer", "Kept", "Store", "Stored", "supporter_key"]

INDEXES = (*Aggregates.indexes(AGGREGATES), LISTED, NOTES_OF_A_PARTICIPANT)
JOINED_REMEMBERED = 50_000
"""Participants known to have joined, per instance: about 10 MB."""


def supporter_key(organization: str, supporter_id: str) -> str:
    """The `_id` of a supporter's document: an id stands for one invitation in an organization."""
    return f"{organization}/supporters/{supporter_id}"


class Store:
    """All aggregates in MongoDB, by kind. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, *, instance: str, topic: Callable[[str], str]) -> None:
        aggregates = self._aggregates = Aggregates(database[AGGREGATES], instance=instance, topic=topic)
        self._joined: OrderedDict[str, None] = OrderedDict()
        self.programs = Programs(aggregates)
        self.imports = Imports(aggregates)
        self.enrolments = Kept(aggregates, "enrolment", Enrolments)
        self.goals = Kept(aggregates, "goal", Goal)
        self.values = Kept(aggregates, "value", Value)
        self.strengths = Kept(aggregates, "strength", Strength)
        self.wishes = Kept(aggregates, "wish", Wish)
        self.supports = Kept(aggregates, "support", Support)
        self.supporters = Kept(aggregates, "supporter", Supporter)

    @property
    def collection(self) -> Collection:
        """For the relay."""
        return self._aggregates.collection

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """What this command led to when it came before; None when it is new."""
        return await self._aggregates.receipt(command)

    async def told(self, command: Command) -> Recorded | None:
        """What this very command, from the same caller, was answered before; for those who would be refused now."""
        before = await self.receipt(command)
        return before if isinstance(before, Recorded) else None

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

    async def site(self, organization: str, participant_id: str) -> str | None:
        """Where the participant is now; None for somebody who never joined. Read anew every time."""
        with store_errors():
            found = await self.collection.find_one(
                {"_id": subject_of(organization, participant_id)}, {"state.whole.enrolments.site": 1}
            )
        if found is None:
            return None
        site: str = found["state"]["whole"]["enrolments"][-1]["site"]
        return site

    async def shares(self, organization: str, participant_id: str, supporter_id: str) -> frozenset[Shared]:
        """What the participant lets this supporter see now. Read anew every time."""
        invited = await self.supporters.load(organization, supporter_key(organization, supporter_id))
        if invited is None or invited.state.participant_id != participant_id:
            return frozenset()
        return invited.state.shares
