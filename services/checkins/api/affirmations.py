"""Affirmations, and clinicians' own confidence."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import affirmations
from services.checkins.domain.access import RATING
from services.checkins.domain.affirmations import Affirm, RateConfidence
from services.checkins.domain.asked import Asked
from services.checkins.handlers import recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.affirmations import (
    AffirmationBody,
    ConfidenceBody,
    RecordedAffirmation,
    RecordedConfidence,
)
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["affirmations"])


@router.post(
    "/participants/{participant_id}/affirmations",
    status_code=201,
    response_model=RecordedAffirmation,
    responses=refusals_of(affirmations.decide_affirmation, *ACTING),
)
async def affirm(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[AffirmationBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record that a strength or an effort was said back to the participant."""
    command = Command.of(organization, key, "affirm", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    spoken = Spoken(command)
    told = Affirm(asked, participant_id, body.strength_id, spoken.note(About.AFFIRMATION, body.words))
    return answered(await recording.record(means, caller, told, affirmations.decide_affirmation, spoken))


@router.post(
    "/participants/{participant_id}/clinician-confidences",
    status_code=201,
    response_model=RecordedConfidence,
    responses=refusals_of(affirmations.decide_confidence, *RATING),
)
async def rate_confidence(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[ConfidenceBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a clinician's own confidence in the participant; it stays apart."""
    command = Command.of(organization, key, "rate-confidence", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    spoken = Spoken(command)
    told = RateConfidence(asked, participant_id, body.value)
    return answered(await recording.record(means, caller, told, affirmations.decide_confidence, spoken, RATING))
