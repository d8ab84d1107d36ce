"""Decisional balances."""

from __future__ import annotations

from fastapi import APIRouter, Response

from services.checkins.api.answering import PREFIX, Acting, Working, answered
from services.checkins.domain import balances
from services.checkins.domain.asked import Asked
from services.checkins.domain.balances import WeighBalance
from services.checkins.domain.corrections import Correct, may_change
from services.checkins.domain.records import Record, RecordKind
from services.checkins.handlers import corrections, recording
from services.checkins.notes import About, Spoken
from services.checkins.requests.balances import BalanceBody, RecordedBalance
from services.checkins.requests.corrections import CorrectedBalance
from shared.contracts.access import ACTING
from shared.contracts.events import BalanceEntry
from shared.contracts.vocabulary import Id, OrganizationId, ParticipantId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.commands import Command
from shared.runtime.http import IdempotencyKey
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, route_class=CommandRoute, tags=["balances"])


@router.post(
    "/participants/{participant_id}/balances",
    status_code=201,
    response_model=RecordedBalance,
    responses=refusals_of(balances.decide, *ACTING),
)
async def weigh_balance(
    organization: OrganizationId,
    participant_id: ParticipantId,
    body: Sent[BalanceBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a decisional balance: ambivalence is normal."""
    command = Command.of(organization, key, "weigh-balance", participant_id, body.as_sent())
    spoken = Spoken(command)
    told = _told(body, Asked(organization, key, body.occurred_at), participant_id, spoken)
    return answered(await recording.record(means, caller, told, balances.decide, spoken))


@router.post(
    "/balances/{balance_id}/corrections",
    status_code=201,
    response_model=CorrectedBalance,
    responses=refusals_of(may_change, balances.decide, *ACTING),
)
async def correct_balance(
    organization: OrganizationId,
    balance_id: Id,
    body: Sent[BalanceBody],
    key: IdempotencyKey,
    means: Working,
    caller: Acting,
) -> Response:
    """Record a balance anew; what was said before no longer counts."""
    command = Command.of(organization, key, "correct-balance", balance_id, body.as_sent())
    asked = Correct(Asked(organization, key, body.occurred_at), balance_id, RecordKind.BALANCE)
    spoken = Spoken(command)

    def anew(before: Record, asked: Asked) -> WeighBalance:
        return _told(body, asked, before.participant_id, spoken)

    return answered(await corrections.correct_record(means, caller, asked, anew, balances.decide, spoken))


def _told(body: BalanceBody, asked: Asked, participant_id: str, spoken: Spoken) -> WeighBalance:
    entries = tuple(
        BalanceEntry(side=said.side, weight=said.weight, words_note=spoken.note(About.BALANCE, said.words, place))
        for place, said in enumerate(body.entries)
    )
    return WeighBalance(asked, participant_id, entries, body.goal_id)
