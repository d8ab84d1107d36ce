"""Asking for contact: decided on what was asked and talked over before, and anew when somebody else was faster."""

from __future__ import annotations

from functools import partial

from services.checkins.domain.contact import RequestContact, decide_request
from services.checkins.domain.waiting import KINDS, SoFar, so_far
from services.checkins.handlers.means import Means
from services.checkins.handlers.recording import record
from services.checkins.notes import Spoken
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import CHANGED_MEANWHILE, Recorded

TRIES = 5
"""Each one more means that somebody else asked for the same participant in the meantime."""


async def ask(means: Means, caller: Caller, told: RequestContact, spoken: Spoken) -> Recorded | Problem:
    """Record that they would like to be contacted. Of several who ask at once and say nothing else one is recorded,
    and the others are told since when it waits."""
    outcome: Recorded | Problem = CHANGED_MEANWHILE
    for _ in range(TRIES):
        before = await asked_so_far(means, spoken.command.organization, told.participant_id)
        outcome = await record(means, caller, told, partial(decide_request, before), spoken)
        if outcome is not CHANGED_MEANWHILE:
            break
    return outcome


async def asked_so_far(means: Means, organization: str, participant_id: str) -> SoFar:
    """What was asked and talked over, for those who may know it."""
    return so_far(await means.records.all_of(organization, participant_id, KINDS))
