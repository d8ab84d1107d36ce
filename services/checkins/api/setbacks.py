"""Setbacks and recoveries."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Working, answered
from services.checkins.domain.asked import Asked
from services.checkins.domain.setbacks import RecordRecovery, RecordSetback
from services.checkins.handlers import recording
from services.checkins.notes import note_id_of
from services.checkins.requests.setbacks import RecordedSetback, RecoveryBody, SetbackBody
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["setbacks"])


@router.post(
    "/participants/{participant_id}/setbacks", status_code=201, response_model=RecordedSetback, responses=PROBLEMS
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
    return answered(await recording.record_setback(means, command, setback, body.learned))


@router.post("/setbacks/{setback_id}/recoveries", status_code=201, response_model=RecordedSetback, responses=PROBLEMS)
async def record_recovery(
    organization: OrganizationId, setback_id: Id, body: Sent[RecoveryBody], key: IdempotencyKey, means: Working
) -> Response:
    """Record that the participant came back from a setback."""
    command = Command.of(organization, key, "record-recovery", setback_id, body.as_sent())
    recovery = RecordRecovery(Asked(organization, key, body.occurred_at), setback_id)
    return answered(await recording.record_recovery(means, command, recovery))
