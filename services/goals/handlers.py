"""What the service does with a command: decide, record, keep what was said, wake the relay. Each answers or refuses.

A retry is recognised where it would be recorded again, or where it would be refused for what the first try changed:
so an accepted command costs no look for receipts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from services.goals.domain import enrolment
from services.goals.domain.deciding import GoalChange, SetGoal, begin, decide
from services.goals.domain.enrolment import Enrol
from services.goals.domain.goal import Goal, GoalFact, evolve
from services.goals.domain.refusals import unknown_goal, unknown_participant
from services.goals.notes import Notes
from services.goals.store import Answer, GoalStore, StoredGoal
from services.goals.turns import Turns
from shared.contracts.envelope import Event
from shared.contracts.events import StepPlanned
from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, Command, Recorded

TRIES = 10
"""How often a command is decided anew because other instances changed the same goal at the same moment."""


@dataclass(frozen=True, slots=True)
class Means:
    """What handlers work with. `wake_relay`: something was written. `now`: the time, aware."""

    store: GoalStore
    notes: Notes
    wake_relay: Callable[[], None]
    now: Callable[[], datetime]
    turns: Turns = field(default_factory=Turns)


async def enrol(means: Means, command: Command, asked: Enrol) -> Recorded | Problem:
    """Enrol a participant."""
    joined = enrolment.decide(None, asked, means.now())  # the insert finds out whether there is one already
    if isinstance(joined, Problem):
        return await means.store.receipt(command) or joined
    answer = {"enrolment_id": asked.enrolment_id, "event_id": joined.id}
    outcome = await means.store.enrol(command, enrolment.evolve(joined), answer, joined)
    means.wake_relay()
    return outcome


async def set_goal(means: Means, command: Command, asked: SetGoal, hypothesis: str | None) -> Recorded | Problem:
    """Set a goal for an enrolled participant."""
    event = begin(asked, means.now())
    if not await means.store.is_enrolled(asked.organization, asked.participant_id):
        event = unknown_participant(asked.participant_id)
    if isinstance(event, Problem):
        return await means.store.receipt(command) or event
    goal = evolve(None, event)
    outcome = await means.store.set_goal(command, goal, _answer(goal, event), event)
    return await _finished(means, command, outcome, goal.participant_id, hypothesis)


async def change_goal(
    means: Means, command: Command, asked: GoalChange, hypothesis: str | None = None
) -> Recorded | Problem:
    """Revise a goal, or plan a step towards it."""
    async with means.turns.at(asked.goal_id):
        for _ in range(TRIES):
            read = await means.store.goal(asked.organization, asked.goal_id)
            if read is None:
                return await means.store.receipt(command) or unknown_goal(asked.goal_id)
            outcome = await _change(means, command, asked, read)
            if outcome is not CHANGED_MEANWHILE:
                return await _finished(means, command, outcome, read.goal.participant_id, hypothesis)
        return CHANGED_MEANWHILE


async def read_goal(means: Means, organization: str, goal_id: str) -> Goal | Problem:
    """The goal as it is now."""
    found = await means.store.goal(organization, goal_id)
    return found.goal if found else unknown_goal(goal_id)


async def _change(means: Means, command: Command, asked: GoalChange, read: StoredGoal) -> Recorded | Problem:
    event = decide(read.goal, asked, means.now())
    if isinstance(event, Problem):
        return await means.store.receipt(command) or event
    goal = evolve(read.goal, event)
    return await means.store.change_goal(command, read, goal, _answer(goal, event), event)


async def _finished(
    means: Means, command: Command, outcome: Recorded | Problem, participant_id: str, hypothesis: str | None
) -> Recorded | Problem:
    if isinstance(outcome, Recorded):
        await means.notes.keep(command, participant_id, hypothesis)
        means.wake_relay()
    return outcome


def _answer(goal: Goal, event: Event[GoalFact]) -> Answer:
    fact = event.data
    if isinstance(fact, StepPlanned):
        named: dict[str, object] = {"step_id": fact.step_id, "goal_id": goal.goal_id}
    else:
        named = {"goal_id": goal.goal_id, "version": fact.version}
    return {**named, "sequence": fact.sequence, "event_id": event.id}
