"""The event that each command leads to, or why not: `begin` for a new goal, `decide` for all that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar, assert_never

from services.goals.domain.asked import event_of, not_from_the_future
from services.goals.domain.goal import rules, step_rules
from services.goals.domain.goal.commands import (
    AnswerPlan,
    CloseGoal,
    GoalChange,
    PauseStep,
    PlanForBarrier,
    PlanStep,
    ReopenGoal,
    ResumeStep,
    ReviewGoal,
    ReviseGoal,
    ReviseStep,
    SetGoal,
    StepChange,
)
from services.goals.domain.goal.elsewhere import NOTHING_ELSEWHERE, Elsewhere
from services.goals.domain.goal.evolving import GoalFact
from services.goals.domain.goal.facts import fact_of
from services.goals.domain.goal.state import Goal
from services.goals.domain.refusals import unknown_goal
from shared.contracts.envelope import Event
from shared.contracts.events import GoalSet
from shared.contracts.problems import Problem


def begin(command: SetGoal, now: datetime, elsewhere: Elsewhere = NOTHING_ELSEWHERE) -> Event[GoalFact] | Problem:
    """The event that sets a new goal, or why not."""
    refusals = (refusal for rule in rules.BEGINNING_RULES if (refusal := rule(command, elsewhere)))
    if refusal := not_from_the_future(command, now) or next(refusals, None):
        return refusal
    area = rules.area_served(command, elsewhere)
    if isinstance(area, Problem):
        return area
    fact = GoalSet(
        goal_id=command.goal_id,
        sequence=1,
        version=1,
        value_area=area,
        review_on=command.review_on,
        target=command.target,
        importance=command.importance,
        confidence=command.confidence,
        hypothesis_note=command.hypothesis_note,
        value_id=command.value_id,
    )
    return event_of(fact, command, command.participant_id, command.happened_at(now))


def decide(
    goal: Goal | None, command: GoalChange, now: datetime, elsewhere: Elsewhere = NOTHING_ELSEWHERE
) -> Event[GoalFact] | Problem:
    """The event that follows on the goal's history, or why not. A goal of another organization is not known."""
    if goal is None or goal.organization != command.organization:
        return unknown_goal(command.goal_id)
    if refusal := not_from_the_future(command, now) or _refused(goal, command, elsewhere):
        return refusal
    return event_of(fact_of(goal, command), command, goal.participant_id, command.happened_at(now))


def _refused(goal: Goal, command: GoalChange, elsewhere: Elsewhere) -> Problem | None:
    match command:
        case ReviseGoal():
            return _first(rules.REVISION_RULES, goal, command, elsewhere)
        case AnswerPlan():
            return _first(rules.ANSWER_RULES, goal, command, elsewhere)
        case ReviewGoal():
            return _first(rules.REVIEW_RULES, goal, command, elsewhere)
        case CloseGoal():
            return _first(rules.CLOSING_RULES, goal, command, elsewhere)
        case ReopenGoal():
            return _first(rules.REOPENING_RULES, goal, command, elsewhere)
        case PlanForBarrier():
            return _first(rules.CONTINGENCY_RULES, goal, command, elsewhere)
        case PlanStep():
            return _first(step_rules.PLANNING_RULES, goal, command, elsewhere)
        case ReviseStep() | PauseStep() | ResumeStep():
            return _refused_change(goal, command, elsewhere)
        case _:
            assert_never(command)


def _refused_change(goal: Goal, command: StepChange, elsewhere: Elsewhere) -> Problem | None:
    match command:
        case ReviseStep():
            return _first(step_rules.STEP_REVISION_RULES, goal, command, elsewhere)
        case PauseStep():
            return _first(step_rules.PAUSE_RULES, goal, command, elsewhere)
        case ResumeStep():
            return _first(step_rules.RESUMPTION_RULES, goal, command, elsewhere)
        case _:
            assert_never(command)


C = TypeVar("C", bound=GoalChange)


def _first(
    of_the_command: Iterable[Callable[[Goal, C, Elsewhere], Problem | None]],
    goal: Goal,
    command: C,
    elsewhere: Elsewhere,
) -> Problem | None:
    return next((refusal for rule in of_the_command if (refusal := rule(goal, command, elsewhere))), None)
