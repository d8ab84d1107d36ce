"""Seeing to reasons for attention: decided on the item as it stands, and anew when somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeAlias, TypeVar

from services.checkins.attention_store import FoundItem
from services.checkins.domain.access import ATTENDING, SEEING_WHO_ATTENDS
from services.checkins.domain.attending import Attending
from services.checkins.domain.attention import AttentionFact, Item, evolve
from services.checkins.domain.days import day_of
from services.checkins.domain.known import View
from services.checkins.handlers.access import may_read, may_tell
from services.checkins.handlers.means import Means
from services.checkins.notes import Spoken
from shared.contracts.callers import Caller
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, Recorded

TRIES = 5
"""Each one more means that somebody else did something about the same item in the meantime."""

A = TypeVar("A", bound=Attending)
Decide: TypeAlias = Callable[[View, Item | None, A, datetime], Event[AttentionFact] | Problem]


async def attend(means: Means, caller: Caller, told: A, decide: Decide[A], spoken: Spoken) -> Recorded | Problem:
    """Record what somebody does about an item. Of several who take the same at once one has it, and the others are
    told who."""
    organization, participant_id = spoken.command.organization, told.participant_id
    if refusal := await may_tell(means, caller, organization, participant_id, ATTENDING):
        return refusal
    view = await means.known.view(organization, told.mentions())
    outcome: Recorded | Problem = CHANGED_MEANWHILE
    for _ in range(TRIES):
        found = await means.attention.find(organization, participant_id, told.reason)
        outcome = await _tried(means, view, found, told, decide, spoken)
        if outcome is not CHANGED_MEANWHILE:
            break
    means.wake_relay()
    if isinstance(outcome, Recorded):
        await means.notes.keep(spoken, participant_id)
    return outcome


async def attended_of(
    means: Means, caller: Caller, organization: str, participant_id: str
) -> Sequence[Item] | Problem:
    """What somebody sees to, or what rests now, by kind of reason."""
    if refusal := await may_read(means, caller, organization, participant_id, None, SEEING_WHO_ATTENDS):
        return refusal
    today = day_of(means.now(), None)
    items = [item.on(today) for item in await means.attention.all_of(organization, participant_id)]
    return [item for item in items if item.owner or item.rests_until]


async def _tried(
    means: Means, view: View, found: FoundItem, told: A, decide: Decide[A], spoken: Spoken
) -> Recorded | Problem:
    happened = decide(view, found.item, told, means.now())
    if isinstance(happened, Problem):
        return await means.attention.receipt(spoken.command) or happened
    answer = {"item_id": happened.data.item_id, "event_id": happened.id}
    return await means.attention.keep(spoken.command, found, evolve(found.item, happened), answer, happened)
