"""Taking back what was said earlier."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import corrections
from services.checkins.domain.access import ANSWERING, ATTENDING, RATING
from services.checkins.domain.asked import Asked
from services.checkins.domain.corrections import Retract
from services.checkins.handlers.corrections import retract_record as retracted
from services.checkins.requests.corrections import RecordedRetraction, RetractionBody
from shared.contracts.vocabulary import Id, OrganizationId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["corrections"])


@router.post(
    "/records/{record_id}/retractions",
    status_code=201,
    response_model=RecordedRetraction,
    responses=refusals_of(corrections.decide, *ANSWERING, *RATING, *ATTENDING),
)
async def retract_record(
    organization: OrganizationId,
    record_id: Id,
    body: Sent[RetractionBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Say that what was said no longer counts; it stays in the history, marked."""
    command = Command.of(organization, key, "retract-record", record_id, body.as_sent())
    asked = Retract(Asked(organization, key, body.occurred_at), record_id, body.reason)
    return answered(await retracted(means, caller, command, asked))
