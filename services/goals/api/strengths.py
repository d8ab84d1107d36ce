"""Strengths: what a participant already does well."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.refusals import unknown_participant
from services.goals.domain.strengths import NameStrength, Strength, decide, evolve
from services.goals.handlers.things import Thing, begin
from services.goals.notes import About, note_id_of
from services.goals.requests.strengths import NamedStrength, NameStrengthBody
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["strengths"])

STRENGTH: Thing[Strength] = Thing(
    kept=lambda store: store.strengths,
    decide=decide,
    evolve=evolve,
    answer=lambda strength, event: {"strength_id": strength.strength_id, "event_id": event.id},
    about=About.MOMENT,
)


@router.post(
    "/participants/{participant_id}/strengths",
    status_code=201,
    response_model=NamedStrength,
    responses=refusals_of(*ACTING, unknown_participant),
)
async def name_strength(participant_id: ParticipantId, body: Sent[NameStrengthBody], by: Asked) -> Response:
    """Name a strength, with the moment that showed it."""
    command = by.command("name-strength", participant_id, body.as_sent())
    asked = NameStrength(
        strength_id=by.id_of("strength"),
        participant_id=participant_id,
        moment_note=note_id_of(command) if body.moment else None,
        **by.says(body, "moment"),
    )
    return answered(await begin(by.means, by.caller, command, STRENGTH, asked.strength_id, asked, body.moment))
