"""What the service does with commands about goals, their steps and plans, and how it reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, assert_never

from services.goals.domain.goal.commands import CloseGoal, GoalChange, PlanStep, ReviseStep, SetGoal
from services.goals.domain.goal.deciding import begin, decide
from services.goals.domain.goal.elsewhere import Elsewhere, ServedValue
from services.goals.domain.goal.evolving import GoalFact, evolve
from services.goals.domain.goal.state import Goal
from services.goals.domain.refusals import unknown_goal
from services.goals.handlers import things
from services.goals.handlers.access import may_read, shares_of
from services.goals.handlers.means import Means
from services.goals.handlers.things import Thing
from services.goals.notes import About
from services.goals.store import Answer, Kept, Store
from shared.contracts.access import ACTING, Rule
from shared.contracts.callers import Caller
from shared.contracts.codes import Shared
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
from shared.runtime.commands import Command, Recorded


async def set_goal(
    means: Means, caller: Caller, command: Command, asked: SetGoal, hypothesis: str | None
) -> Recorded | Problem:
    """Set a goal for a participant."""
    found = await _elsewhere(means.store, asked)

    def decided(_: Goal | None, asked: SetGoal, now: datetime) -> Event[GoalFact] | Problem:
        return begin(asked, now, found)

    thing = Thing(_goals, decided, evolve, _answer, About.HYPOTHESIS)
    return await things.begin(means, caller, command, thing, asked.goal_id, asked, hypothesis)


async def change_goal(
    means: Means,
    caller: Caller,
    command: Command,
    asked: GoalChange,
    words: str | None = None,
    about: About | None = None,
    rules: Sequence[Rule] = ACTING,
) -> Recorded | Problem:
    """Record what follows on a goal's history; `about`: what the words that come with it are about."""
    found = await _elsewhere(means.store, asked)

    def decided(goal: Goal | None, asked: GoalChange, now: datetime) -> Event[GoalFact] | Problem:
        return decide(goal, asked, now, found)

    thing = Thing(_goals, decided, evolve, _answer, about, rules)
    return await things.change(means, caller, command, thing, asked.goal_id, unknown_goal, asked, words)


async def read_goal(means: Means, caller: Caller, organization: str, goal_id: str) -> dict[str, Any] | Problem:
    """The goal as it is now, as plain values; its steps and plans only where steps are shared with the caller."""
    found = await means.store.goals.load(organization, goal_id)
    if found is None:
        return unknown_goal(goal_id)
    participant_id = found.state.participant_id
    if refusal := await may_read(means, caller, organization, participant_id, Shared.GOALS):
        return refusal
    whole = means.store.goals.plain(found.state)
    if Shared.STEPS in await shares_of(means, caller, organization, participant_id):
        return whole
    return {name: part for name, part in whole.items() if name not in ("steps", "plans")}


def overview(goal: Mapping[str, Any], shares: frozenset[Shared]) -> Mapping[str, Any]:
    """A goal of a list, as it stands now: without its history."""
    return {name: goal[name] for name in _STANDS} | {"current": goal["versions"][-1]}


_STANDS = (
    "goal_id",
    "participant_id",
    "value_area",
    "value_id",
    "status",
    "sequence",
    "review_on",
    "standing",
)


async def _elsewhere(store: Store, asked: SetGoal | GoalChange) -> Elsewhere:
    match asked:
        case SetGoal(value_id=str(value_id)):
            value = await store.values.load(asked.organization, value_id)
            return Elsewhere(
                value=ServedValue(value.state.participant_id, value.state.current.value_area) if value else None
            )
        case PlanStep(plan=planned) if planned.strength_id is not None:
            return await _leaning_on(store, asked.organization, planned.strength_id)
        case ReviseStep(strength_id=str(strength_id)):
            return await _leaning_on(store, asked.organization, strength_id)
        case CloseGoal(replaced_by=str(replaced_by)):
            replacement = await store.goals.load(asked.organization, replaced_by)
            return Elsewhere(replacement_of=replacement.state.participant_id if replacement else None)
        case _:
            return Elsewhere()


async def _leaning_on(store: Store, organization: str, strength_id: str) -> Elsewhere:
    strength = await store.strengths.load(organization, strength_id)
    return Elsewhere(strength_of=strength.state.participant_id if strength else None)


def _goals(store: Store) -> Kept[Goal]:
    return store.goals


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
