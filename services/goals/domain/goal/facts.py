"""What has happened to a goal when a command that nothing speaks against is done."""

from __future__ import annotations

from dataclasses import asdict
from typing import assert_never

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
    StepChange,
)
from services.goals.domain.goal.evolving import LaterFact, StepFact
from services.goals.domain.goal.state import Answer, Goal
from services.goals.domain.goal.step_rules import revised
from shared.contracts.events import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)


def fact_of(goal: Goal, command: GoalChange) -> LaterFact:
    """The fact that comes next in the goal's history."""
    goal_id, sequence, version = goal.goal_id, goal.sequence + 1, goal.current.number
    match command:
        case ReviseGoal():
            return GoalRevised(
                goal_id=goal_id,
                sequence=sequence,
                version=version + 1,
                reason=command.reason,
                review_on=command.review_on or goal.review_on,
                target=command.target or goal.current.target,
                importance=command.importance,
                confidence=command.confidence,
                hypothesis_note=command.hypothesis_note or goal.current.hypothesis_note,
            )
        case AnswerPlan(answer=Answer.AGREED):
            return GoalAgreed(goal_id=goal_id, sequence=sequence, version=version, party=command.party)
        case AnswerPlan():
            return GoalDeclined(goal_id=goal_id, sequence=sequence, version=version, party=command.party)
        case ReviewGoal():
            return GoalReviewed(
                goal_id=goal_id,
                sequence=sequence,
                version=version,
                attainment=command.attainment,
                next_review_on=command.next_review_on,
                learned_note=command.learned_note,
            )
        case CloseGoal():
            return GoalClosed(
                goal_id=goal_id,
                sequence=sequence,
                version=version,
                closing=command.closing,
                replaced_by=command.replaced_by,
            )
        case ReopenGoal():
            return GoalReopened(goal_id=goal_id, sequence=sequence, version=version, review_on=command.review_on)
        case PlanForBarrier():
            return ContingencyPlanned(
                plan_id=command.plan_id,
                goal_id=goal_id,
                sequence=sequence,
                barrier=command.barrier,
                step_id=command.step_id,
                words_note=command.words_note,
            )
        case PlanStep():
            plan = asdict(command.plan)
            return StepPlanned(step_id=command.step_id, goal_id=goal_id, sequence=sequence, **plan)
        case ReviseStep() | PauseStep() | ResumeStep():
            return _step_fact(goal, command, sequence)
        case _:
            assert_never(command)


def _step_fact(goal: Goal, command: StepChange, sequence: int) -> StepFact:
    goal_id, step = goal.goal_id, goal.steps_by_id[command.step_id]
    match command:
        case ReviseStep():
            return StepRevised(
                step_id=step.step_id,
                goal_id=goal_id,
                sequence=sequence,
                version=step.current.number + 1,
                reason=command.reason,
                **asdict(revised(step.current.plan, command)),
            )
        case PauseStep():
            return StepPaused(step_id=step.step_id, goal_id=goal_id, sequence=sequence)
        case ResumeStep():
            return StepResumed(step_id=step.step_id, goal_id=goal_id, sequence=sequence)
        case _:
            assert_never(command)
