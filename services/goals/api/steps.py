"""Steps: small actions towards a goal, changed at once when they do not help."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered, said
from services.goals.domain.goal.commands import PauseStep, PlanStep, ResumeStep, ReviseStep
from services.goals.domain.goal.state import PLANNED, StepPlan
from services.goals.domain.goal.step_rules import (
    PAUSE_RULES,
    PLANNING_RULES,
    RESUMPTION_RULES,
    STEP_REVISION_RULES,
)
from services.goals.domain.refusals import unknown_goal
from services.goals.handlers import goals
from services.goals.notes import About, note_id_of
from services.goals.requests.steps import PauseStepBody, PlanStepBody, ResumeStepBody, ReviseStepBody
from services.goals.requests.told import StepVersionTold
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=f"{PREFIX}/goals/{{goal_id}}/steps", route_class=CommandRoute, tags=["steps"])


@router.post(
    "",
    status_code=201,
    response_model=StepVersionTold,
    responses=refusals_of(*ACTING, unknown_goal, *PLANNING_RULES),
)
async def plan_step(goal_id: Id, body: Sent[PlanStepBody], by: Asked) -> Response:
    """Plan a small step towards a goal."""
    command = by.command("plan-step", goal_id, body.as_sent())
    criterion_note = note_id_of(command) if body.criterion else None
    asked = PlanStep(
        step_id=by.id_of("step"),
        goal_id=goal_id,
        plan=StepPlan(criterion_note=criterion_note, **said(body, "criterion", "occurred_at")),
        **by.says(body, *PLANNED, "criterion"),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, body.criterion, About.CRITERION))


@router.post(
    "/{step_id}/revisions",
    status_code=201,
    response_model=StepVersionTold,
    responses=refusals_of(*ACTING, unknown_goal, *STEP_REVISION_RULES),
)
async def revise_step(goal_id: Id, step_id: Id, body: Sent[ReviseStepBody], by: Asked) -> Response:
    """Change a step that does not help, at once and without blame; earlier versions stay."""
    command = by.command("revise-step", goal_id, step_id, body.as_sent())
    asked = ReviseStep(
        step_id=step_id,
        goal_id=goal_id,
        without=body.without,
        criterion_note=note_id_of(command) if body.criterion else None,
        **by.says(body, "criterion"),
    )
    return answered(await goals.change_goal(by.means, by.caller, command, asked, body.criterion, About.CRITERION))


@router.post(
    "/{step_id}/pauses",
    status_code=201,
    response_model=StepVersionTold,
    responses=refusals_of(*ACTING, unknown_goal, *PAUSE_RULES),
)
async def pause_step(goal_id: Id, step_id: Id, body: Sent[PauseStepBody], by: Asked) -> Response:
    """Let a step rest for a while."""
    command = by.command("pause-step", goal_id, step_id, body.as_sent())
    asked = PauseStep(step_id=step_id, goal_id=goal_id, **by.says(body))
    return answered(await goals.change_goal(by.means, by.caller, command, asked))


@router.post(
    "/{step_id}/resumptions",
    status_code=201,
    response_model=StepVersionTold,
    responses=refusals_of(*ACTING, unknown_goal, *RESUMPTION_RULES),
)
async def resume_step(goal_id: Id, step_id: Id, body: Sent[ResumeStepBody], by: Asked) -> Response:
    """Go on with a step that rested."""
    command = by.command("resume-step", goal_id, step_id, body.as_sent())
    asked = ResumeStep(step_id=step_id, goal_id=goal_id, **by.says(body))
    return answered(await goals.change_goal(by.means, by.caller, command, asked))
