"""Commands of a made-up participant, with all that a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from services.goals.domain.deciding import PlanStep, ReviseGoal, SetGoal, begin, decide
from services.goals.domain.goal import Goal, GoalFact, evolve
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def set_goal(**said: Any) -> SetGoal:
    """A goal about health, reviewed in four weeks."""
    usual: dict[str, Any] = {
        "organization": "shore",
        "idempotency_key": "set",
        "goal_id": "goal-1",
        "participant_id": "robin",
        "value_area": ValueArea.HEALTH,
        "review_on": date(2026, 3, 29),
    }
    return SetGoal(**(usual | said))


def revise(**said: Any) -> ReviseGoal:
    """A revision of version 1 that learned something."""
    usual: dict[str, Any] = {
        "organization": "shore",
        "idempotency_key": "revise",
        "goal_id": "goal-1",
        "from_version": 1,
        "reason": RevisionReason.LEARNED_SOMETHING,
    }
    return ReviseGoal(**(usual | said))


def plan(step_id: str = "step-1", **said: Any) -> PlanStep:
    """A ten-minute walk on each day of one week."""
    usual: dict[str, Any] = {
        "organization": "shore",
        "idempotency_key": f"plan {step_id}",
        "step_id": step_id,
        "goal_id": "goal-1",
        "measure": "minutes-walked",
        "at_least": 10.0,
        "per": Period.DAY,
        "starts_on": date(2026, 3, 2),
        "due_on": date(2026, 3, 8),
    }
    return PlanStep(**(usual | said))


def happened(outcome: Event[GoalFact] | Problem) -> Event[GoalFact]:
    """The event, where a test expects one."""
    assert not isinstance(outcome, Problem), outcome
    return outcome


def refused(outcome: object) -> Problem:
    """The refusal, where a test expects one."""
    assert isinstance(outcome, Problem), outcome
    return outcome


def goal_after(*commands: SetGoal | ReviseGoal | PlanStep) -> Goal:
    """The goal that these commands lead to, one after the other."""
    goal: Goal | None = None
    for command in commands:
        event = begin(command, NOW) if isinstance(command, SetGoal) else decide(goal, command, NOW)
        goal = evolve(goal, happened(event))
    assert goal is not None
    return goal
