"""The HTTP commands of the goals service: a request becomes a command, its outcome becomes an answer."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from services.goals import handlers
from services.goals.domain.deciding import PlanStep, ReviseGoal, SetGoal
from services.goals.domain.enrolment import Enrol
from services.goals.domain.goal import Goal
from services.goals.handlers import Means
from services.goals.notes import note_id_of
from services.goals.requests import (
    EnrolBody,
    Enrolled,
    GoalVersion,
    PlannedStep,
    PlanStepBody,
    ReviseGoalBody,
    SetGoalBody,
)
from services.goals.store import goal_document
from shared.contracts.envelope import derived_id
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command, Recorded
from shared.runtime.http import PROBLEMS, IdempotencyKey
from shared.runtime.problems import problem_answer

router = APIRouter(prefix="/v1/organizations/{organization}", route_class=CommandRoute)


async def means_of(request: Request) -> Means:
    """What the running app gave its handlers."""
    means: Means = request.app.state.means
    return means


Working = Annotated[Means, Depends(means_of)]


@router.post(
    "/participants/{participant_id}/enrolments",
    status_code=201,
    response_model=Enrolled,
    responses=PROBLEMS,
    tags=["enrolment"],
)
async def enrol(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[EnrolBody],
    key: IdempotencyKey,
    means: Working,
) -> Response:
    """Let a participant join a program at a site."""
    command = Command.of(organization, key, "enrol", participant_id, body.as_sent())
    asked = Enrol(
        organization=organization,
        idempotency_key=key,
        enrolment_id=derived_id("enrolment", organization, key),
        participant_id=participant_id,
        **_said(body),
    )
    return _answered(await handlers.enrol(means, command, asked))


@router.post(
    "/participants/{participant_id}/goals",
    status_code=201,
    response_model=GoalVersion,
    responses=PROBLEMS,
    tags=["goals"],
)
async def set_goal(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[SetGoalBody],
    key: IdempotencyKey,
    means: Working,
) -> Response:
    """Set a goal that serves a value, as an experiment with a review date."""
    command = Command.of(organization, key, "set-goal", participant_id, body.as_sent())
    asked = SetGoal(
        organization=organization,
        idempotency_key=key,
        goal_id=derived_id("goal", organization, key),
        participant_id=participant_id,
        hypothesis_note=note_id_of(command) if body.hypothesis else None,
        **_said(body),
    )
    return _answered(await handlers.set_goal(means, command, asked, body.hypothesis))


@router.post(
    "/goals/{goal_id}/revisions",
    status_code=201,
    response_model=GoalVersion,
    responses=PROBLEMS,
    tags=["goals"],
)
async def revise_goal(
    organization: OrganizationId, goal_id: Id, body: Sent[ReviseGoalBody], key: IdempotencyKey, means: Working
) -> Response:
    """Give a goal its next version, for a reason; earlier versions stay."""
    command = Command.of(organization, key, "revise-goal", goal_id, body.as_sent())
    asked = ReviseGoal(
        organization=organization,
        idempotency_key=key,
        goal_id=goal_id,
        hypothesis_note=note_id_of(command) if body.hypothesis else None,
        **_said(body),
    )
    return _answered(await handlers.change_goal(means, command, asked, body.hypothesis))


@router.post(
    "/goals/{goal_id}/steps",
    status_code=201,
    response_model=PlannedStep,
    responses=PROBLEMS,
    tags=["goals"],
)
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
        **_said(body),
    )
    return _answered(await handlers.change_goal(means, command, asked))


@router.get(
    "/goals/{goal_id}",
    response_model=Goal,
    responses={status: PROBLEMS[status] for status in (404, 422, 503)},
    tags=["goals"],
)
async def read_goal(organization: OrganizationId, goal_id: Id, means: Working) -> Response:
    """A goal with all its versions and steps; of notes only the ids."""
    match await handlers.read_goal(means, organization, goal_id):
        case Problem() as problem:
            return problem_answer(problem)
        case found:
            return JSONResponse(goal_document(found))


def _said(body: EnrolBody | SetGoalBody | ReviseGoalBody | PlanStepBody) -> dict[str, Any]:
    # A command has the fields of its body by the same names; only a hypothesis goes another way, into a note.
    return {name: value for name, value in body if name != "hypothesis"}


def _answered(outcome: Recorded | Problem) -> Response:
    if isinstance(outcome, Problem):
        return problem_answer(outcome)
    return JSONResponse(dict(outcome.answer), 201)
