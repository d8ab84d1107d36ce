"""What the service does with commands about goals and their steps."""

from __future__ import annotations

from typing import assert_never

from services.goals.domain.goal.commands import GoalChange, SetGoal
from services.goals.domain.goal.deciding import begin, decide
from services.goals.domain.goal.evolving import GoalFact, evolve
from services.goals.domain.goal.state import Goal
from services.goals.domain.refusals import unknown_goal, unknown_participant
from services.goals.handlers.means import TRIES, Means
from services.goals.store import Answer, Stored
from shared.contracts.envelope import Event
from shared.contracts.events import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)
from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, Command, Recorded


async def set_goal(means: Means, command: Command, asked: SetGoal, hypothesis: str | None) -> Recorded | Problem:
    """Set a goal for an enrolled participant."""
    event = begin(asked, means.now())
    if not await means.store.has_joined(asked.organization, asked.participant_id):
        event = unknown_participant(asked.participant_id)
    if isinstance(event, Problem):
        return await means.store.receipt(command) or event
    goal = evolve(None, event)
    outcome = await means.store.goals.create(command, goal.goal_id, goal, _answer(goal, event), event)
    return await _finished(means, command, outcome, goal.participant_id, hypothesis)


async def change_goal(
    means: Means, command: Command, asked: GoalChange, hypothesis: str | None = None
) -> Recorded | Problem:
    """Revise a goal, or plan a step towards it."""
    async with means.turns.at(asked.goal_id):
        for _ in range(TRIES):
            read = await means.store.goals.load(asked.organization, asked.goal_id)
            if read is None:
                return await means.store.receipt(command) or unknown_goal(asked.goal_id)
            outcome = await _change(means, command, asked, read)
            if outcome is not CHANGED_MEANWHILE:
                return await _finished(means, command, outcome, read.state.participant_id, hypothesis)
        return CHANGED_MEANWHILE


async def read_goal(means: Means, organization: str, goal_id: str) -> Goal | Problem:
    """The goal as it is now."""
    found = await means.store.goals.load(organization, goal_id)
    return found.state if found else unknown_goal(goal_id)


async def _change(means: Means, command: Command, asked: GoalChange, read: Stored[Goal]) -> Recorded | Problem:
    event = decide(read.state, asked, means.now())
    if isinstance(event, Problem):
        return await means.store.receipt(command) or event
    goal = evolve(read.state, event)
    return await means.store.goals.change(command, read, goal, _answer(goal, event), event)


async def _finished(
    means: Means, command: Command, outcome: Recorded | Problem, participant_id: str, hypothesis: str | None
) -> Recorded | Problem:
    if isinstance(outcome, Recorded):
        await means.notes.keep(command, participant_id, hypothesis)
        means.wake_relay()
    return outcome


def _answer(goal: Goal, event: Event[GoalFact]) -> Answer:
    return {**_named(goal, event.data), "sequence": goal.sequence, "event_id": event.id}


def _named(goal: Goal, fact: GoalFact) -> Answer:
    match fact:
        case StepPlanned() | StepRevised() | StepPaused() | StepResumed():
            version = goal.steps_by_id[fact.step_id].current.number
            return {"step_id": fact.step_id, "goal_id": goal.goal_id, "version": version}
        case ContingencyPlanned():
            return {"plan_id": fact.plan_id, "goal_id": goal.goal_id}
        case GoalAgreed() | GoalDeclined():
            return {"goal_id": goal.goal_id, "version": fact.version, "party": fact.party.value}
        case GoalSet() | GoalRevised() | GoalReviewed() | GoalClosed() | GoalReopened():
            return {"goal_id": goal.goal_id, "version": fact.version}
        case _:
            assert_never(fact)
