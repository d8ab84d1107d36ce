"""Change talk and sustain talk, counted."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import talk
from services.checkins.domain.asked import Asked
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.records import Record, RecordKind
from services.checkins.domain.talk import CountTalk
from services.checkins.handlers import corrections, recording
from services.checkins.notes import Spoken
from services.checkins.requests.corrections import CorrectedTalkCount
from services.checkins.requests.talk import RecordedTalkCount, TalkCountBody
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["talk"])


@router.post(
    "/participants/{participant_id}/talk-counts",
    status_code=201,
    response_model=RecordedTalkCount,
    responses=refusals_of(talk.decide, *ACTING),
)
async def count_talk(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[TalkCountBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record how often the participant spoke for changing, and for staying the same."""
    command = Command.of(organization, key, "count-talk", participant_id, body.as_sent())
    spoken = Spoken(command)
    told = _told(body, Asked(organization, key, body.occurred_at), participant_id)
    return answered(await recording.record(means, caller, told, talk.decide, spoken))


@router.post(
    "/talk-counts/{session_id}/corrections",
    status_code=201,
    response_model=CorrectedTalkCount,
    responses=refusals_of(may_change, talk.decide, *ACTING),
)
async def correct_talk_count(
    organization: OrganizationId,
    session_id: Id,
    body: Sent[TalkCountBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a count anew; what was counted before no longer counts."""
    command = Command.of(organization, key, "correct-talk-count", session_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), session_id, RecordKind.TALK_COUNT)
    spoken = Spoken(command)

    def anew(before: Record, asked: Asked) -> CountTalk:
        return _told(body, asked, before.participant_id)

    return answered(await corrections.correct_record(means, caller, asked, anew, talk.decide, spoken))


def _told(body: TalkCountBody, asked: Asked, participant_id: str) -> CountTalk:
    return CountTalk(asked, participant_id, body.change, body.sustain)
