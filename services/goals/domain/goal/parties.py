"""Who answers for whom when a plan is agreed on: each party for itself, and nobody else for anybody."""

from __future__ import annotations

from services.goals.domain.goal.refusals import not_your_plan
from services.goals.domain.refusals import invalid
from shared.contracts.access import Concerning
from shared.contracts.callers import Caller, Role
from shared.contracts.codes import Party
from shared.contracts.problems import Problem

_PARTIES = {Role.PARTICIPANT: Party.PARTICIPANT, Role.CLINICIAN: Party.CLINICIAN}


def party_of(caller: Caller, said: Party | None) -> Party | Problem:
    """The party that the caller is; the organization's own system is none, and says whose answer it passes on."""
    if caller.role is Role.SYSTEM:
        return said or invalid("party", "is missing: say whose answer it is")
    party = _PARTIES.get(caller.role)
    return not_your_plan() if party is None or said not in (party, None) else party


def a_plan_is_its_parties_own(caller: Caller, about: Concerning) -> Problem | None:
    """The participant of the goal, or a clinician at their site."""
    match caller.role:
        case Role.SYSTEM:
            return None
        case Role.PARTICIPANT:
            return None if caller.id == about.participant_id else not_your_plan()
        case Role.CLINICIAN:
            return None if caller.site == about.site else not_your_plan()
        case Role.COORDINATOR | Role.SUPPORTER | Role.OPERATOR:
            return not_your_plan()


AGREEING = (a_plan_is_its_parties_own,)
"""For agreeing to a plan, and for declining it."""
