"""Seeing to reasons for attention."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain.access import ATTENDING, SEEING_WHO_ATTENDS
from services.checkins.domain.asked import Asked
from services.checkins.domain.attending import (
    Release,
    Snooze,
    Take,
    decide_release,
    decide_snooze,
    decide_taking,
)
from services.checkins.domain.refusals import unknown_participant
from services.checkins.handlers import attending
from services.checkins.notes import About, Spoken
from services.checkins.requests.attending import (
    ItemList,
    RecordedAttending,
    ReleaseBody,
    SnoozeBody,
    TakingBody,
    item_shown,
)
from shared.contracts.codes import AttentionReason
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.pages import answer
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_of, refusals_to_read

router = APIRouter(
    prefix=f"{PREFIX}/participants/{{participant_id}}/attention", route_class=CommandRoute, tags=["attention"]
)


@router.post(
    "/{reason}/takings",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_taking, *ATTENDING),
)
async def take(
    organization: OrganizationId,
    participant_id: ParticipantId,
    reason: AttentionReason,
    body: Sent[TakingBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """See to it: it is yours until you give it back, or it is raised anew."""
    command = Command.of(organization, key, "take-attention", participant_id, reason, caller.id, body.as_sent())
    told = Take(
        asked=Asked(organization, key, body.occurred_at),
        participant_id=participant_id,
        reason=reason,
        raised_at=body.raised_at,
        by=caller.id,
    )
    return answered(await attending.attend(means, caller, told, decide_taking, Spoken(command)))


@router.post(
    "/{reason}/releases",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_release, *ATTENDING),
)
async def release(
    organization: OrganizationId,
    participant_id: ParticipantId,
    reason: AttentionReason,
    body: Sent[ReleaseBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Give it back, so that somebody else can see to it."""
    command = Command.of(organization, key, "release-attention", participant_id, reason, caller.id, body.as_sent())
    told = Release(
        asked=Asked(organization, key, body.occurred_at),
        participant_id=participant_id,
        reason=reason,
        raised_at=body.raised_at,
        by=caller.id,
    )
    return answered(await attending.attend(means, caller, told, decide_release, Spoken(command)))


@router.post(
    "/{reason}/snoozes",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_snooze, *ATTENDING),
)
async def snooze(
    organization: OrganizationId,
    participant_id: ParticipantId,
    reason: AttentionReason,
    body: Sent[SnoozeBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Let it rest until a day; whoever sees to it keeps it. Raised anew it stands at once."""
    command = Command.of(organization, key, "snooze-attention", participant_id, reason, caller.id, body.as_sent())
    spoken = Spoken(command)
    told = Snooze(
        asked=Asked(organization, key, body.occurred_at),
        participant_id=participant_id,
        reason=reason,
        raised_at=body.raised_at,
        by=caller.id,
        until=body.until,
        why=body.why,
        words_note=spoken.note(About.REST, body.words),
    )
    return answered(await attending.attend(means, caller, told, decide_snooze, spoken))


@router.get("", response_model=ItemList, responses=refusals_to_read(unknown_participant, *SEEING_WHO_ATTENDS))
async def attention(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, means: Working, caller: Acting
) -> Response:
    """What somebody sees to, and what rests now."""
    found = await attending.attended_of(means, caller, organization, participant_id)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, {"items": [item_shown(item) for item in found]})
