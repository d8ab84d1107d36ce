"""Outreach."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import outreaches
from services.checkins.domain.access import ATTENDING
from services.checkins.domain.asked import Asked
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.outreaches import RecordOutreach
from services.checkins.domain.records import Record, RecordKind
from services.checkins.handlers import corrections, recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.corrections import CorrectedOutreach
from services.checkins.requests.outreaches import OutreachBody, RecordedOutreach
from shared.contracts.events import OutreachMade
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["attention"])


@router.post(
    "/participants/{participant_id}/outreaches",
    status_code=201,
    response_model=RecordedOutreach,
    responses=refusals_of(outreaches.decide, *ATTENDING),
)
async def record_outreach(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[OutreachBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record that you reached out, and what came of it."""
    command = Command.of(organization, key, "record-outreach", participant_id, caller.id, body.as_sent())
    spoken = Spoken(command)
    told = _told(body, Asked(organization, key, body.occurred_at), participant_id, caller.id, spoken)
    return answered(await recording.record(means, caller, told, outreaches.decide, spoken, ATTENDING))


@router.post(
    "/outreaches/{outreach_id}/corrections",
    status_code=201,
    response_model=CorrectedOutreach,
    responses=refusals_of(may_change, outreaches.decide, *ATTENDING),
)
async def correct_outreach(
    organization: OrganizationId,
    outreach_id: Id,
    body: Sent[OutreachBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record an outreach anew; what was said before no longer counts. Whose it was stays."""
    command = Command.of(organization, key, "correct-outreach", outreach_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), outreach_id, RecordKind.OUTREACH)
    spoken = Spoken(command)

    def anew(before: Record, asked: Asked) -> RecordOutreach:
        said = before.current.said
        assert isinstance(said, OutreachMade)  # noqa: S101  # the kind was looked at
        return _told(body, asked, before.participant_id, said.by, spoken)

    return answered(await corrections.correct_record(means, caller, asked, anew, outreaches.decide, spoken))


def _told(body: OutreachBody, asked: Asked, participant_id: str, by: str, spoken: Spoken) -> RecordOutreach:
    words = spoken.note(About.OUTREACH, body.words)
    return RecordOutreach(asked, participant_id, by, body.channel, body.result, body.about, words)
