"""Attempts at steps."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Working, answered
from services.checkins.domain.asked import Asked
from services.checkins.domain.attempts import RecordAttempt
from services.checkins.handlers import recording
from services.checkins.requests.attempts import AttemptBody, RecordedAttempt
from shared.contracts.vocabulary import Id, OrganizationId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["attempts"])


@router.post("/steps/{step_id}/attempts", status_code=201, response_model=RecordedAttempt, responses=PROBLEMS)
async def record_attempt(
    organization: OrganizationId, step_id: Id, body: Sent[AttemptBody], key: IdempotencyKey, means: Working
) -> Response:
    """Say what came of an attempt at a step: done, partly, or not this time."""
    command = Command.of(organization, key, "record-attempt", step_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    attempt = RecordAttempt(asked, step_id, body.outcome, body.measured, body.effort, body.barrier)
    return answered(await recording.record_attempt(means, command, attempt))
