"""Commands of a made-up participant, with all that a test does not care about filled in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

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
)
from services.goals.domain.goal.deciding import begin, decide
from services.goals.domain.goal.elsewhere import Elsewhere, ServedValue
from services.goals.domain.goal.evolving import GoalFact, evolve
from services.goals.domain.goal.state import Answer, Goal, StepPlan
from shared.contracts.codes import Closing, Party
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SAME: dict[str, Any] = {"organization": "shore", "goal_id": "goal-1"}


FAMILY = ServedValue("robin", ValueArea.FAMILY)
ALL_THERE = Elsewhere(value=FAMILY, strength_of="robin", replacement_of="robin")


def set_goal(**said: Any) -> SetGoal:
    """A goal about health, reviewed in four weeks."""
    usual: dict[str, Any] = {
        "idempotency_key": "set",
        "participant_id": "robin",
        "value_area": ValueArea.HEALTH,
        "review_on": date(2026, 3, 29),
    }
    return SetGoal(**(SAME | usual | said))


def revise(**said: Any) -> ReviseGoal:
    """A revision of version 1 that learned something."""
    usual: dict[str, Any] = {
        "idempotency_key": "revise",
        "from_version": 1,
        "reason": RevisionReason.LEARNED_SOMETHING,
    }
    return ReviseGoal(**(SAME | usual | said))


def agree(party: Party = Party.PARTICIPANT, **said: Any) -> AnswerPlan:
    """A party's yes to version 1."""
    usual: dict[str, Any] = {
        "idempotency_key": f"answer of {party}",
        "version": 1,
        "answer": Answer.AGREED,
        "party": party,
    }
    return AnswerPlan(**(SAME | usual | said))


def decline(party: Party = Party.PARTICIPANT, **said: Any) -> AnswerPlan:
    """A party's "not like this" to version 1."""
    return agree(party, **({"answer": Answer.DECLINED} | said))


def review(**said: Any) -> ReviewGoal:
    """A look at the goal that found what was hoped for."""
    return ReviewGoal(**(SAME | {"idempotency_key": "review", "attainment": 0} | said))


def close(**said: Any) -> CloseGoal:
    """The end of an experiment that was achieved."""
    return CloseGoal(**(SAME | {"idempotency_key": "close", "closing": Closing.ACHIEVED} | said))


def reopen(**said: Any) -> ReopenGoal:
    """A new start, reviewed in summer."""
    return ReopenGoal(**(SAME | {"idempotency_key": "reopen", "review_on": date(2026, 6, 30)} | said))


def walking(**said: Any) -> StepPlan:
    """A ten-minute walk on each day of one week."""
    usual: dict[str, Any] = {
        "measure": "minutes-walked",
        "at_least": 10.0,
        "per": Period.DAY,
        "starts_on": date(2026, 3, 2),
        "due_on": date(2026, 3, 8),
    }
    return StepPlan(**(usual | said))


def plan(step_id: str = "step-1", *, occurred_at: datetime | None = None, **said: Any) -> PlanStep:
    """A step that is a walk."""
    return PlanStep(
        **SAME,
        idempotency_key=f"plan {step_id}",
        occurred_at=occurred_at,
        step_id=step_id,
        plan=walking(**said),
    )


def revise_step(step_id: str = "step-1", **said: Any) -> ReviseStep:
    """A revision of version 1 of a step that was too hard."""
    usual: dict[str, Any] = {
        "idempotency_key": f"revise {step_id}",
        "step_id": step_id,
        "from_version": 1,
        "reason": RevisionReason.TOO_HARD,
    }
    return ReviseStep(**(SAME | usual | said))


def pause(step_id: str = "step-1", **said: Any) -> PauseStep:
    """A rest for a step."""
    return PauseStep(**(SAME | {"idempotency_key": f"pause {step_id}", "step_id": step_id} | said))


def resume(step_id: str = "step-1", **said: Any) -> ResumeStep:
    """The end of a step's rest."""
    return ResumeStep(**(SAME | {"idempotency_key": f"resume {step_id}", "step_id": step_id} | said))


def plan_for(barrier: Barrier = Barrier.TIME, **said: Any) -> PlanForBarrier:
    """An if-then for the goal."""
    usual: dict[str, Any] = {"idempotency_key": f"plan for {barrier}", "plan_id": "plan-1", "barrier": barrier}
    return PlanForBarrier(**(SAME | usual | said))


def happened(outcome: Event[GoalFact] | Problem) -> Event[GoalFact]:
    """The event, where a test expects one."""
    assert not isinstance(outcome, Problem), outcome
    return outcome


def refused(outcome: object) -> Problem:
    """The refusal, where a test expects one."""
    assert isinstance(outcome, Problem), outcome
    return outcome


def refused_fields(outcome: object) -> list[str]:
    """The fields that a refusal names."""
    return [field.field for field in refused(outcome).fields]


def goal_after(*commands: SetGoal | GoalChange) -> Goal:
    """The goal that these commands lead to, one after the other; whatever they name elsewhere is there."""
    goal: Goal | None = None
    for command in commands:
        if isinstance(command, SetGoal):
            event = begin(command, NOW, Elsewhere(value=FAMILY) if command.value_id else Elsewhere())
        else:
            event = decide(goal, command, NOW, ALL_THERE)
        goal = evolve(goal, happened(event))
    assert goal is not None
    return goal
