"""What the service does with commands about supporters."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from services.goals.domain.access import INVITING
from services.goals.domain.supporters import (
    Invite,
    Supporter,
    SupporterCommand,
    Uninvite,
    decide,
    evolve,
    unknown_supporter,
)
from services.goals.handlers.access import may_act
from services.goals.handlers.means import Means
from services.goals.handlers.things import Thing, follow
from services.goals.store import supporter_key
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded

SUPPORTER: Thing[Supporter] = Thing(
    kept=lambda store: store.supporters,
    decide=decide,
    evolve=evolve,
    answer=lambda supporter, event: {"supporter_id": supporter.supporter_id, "event_id": event.id},
)


async def invite(means: Means, caller: Caller, command: Command, asked: Invite) -> Recorded | Problem:
    """Invite a supporter, or change what they may see."""

    async def allowed(_: Supporter | None) -> Problem | None:
        return await may_act(means, caller, asked.organization, asked.participant_id, INVITING)

    return await _follow(means, command, asked, allowed)


async def uninvite(means: Means, caller: Caller, command: Command, asked: Uninvite) -> Recorded | Problem:
    """Take an invitation back."""

    async def allowed(read: Supporter | None) -> Problem | None:
        if read is None:
            return unknown_supporter(asked.supporter_id)
        return await may_act(means, caller, asked.organization, read.participant_id, INVITING)

    return await _follow(means, command, asked, allowed)


async def _follow(
    means: Means,
    command: Command,
    asked: SupporterCommand,
    allowed: Callable[[Supporter | None], Awaitable[Problem | None]],
) -> Recorded | Problem:
    key = supporter_key(asked.organization, asked.supporter_id)
    return await follow(means, command, SUPPORTER, key, asked, allowed)
