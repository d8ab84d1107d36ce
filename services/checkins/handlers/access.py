"""Asks the rules of access, with what is so at this moment: sites and sharing are read anew for every request."""

from __future__ import annotations

from collections.abc import Sequence

from services.checkins.domain.known import AtSite, Participant, Supporter, name_of
from services.checkins.domain.refusals import unknown_participant
from services.checkins.handlers.means import Means
from shared.contracts.access import READING, Concerning, Rule, refused
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Shared
from shared.contracts.problems import Problem


async def may_tell(
    means: Means, caller: Caller, organization: str, participant_id: str, rules: Sequence[Rule]
) -> Problem | None:
    """Why the caller may not say this for the participant, or None."""
    about = Concerning(participant_id=participant_id, site=await _site(means, caller, organization, participant_id))
    return refused(rules, caller, about)


def may_tell_of_anybody(caller: Caller, rules: Sequence[Rule]) -> Problem | None:
    """Why the caller may not say this whoever it is about, or None: where it is not known whom it is about."""
    return refused(rules, caller, Concerning(participant_id=caller.id, site=caller.site))


async def may_read(
    means: Means,
    caller: Caller,
    organization: str,
    participant_id: str,
    asked_for: Shared | None,
    rules: Sequence[Rule] = READING,
) -> Problem | None:
    """Why the caller may not read this, or None. `asked_for`: what a supporter must have been let see."""
    about = Concerning(
        participant_id=participant_id,
        site=await _site(means, caller, organization, participant_id),
        shares=await shares_of(means, caller, organization, participant_id),
        asked_for=asked_for,
    )
    if refusal := refused(rules, caller, about):
        return refusal
    name = name_of(Participant, organization, participant_id)
    view = await means.known.view(organization, [name])
    return None if view.find(Participant, participant_id) else unknown_participant(participant_id)


async def shares_of(means: Means, caller: Caller, organization: str, participant_id: str) -> frozenset[Shared]:
    """What the caller is let see of the participant: for a supporter what is shared now, for others everything."""
    if caller.role is not Role.SUPPORTER:
        return frozenset(Shared)
    name = name_of(Supporter, organization, participant_id, caller.id)
    view = await means.known.view(organization, [name], fresh=True)
    supporter = view.find(Supporter, participant_id, caller.id)
    return frozenset(supporter.may_see) if supporter else frozenset()


async def _site(means: Means, caller: Caller, organization: str, participant_id: str) -> str | None:
    if not caller.is_staff:
        return None
    name = name_of(AtSite, organization, participant_id)
    at = (await means.known.view(organization, [name], fresh=True)).find(AtSite, participant_id)
    return at.site if at else None
