"""Supports: practical help for a barrier."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.refusals import unknown_goal, unknown_participant
from services.goals.domain.supports import ArrangeSupport
from services.goals.handlers import supports
from services.goals.notes import note_id_of
from services.goals.requests.supports import ArrangedSupport, ArrangeSupportBody
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["supports"])


@router.post(
    "/participants/{participant_id}/supports",
    status_code=201,
    response_model=ArrangedSupport,
    responses=refusals_of(*ACTING, unknown_participant, unknown_goal),
)
async def arrange_support(participant_id: ParticipantId, body: Sent[ArrangeSupportBody], by: Asked) -> Response:
    """Arrange help for what stands in the way."""
    command = by.command("arrange-support", participant_id, body.as_sent())
    asked = ArrangeSupport(
        support_id=by.id_of("support"),
        participant_id=participant_id,
        words_note=note_id_of(command) if body.words else None,
        **by.says(body, "words"),
    )
    return answered(await supports.arrange(by.means, by.caller, command, asked, body.words))
