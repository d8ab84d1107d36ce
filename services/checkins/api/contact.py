"""What participants ask of those who work with them."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import contact
from services.checkins.domain.access import ANSWERING
from services.checkins.domain.asked import Asked
from services.checkins.domain.contact import AnswerScore, RequestContact
from services.checkins.handlers import asking, recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.contact import (
    ContactRequestBody,
    RecordedContactRequest,
    RecordedScoreAnswer,
    ScoreAnswerBody,
)
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["contact"])


@router.post(
    "/participants/{participant_id}/contact-requests",
    status_code=201,
    response_model=RecordedContactRequest,
    responses=refusals_of(contact.decide_request, *ACTING),
)
async def request_contact(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[ContactRequestBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Ask to be contacted. While that waits, and nobody has talked with them, asking again needs words of its own."""
    command = Command.of(organization, key, "request-contact", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    spoken = Spoken(command)
    told = RequestContact(asked, participant_id, spoken.note(About.CONTACT_REQUEST, body.words))
    return answered(await asking.ask(means, caller, told, spoken))


@router.post(
    "/participants/{participant_id}/score-answers",
    status_code=201,
    response_model=RecordedScoreAnswer,
    responses=refusals_of(contact.decide_answer, *ANSWERING),
)
async def answer_score(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[ScoreAnswerBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Say that an estimate does not fit."""
    command = Command.of(organization, key, "answer-score", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    spoken = Spoken(command)
    words = spoken.note(About.SCORE_ANSWER, body.words)
    told = AnswerScore(asked, participant_id, body.estimate, body.feels, words)
    return answered(await recording.record(means, caller, told, contact.decide_answer, spoken, ANSWERING))
