"""Who is in which program, at which site."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Working, answered, said
from services.goals.domain.enrolment import Enrol
from services.goals.handlers import enrolments
from services.goals.requests.enrolments import EnrolBody, Enrolled
from shared.contracts.envelope import derived_id
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import PROBLEMS, IdempotencyKey

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["enrolment"])


@router.post(
    "/participants/{participant_id}/enrolments", status_code=201, response_model=Enrolled, responses=PROBLEMS
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
        **said(body),
    )
    return answered(await enrolments.enrol(means, command, asked))
