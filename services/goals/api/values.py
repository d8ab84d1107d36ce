"""Values: what matters to a participant."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.refusals import unknown_participant
from services.goals.domain.values import (
    REVISITING,
    ClarifyValue,
    RevisitValue,
    Value,
    decide,
    evolve,
    unknown_value,
)
from services.goals.handlers.things import Thing, begin, change
from services.goals.notes import About, note_id_of
from services.goals.requests.values import ClarifyValueBody, RevisitValueBody, ValueVersionAnswer
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import Id, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["values"])

VALUE: Thing[Value] = Thing(
    kept=lambda store: store.values,
    decide=decide,
    evolve=evolve,
    answer=lambda value, event: {
        "value_id": value.value_id,
        "version": value.current.number,
        "event_id": event.id,
    },
    about=About.VALUE,
)


@router.post(
    "/participants/{participant_id}/values",
    status_code=201,
    response_model=ValueVersionAnswer,
    responses=refusals_of(*ACTING, unknown_participant),
)
async def clarify_value(participant_id: ParticipantId, body: Sent[ClarifyValueBody], by: Asked) -> Response:
    """Say what matters, and how much."""
    command = by.command("clarify-value", participant_id, body.as_sent())
    asked = ClarifyValue(
        value_id=by.id_of("value"),
        participant_id=participant_id,
        words_note=note_id_of(command) if body.words else None,
        **by.says(body, "words"),
    )
    return answered(await begin(by.means, by.caller, command, VALUE, asked.value_id, asked, body.words))


@router.post(
    "/values/{value_id}/versions",
    status_code=201,
    response_model=ValueVersionAnswer,
    responses=refusals_of(*ACTING, *REVISITING, unknown_value),
)
async def revisit_value(value_id: Id, body: Sent[RevisitValueBody], by: Asked) -> Response:
    """Give a value its next version; earlier versions stay."""
    command = by.command("revisit-value", value_id, body.as_sent())
    asked = RevisitValue(
        value_id=value_id,
        words_note=note_id_of(command) if body.words else None,
        **by.says(body, "words"),
    )
    return answered(await change(by.means, by.caller, command, VALUE, value_id, unknown_value, asked, body.words))
