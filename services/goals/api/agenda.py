"""The agenda: what a participant wants to talk about next time."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.goals.api.answering import PREFIX, Asked, answered
from services.goals.domain.agenda import TalkOver, Wish, WishFor, already_talked_over, decide, evolve, unknown_wish
from services.goals.domain.refusals import unknown_participant
from services.goals.handlers.things import Thing, begin, change
from services.goals.notes import About, note_id_of
from services.goals.requests.agenda import TalkOverBody, WishBody, Wished
from shared.contracts.access import ACTING
from shared.contracts.vocabulary import Id, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["agenda"])

WISH: Thing[Wish] = Thing(
    kept=lambda store: store.wishes,
    decide=decide,
    evolve=evolve,
    answer=lambda wish, event: {"wish_id": wish.wish_id, "event_id": event.id},
    about=About.WISH,
)


@router.post(
    "/participants/{participant_id}/agenda-wishes",
    status_code=201,
    response_model=Wished,
    responses=refusals_of(*ACTING, unknown_participant),
)
async def wish(participant_id: ParticipantId, body: Sent[WishBody], by: Asked) -> Response:
    """Put something on the agenda."""
    command = by.command("wish", participant_id, body.as_sent())
    asked = WishFor(
        wish_id=by.id_of("wish"),
        participant_id=participant_id,
        words_note=note_id_of(command) if body.words else None,
        **by.says(body, "words"),
    )
    return answered(await begin(by.means, by.caller, command, WISH, asked.wish_id, asked, body.words))


@router.post(
    "/agenda-wishes/{wish_id}/talks",
    status_code=201,
    response_model=Wished,
    responses=refusals_of(*ACTING, unknown_wish, already_talked_over),
)
async def talk_over(wish_id: Id, body: Sent[TalkOverBody], by: Asked) -> Response:
    """Say that it was talked over."""
    command = by.command("talk-over", wish_id, body.as_sent())
    asked = TalkOver(wish_id=wish_id, **by.says(body))
    return answered(await change(by.means, by.caller, command, WISH, wish_id, unknown_wish, asked))
