"""Check-ins."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Working, answered
from services.checkins.domain.asked import Asked
from services.checkins.domain.check_ins import RecordCheckIn
from services.checkins.handlers import recording
from services.checkins.requests.check_ins import CheckInBody, RecordedCheckIn
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["check-ins"])


@router.post(
    "/participants/{participant_id}/check-ins", status_code=201, response_model=RecordedCheckIn, responses=PROBLEMS
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
    return answered(await recording.record_check_in(means, command, check_in))
