"""Steps: small actions towards a goal."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Working, answered, said
from services.goals.domain.goal.commands import PlanStep
from services.goals.domain.goal.state import StepPlan
from services.goals.handlers import goals
from services.goals.requests.steps import PlannedStep, PlanStepBody
from shared.contracts.envelope import derived_id
from shared.contracts.vocabulary import Id, OrganizationId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["steps"])


@router.post("/goals/{goal_id}/steps", status_code=201, response_model=PlannedStep, responses=PROBLEMS)
async def plan_step(
    organization: OrganizationId, goal_id: Id, body: Sent[PlanStepBody], key: IdempotencyKey, means: Working
) -> Response:
    """Plan a small step towards a goal."""
    command = Command.of(organization, key, "plan-step", goal_id, body.as_sent())
    asked = PlanStep(
        organization=organization,
        idempotency_key=key,
        step_id=derived_id("step", organization, key),
        goal_id=goal_id,
        occurred_at=body.occurred_at,
        plan=StepPlan(**said(body, "occurred_at")),
    )
    return answered(await goals.change_goal(means, command, asked))
