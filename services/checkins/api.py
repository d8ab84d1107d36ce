"""The HTTP commands of the checkins service: a request becomes a command, its outcome becomes an answer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse

from services.checkins import handlers
from services.checkins.domain.asked import Asked
from services.checkins.domain.attempt import RecordAttempt
from services.checkins.domain.checkin import RecordCheckIn
from services.checkins.domain.setback import RecordRecovery, RecordSetback
from services.checkins.handlers import Means
from services.checkins.notes import note_id_of
from services.checkins.requests import (
    AttemptBody,
    CheckInBody,
    RecordedAttempt,
    RecordedCheckIn,
    RecordedSetback,
    RecoveryBody,
    SetbackBody,
)
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
    "/steps/{step_id}/attempts",
    status_code=201,
    response_model=RecordedAttempt,
    responses=PROBLEMS,
    tags=["attempts"],
)
async def record_attempt(
    organization: OrganizationId, step_id: Id, body: Sent[AttemptBody], key: IdempotencyKey, means: Working
) -> Response:
    """Say what came of an attempt at a step: done, partly, or not this time."""
    command = Command.of(organization, key, "record-attempt", step_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    attempt = RecordAttempt(asked, step_id, body.outcome, body.measured, body.effort, body.barrier)
    return _answered(await handlers.record_attempt(means, command, attempt))


@router.post(
    "/participants/{participant_id}/setbacks",
    status_code=201,
    response_model=RecordedSetback,
    responses=PROBLEMS,
    tags=["setbacks"],
)
async def record_setback(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[SetbackBody],
    key: IdempotencyKey,
    means: Working,
) -> Response:
    """Record a setback: information, not failure."""
    command = Command.of(organization, key, "record-setback", participant_id, body.as_sent())
    setback = RecordSetback(
        Asked(organization, key, body.occurred_at),
        participant_id,
        body.kind,
        barrier=body.barrier,
        plan_used=body.plan_used,
        step_id=body.step_id,
        goal_id=body.goal_id,
        learned_note=note_id_of(command) if body.learned is not None else None,
    )
    return _answered(await handlers.record_setback(means, command, setback, body.learned))


@router.post(
    "/setbacks/{setback_id}/recoveries",
    status_code=201,
    response_model=RecordedSetback,
    responses=PROBLEMS,
    tags=["setbacks"],
)
async def record_recovery(
    organization: OrganizationId, setback_id: Id, body: Sent[RecoveryBody], key: IdempotencyKey, means: Working
) -> Response:
    """Record that the participant came back from a setback."""
    command = Command.of(organization, key, "record-recovery", setback_id, body.as_sent())
    recovery = RecordRecovery(Asked(organization, key, body.occurred_at), setback_id)
    return _answered(await handlers.record_recovery(means, command, recovery))


@router.post(
    "/participants/{participant_id}/check-ins",
    status_code=201,
    response_model=RecordedCheckIn,
    responses=PROBLEMS,
    tags=["check-ins"],
)
async def record_check_in(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[CheckInBody],
    key: IdempotencyKey,
    means: Working,
) -> Response:
    """Record a check-in: rulers, stage of change, mood."""
    command = Command.of(organization, key, "record-check-in", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    check_in = RecordCheckIn(asked, participant_id, body.setting, body.rulers, body.stage, body.mood)
    return _answered(await handlers.record_check_in(means, command, check_in))


def _answered(outcome: Recorded | Problem) -> Response:
    if isinstance(outcome, Problem):
        return problem_answer(outcome)
    return JSONResponse(dict(outcome.answer), 201)
