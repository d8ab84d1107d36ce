"""Enrolment: a participant's course through a program at a site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.goals.domain.asked import SOURCE, Asked, not_from_the_future
from services.goals.domain.refusals import already_enrolled
from shared.contracts.envelope import Event, event
from shared.contracts.events import ParticipantEnrolled
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A participant is in a program at a site since `enrolled_at`."""

    enrolment_id: str
    organization: str
    participant_id: str
    site: str
    program: str
    enrolled_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol(Asked):
    """Let a participant join a program at a site."""

    enrolment_id: str
    participant_id: str
    site: str
    program: str


def decide(enrolment: Enrolment | None, command: Enrol, now: datetime) -> Event[ParticipantEnrolled] | Problem:
    """What enrolling leads to, given the participant's enrolment so far."""
    if enrolment is not None:
        return already_enrolled(command.participant_id)
    if refusal := not_from_the_future(command, now):
        return refusal
    return event(
        ParticipantEnrolled(enrolment_id=command.enrolment_id, site=command.site, program=command.program),
        organization=command.organization,
        participant_id=command.participant_id,
        time=command.happened_at(now),
        source=SOURCE,
        idempotency_key=command.idempotency_key,
    )


def evolve(joined: Event[ParticipantEnrolled]) -> Enrolment:
    """The enrolment that the event began."""
    return Enrolment(
        enrolment_id=joined.data.enrolment_id,
        organization=joined.organization,
        participant_id=joined.participant_id,
        site=joined.data.site,
        program=joined.data.program,
        enrolled_at=joined.time,
    )
