"""Seeing to reasons for attention."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import APIRouter, Depends, Request, Response

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
from services.checkins.handlers.attending import Decide
from services.checkins.handlers.means import Means
from services.checkins.notes import About, Spoken
from services.checkins.requests.attending import (
    ItemList,
    RecordedAttending,
    ReleaseBody,
    SnoozeBody,
    TakingBody,
    item_shown,
)
from shared.contracts.callers import Caller
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

A = TypeVar("A", Take, Release)


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends a command, by which key, about which reason of whom."""

    organization: str
    participant_id: str
    reason: AttentionReason
    key: str
    means: Means
    caller: Caller

    def command(self, name: str, body: TakingBody) -> Command:
        """The same for every retry, and for nobody else."""
        content = (self.participant_id, self.reason, self.caller.id, body.as_sent())
        return Command.of(self.organization, self.key, name, *content)


async def _sending(
    organization: OrganizationId,
    participant_id: ParticipantId,
    reason: AttentionReason,
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Sending:
    return Sending(organization, participant_id, reason, key, means, caller)


From = Annotated[Sending, Depends(_sending)]


@router.post(
    "/{reason}/takings",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_taking, *ATTENDING),
)
async def take(sending: From, body: Sent[TakingBody]) -> Response:
    """See to it: it is yours until you give it back, or it is raised anew."""
    return await _attended(sending, "take-attention", Take, body, decide_taking)


@router.post(
    "/{reason}/releases",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_release, *ATTENDING),
)
async def release(sending: From, body: Sent[ReleaseBody]) -> Response:
    """Give it back, so that somebody else can see to it."""
    return await _attended(sending, "release-attention", Release, body, decide_release)


@router.post(
    "/{reason}/snoozes",
    status_code=201,
    response_model=RecordedAttending,
    responses=refusals_of(decide_snooze, *ATTENDING),
)
async def snooze(sending: From, body: Sent[SnoozeBody]) -> Response:
    """Let it rest until a day; whoever sees to it keeps it. Raised anew it stands at once."""
    spoken = Spoken(sending.command("snooze-attention", body))
    told = Snooze(
        asked=Asked(sending.organization, sending.key, body.occurred_at),
        participant_id=sending.participant_id,
        reason=sending.reason,
        raised_at=body.raised_at,
        by=sending.caller.id,
        until=body.until,
        why=body.why,
        words_note=spoken.note(About.REST, body.words),
    )
    return answered(await attending.attend(sending.means, sending.caller, told, decide_snooze, spoken))


@router.get("", response_model=ItemList, responses=refusals_to_read(unknown_participant, *SEEING_WHO_ATTENDS))
async def attention(
    request: Request, organization: OrganizationId, participant_id: ParticipantId, means: Working, caller: Acting
) -> Response:
    """What somebody sees to, and what rests now."""
    found = await attending.attended_of(means, caller, organization, participant_id)
    if isinstance(found, Problem):
        return problem_answer(found)
    return answer(request, {"items": [item_shown(item) for item in found]})


async def _attended(sending: Sending, name: str, doing: type[A], body: TakingBody, decide: Decide[A]) -> Response:
    told = doing(
        asked=Asked(sending.organization, sending.key, body.occurred_at),
        participant_id=sending.participant_id,
        reason=sending.reason,
        raised_at=body.raised_at,
        by=sending.caller.id,
    )
    spoken = Spoken(sending.command(name, body))
    return answered(await attending.attend(sending.means, sending.caller, told, decide, spoken))
