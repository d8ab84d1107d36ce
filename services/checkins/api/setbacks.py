"""Setbacks and recoveries."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import recoveries, setbacks
from services.checkins.domain.asked import Asked
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.records import Record, RecordKind
from services.checkins.domain.recoveries import RecordRecovery
from services.checkins.domain.setbacks import RecordSetback
from services.checkins.handlers import corrections, recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.corrections import CorrectedSetback
from services.checkins.requests.setbacks import RecordedSetback, RecoveryBody, SetbackBody
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["setbacks"])


@router.post(
    "/participants/{participant_id}/setbacks",
    status_code=201,
    response_model=RecordedSetback,
    responses=refusals_of(setbacks.decide, *ACTING),
)
async def record_setback(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[SetbackBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a setback: information, not failure."""
    command = Command.of(organization, key, "record-setback", participant_id, body.as_sent())
    spoken = Spoken(command)
    told = _told(body, Asked(organization, key, body.occurred_at), participant_id, spoken)
    return answered(await recording.record(means, caller, told, setbacks.decide, spoken))


@router.post(
    "/setbacks/{setback_id}/recoveries",
    status_code=201,
    response_model=RecordedSetback,
    responses=refusals_of(recoveries.decide, *ACTING),
)
async def record_recovery(
    organization: OrganizationId,
    setback_id: Id,
    body: Sent[RecoveryBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record that the participant came back from a setback."""
    command = Command.of(organization, key, "record-recovery", setback_id, body.as_sent())
    recovery = RecordRecovery(Asked(organization, key, body.occurred_at), setback_id)
    return answered(await recording.record_recovery(means, caller, command, recovery))


@router.post(
    "/setbacks/{setback_id}/corrections",
    status_code=201,
    response_model=CorrectedSetback,
    responses=refusals_of(may_change, setbacks.decide, *ACTING),
)
async def correct_setback(
    organization: OrganizationId,
    setback_id: Id,
    body: Sent[SetbackBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a setback anew; what was said before no longer counts. A recovery from it stays."""
    command = Command.of(organization, key, "correct-setback", setback_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), setback_id, RecordKind.SETBACK)
    spoken = Spoken(command)

    def anew(before: Record, asked: Asked) -> RecordSetback:
        return _told(body, asked, before.participant_id, spoken)

    return answered(await corrections.correct_record(means, caller, asked, anew, setbacks.decide, spoken))


def _told(body: SetbackBody, asked: Asked, participant_id: str, spoken: Spoken) -> RecordSetback:
    return RecordSetback(
        asked,
        participant_id,
        body.kind,
        barrier=body.barrier,
        plan_used=body.plan_used,
        step_id=body.step_id,
        goal_id=body.goal_id,
        learned_note=spoken.note(About.LEARNED, body.learned),
        plan_id=body.plan_id,
    )
