"""Asks the rules of access, with what is so at this moment: sites and sharing are read anew for every request."""

from __future__ import annotations

from collections.abc import Sequence

from services.goals.domain.refusals import unknown_participant
from services.goals.handlers.means import Means
from shared.contracts.access import ACTING, READING, Concerning, Rule, refused
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem


async def may_act(
    means: Means, caller: Caller, organization: str, participant_id: str, rules: Sequence[Rule] = ACTING
) -> Problem | None:
    """Why the caller may not act for the participant, or None. Nobody acts for somebody who never joined."""
    return await _refused(means, caller, organization, participant_id, rules, None)


async def may_read(
    means: Means, caller: Caller, organization: str, participant_id: str, shared: Shared | None = None
) -> Problem | None:
    """Why the caller may not read this, or None. `shared`: what a supporter must have been let see."""
    return await _refused(means, caller, organization, participant_id, READING, shared)


async def shares_of(means: Means, caller: Caller, organization: str, participant_id: str) -> frozenset[Shared]:
    """What the caller is let see of the participant: for a supporter what is shared now, for others everything."""
    if caller.role is not Role.SUPPORTER:
        return frozenset(Shared)
    return await means.store.shares(organization, participant_id, caller.id)


async def _refused(
    means: Means,
    caller: Caller,
    organization: str,
    participant_id: str,
    rules: Sequence[Rule],
    asked_for: Shared | None,
) -> Problem | None:
    about = Concerning(
        participant_id=participant_id,
        site=await means.store.site(organization, participant_id) if caller.is_staff else None,
        shares=await shares_of(means, caller, organization, participant_id),
        asked_for=asked_for,
    )
    if refusal := refused(rules, caller, about):
        return refusal
    known = await means.store.has_joined(organization, participant_id)
    return None if known else unknown_participant(participant_id)
