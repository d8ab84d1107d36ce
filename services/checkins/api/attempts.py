"""Attempts at steps."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import attempts
from services.checkins.domain.asked import Asked
from services.checkins.domain.attempts import RecordAttempt
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.records import Record, RecordKind
from services.checkins.handlers import corrections, recording
from services.checkins.notes import Spoken
from services.checkins.requests.attempts import AttemptBody, RecordedAttempt
from services.checkins.requests.corrections import CorrectedAttempt
from shared.contracts.access import ACTING
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.vocabulary import Id, OrganizationId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["attempts"])


@router.post(
    "/steps/{step_id}/attempts",
    status_code=201,
    response_model=RecordedAttempt,
    responses=refusals_of(attempts.decide, *ACTING),
)
async def record_attempt(
    organization: OrganizationId,
    step_id: Id,
    body: Sent[AttemptBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Say what came of an attempt at a step: done, partly, or not this time."""
    command = Command.of(organization, key, "record-attempt", step_id, body.as_sent())
    told = _told(body, Asked(organization, key, body.occurred_at), step_id)
    return answered(await recording.record(means, caller, told, attempts.decide, Spoken(command)))


@router.post(
    "/attempts/{attempt_id}/corrections",
    status_code=201,
    response_model=CorrectedAttempt,
    responses=refusals_of(may_change, attempts.decide, *ACTING),
)
async def correct_attempt(
    organization: OrganizationId,
    attempt_id: Id,
    body: Sent[AttemptBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Say anew what came of an attempt; what was said before no longer counts."""
    command = Command.of(organization, key, "correct-attempt", attempt_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), attempt_id, RecordKind.ATTEMPT)

    def anew(before: Record, asked: Asked) -> RecordAttempt:
        said = before.current.said
        assert isinstance(said, StepCompleted | StepNotDone)  # noqa: S101  # the kind was looked at
        return _told(body, asked, said.step_id)

    return answered(await corrections.correct_record(means, caller, asked, anew, attempts.decide, Spoken(command)))


def _told(body: AttemptBody, asked: Asked, step_id: str) -> RecordAttempt:
    return RecordAttempt(asked, step_id, body.outcome, body.measured, body.effort, body.barrier)
