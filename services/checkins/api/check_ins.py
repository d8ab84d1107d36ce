"""Check-ins and their rhythm."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import check_ins, rhythm
from services.checkins.domain.asked import Asked
from services.checkins.domain.check_ins import RecordCheckIn
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.records import Record, RecordKind
from services.checkins.domain.rhythm import AgreeCheckIns
from services.checkins.handlers import corrections, recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.check_ins import AgreementBody, CheckInBody, RecordedAgreement, RecordedCheckIn
from services.checkins.requests.corrections import CorrectedCheckIn
from shared.contracts.access import ACTING
from shared.contracts.events import RulerAnswer
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["check-ins"])


@router.post(
    "/participants/{participant_id}/check-ins",
    status_code=201,
    response_model=RecordedCheckIn,
    responses=refusals_of(check_ins.decide, *ACTING),
)
async def record_check_in(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[CheckInBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a check-in: rulers, stage of change, mood, journal, a concern."""
    command = Command.of(organization, key, "record-check-in", participant_id, body.as_sent())
    spoken = Spoken(command)
    told = _told(body, Asked(organization, key, body.occurred_at), participant_id, spoken)
    return answered(await recording.record(means, caller, told, check_ins.decide, spoken))


@router.post(
    "/check-ins/{checkin_id}/corrections",
    status_code=201,
    response_model=CorrectedCheckIn,
    responses=refusals_of(may_change, check_ins.decide, *ACTING),
)
async def correct_check_in(
    organization: OrganizationId,
    checkin_id: Id,
    body: Sent[CheckInBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a check-in anew; what was said before no longer counts."""
    command = Command.of(organization, key, "correct-check-in", checkin_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), checkin_id, RecordKind.CHECK_IN)
    spoken = Spoken(command)

    def anew(before: Record, asked: Asked) -> RecordCheckIn:
        return _told(body, asked, before.participant_id, spoken)

    return answered(await corrections.correct_record(means, caller, asked, anew, check_ins.decide, spoken))


@router.post(
    "/participants/{participant_id}/check-in-agreements",
    status_code=201,
    response_model=RecordedAgreement,
    responses=refusals_of(rhythm.decide, *ACTING),
)
async def agree_check_ins(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[AgreementBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Agree on the rhythm of check-ins; the newest agreement holds."""
    command = Command.of(organization, key, "agree-check-ins", participant_id, body.as_sent())
    asked = Asked(organization, key, body.occurred_at)
    told = AgreeCheckIns(asked, participant_id, body.time_zone, body.every_days, body.weekdays)
    return answered(await recording.record(means, caller, told, rhythm.decide, Spoken(command)))


def _told(body: CheckInBody, asked: Asked, participant_id: str, spoken: Spoken) -> RecordCheckIn:
    rulers = tuple(
        RulerAnswer(
            kind=said.kind,
            value=said.value,
            goal_id=said.goal_id,
            why_note=spoken.note(About.WHY_NOT_LOWER, said.why, place),
        )
        for place, said in enumerate(body.rulers)
    )
    journal, concern = spoken.note(About.JOURNAL, body.journal), spoken.note(About.CONCERN, body.concern)
    return RecordCheckIn(
        asked, participant_id, body.setting, rulers, body.stage, body.mood, body.prompt, journal, concern
    )
