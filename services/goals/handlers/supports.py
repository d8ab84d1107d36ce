"""What the service does with commands about supports."""

from __future__ import annotations

from services.goals.domain.refusals import unknown_goal
from services.goals.domain.supports import ArrangeSupport, Support, decide, evolve
from services.goals.handlers.access import may_act
from services.goals.handlers.means import Means
from services.goals.handlers.things import Thing, begin
from services.goals.notes import About
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded

SUPPORT: Thing[Support] = Thing(
    kept=lambda store: store.supports,
    decide=decide,
    evolve=evolve,
    answer=lambda support, event: {"support_id": support.support_id, "event_id": event.id},
    about=About.SUPPORT,
)


async def arrange(
    means: Means, caller: Caller, command: Command, asked: ArrangeSupport, words: str | None
) -> Recorded | Problem:
    """Arrange help, for a goal of the same participant where it is for one."""
    if asked.goal_id is not None and not await means.store.goals.has(
        asked.organization, asked.participant_id, asked.goal_id
    ):
        refusal = await may_act(means, caller, asked.organization, asked.participant_id)
        return refusal or unknown_goal(asked.goal_id)
    return await begin(means, caller, command, SUPPORT, asked.support_id, asked, words)
