"""Goals: set as experiments, revised, read with their whole history."""

from __future__ import annotations

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse

from services.goals.api.answering import PREFIX, Working, answered, said
from services.goals.domain.goal.commands import ReviseGoal, SetGoal
from services.goals.domain.goal.state import Goal
from services.goals.handlers import goals
from services.goals.notes import note_id_of
from services.goals.requests.goals import GoalVersion, ReviseGoalBody, SetGoalBody
from services.goals.store.kept import goal_document
from shared.contracts.envelope import derived_id
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey
from shared.runtime.problems import problem_answer

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["goals"])


@router.post("/participants/{participant_id}/goals", status_code=201, response_model=GoalVersion, responses=PROBLEMS)
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
        **said(body, "hypothesis"),
    )
    return answered(await goals.set_goal(means, command, asked, body.hypothesis))


@router.post("/goals/{goal_id}/revisions", status_code=201, response_model=GoalVersion, responses=PROBLEMS)
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
        **said(body, "hypothesis"),
    )
    return answered(await goals.change_goal(means, command, asked, body.hypothesis))


@router.get(
    "/goals/{goal_id}",
    response_model=Goal,
    responses={status: PROBLEMS[status] for status in (404, 422, 503)},
)
async def read_goal(organization: OrganizationId, goal_id: Id, means: Working) -> Response:
    """A goal with all its versions and steps; of notes only the ids."""
    match await goals.read_goal(means, organization, goal_id):
        case Problem() as problem:
            return problem_answer(problem)
        case found:
            return JSONResponse(goal_document(found))
