"""Supporters: whom a participant invites, and what each may see."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain import access
from services.goals.domain.refusals import unknown_participant
from services.goals.domain.supporters import INVITING, UNINVITING, Invite, Uninvite, unknown_supporter
from services.goals.handlers import supporters
from services.goals.requests.supporters import InviteBody, Invited, UninviteBody
from shared.contracts.vocabulary import Id, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["supporters"])


@router.post(
    "/participants/{participant_id}/supporters",
    status_code=201,
    response_model=Invited,
    responses=refusals_of(*access.INVITING, *INVITING, unknown_participant),
)
async def invite(participant_id: ParticipantId, body: Sent[InviteBody], by: Asked) -> Response:
    """Invite a supporter, or change what one may see."""
    command = by.command("invite", participant_id, body.as_sent())
    asked = Invite(
        supporter_id=body.supporter_id or by.id_of("supporter"),
        participant_id=participant_id,
        may_see=tuple(body.may_see),
        **by.says(body, "supporter_id", "may_see"),
    )
    return answered(await supporters.invite(by.means, by.caller, command, asked))


@router.post(
    "/supporters/{supporter_id}/uninvitations",
    status_code=201,
    response_model=Invited,
    responses=refusals_of(*access.INVITING, *UNINVITING, unknown_supporter),
)
async def uninvite(supporter_id: Id, body: Sent[UninviteBody], by: Asked) -> Response:
    """Take the invitation back: from the answer on, the supporter sees nothing."""
    command = by.command("uninvite", supporter_id, body.as_sent())
    asked = Uninvite(supporter_id=supporter_id, **by.says(body))
    return answered(await supporters.uninvite(by.means, by.caller, command, asked))
