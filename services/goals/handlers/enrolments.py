"""What the service does with commands about enrolments."""

from __future__ import annotations

from services.goals.domain import enrolment
from services.goals.domain.enrolment import Enrol
from services.goals.domain.refusals import already_enrolled
from services.goals.handlers.means import Means
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of
from shared.runtime.commands import Command, Recorded


async def enrol(means: Means, command: Command, asked: Enrol) -> Recorded | Problem:
    """Enrol a participant."""
    joined = enrolment.decide(None, asked, means.now())  # the insert finds out whether there is one already
    if isinstance(joined, Problem):
        return await means.store.receipt(command) or joined
    answer = {"enrolment_id": asked.enrolment_id, "event_id": joined.id}
    participant = subject_of(asked.organization, asked.participant_id)
    exists = already_enrolled(asked.participant_id)
    outcome = await means.store.enrolments.create(
        command, participant, enrolment.evolve(joined), answer, joined, exists=exists
    )
    means.wake_relay()
    return outcome
