"""Where enrolments and goals are kept: one document per participant's enrolment, one per goal.

Both live in one collection, so that its unique index of receipts sees every command of this service: one
Idempotency-Key cannot enrol somebody and set a goal.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from services.goals.domain.enrolment import Enrolment
from services.goals.domain.goal import Goal, GoalFact
from services.goals.domain.refusals import already_enrolled
from shared.contracts.envelope import Event
from shared.contracts.events import ParticipantEnrolled
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import Collection, Database, Document, store_errors

AGGREGATES = "aggregates"
INDEXES = Aggregates.indexes(AGGREGATES)
ENROLLED_REMEMBERED = 50_000
"""Participants known to be enrolled, per instance: about 10 MB."""

_ENROLMENT = TypeAdapter(Enrolment)
_GOAL = TypeAdapter(Goal)

Answer = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredGoal:
    """A goal as it was read; `revision` guards the next write."""

    revision: int
    goal: Goal


def goal_document(goal: Goal) -> Document:
    """A goal as plain values for MongoDB; dates and moments as ISO 8601 text, to the microsecond."""
    document: Document = _GOAL.dump_python(goal, mode="json")
    return document


def goal_of(document: Document) -> Goal:
    """The inverse of `goal_document`. Raises ValidationError for anything else."""
    return _GOAL.validate_python(document)


class GoalStore:
    """Enrolments and goals in MongoDB. All methods raise StoreAway when it is away."""

    def __init__(self, database: Database, *, instance: str, topic: Callable[[str], str]) -> None:
        self._aggregates = Aggregates(database[AGGREGATES], instance=instance, topic=topic)
        self._enrolled: OrderedDict[str, None] = OrderedDict()

    @property
    def collection(self) -> Collection:
        """For the relay."""
        return self._aggregates.collection

    async def receipt(self, command: Command) -> Recorded | Problem | None:
        """What this command led to when it came before; None when it is new."""
        return await self._aggregates.receipt(command)

    async def enrol(
        self, command: Command, enrolment: Enrolment, answer: Answer, event: Event[ParticipantEnrolled]
    ) -> Recorded | Problem:
        """Record a participant's first enrolment; refused when there is one."""
        participant = subject_of(enrolment.organization, enrolment.participant_id)
        state = _ENROLMENT.dump_python(enrolment, mode="json")
        exists = already_enrolled(enrolment.participant_id)
        return await self._aggregates.create(command, participant, state, answer, [event], exists=exists)

    async def is_enrolled(self, organization: str, participant_id: str) -> bool:
        """Whether the participant is enrolled. A yes is remembered: an enrolment is never taken back."""
        participant = subject_of(organization, participant_id)
        if participant in self._enrolled:
            self._enrolled.move_to_end(participant)
            return True
        with store_errors():
            found = await self.collection.find_one({"_id": participant}, {"_id": 1})
        if found is not None:
            self._enrolled[participant] = None
            if len(self._enrolled) > ENROLLED_REMEMBERED:
                self._enrolled.popitem(last=False)
        return found is not None

    async def goal(self, organization: str, goal_id: str) -> StoredGoal | None:
        """The goal and its revision, when it is this organization's."""
        found = await self._aggregates.load(goal_id)
        if found is None:
            return None
        revision, state = found
        goal = goal_of(state)
        return StoredGoal(revision, goal) if goal.organization == organization else None

    async def set_goal(
        self, command: Command, goal: Goal, answer: Answer, event: Event[GoalFact]
    ) -> Recorded | Problem:
        """Record a new goal."""
        return await self._aggregates.create(command, goal.goal_id, goal_document(goal), answer, [event])

    async def change_goal(
        self, command: Command, read: StoredGoal, goal: Goal, answer: Answer, event: Event[GoalFact]
    ) -> Recorded | Problem:
        """Record what became of the goal that was read, unless it changed meanwhile."""
        return await self._aggregates.change(
            command, goal.goal_id, read.revision, goal_document(goal), answer, [event]
        )
