"""Strengths: what a participant already does well, with the moment that showed it.

stateDiagram-v2
    [*] --> named: strength-named
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.goals.domain.asked import Asked, event_of, not_from_the_future
from services.goals.domain.history import Transitions, status_after
from shared.contracts.codes import StrengthKind
from shared.contracts.envelope import Event
from shared.contracts.events import StrengthNamed
from shared.contracts.problems import Problem


class StrengthStatus(StrEnum):
    """A strength stays."""

    NAMED = "named"


LIFECYCLE: Transitions[StrengthStatus] = {(None, StrengthNamed): StrengthStatus.NAMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """Something that a participant does well; the moment that showed it is in the note."""

    strength_id: str
    organization: str
    participant_id: str
    kind: StrengthKind
    named_at: datetime
    moment_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameStrength(Asked):
    """Name a strength."""

    strength_id: str
    participant_id: str
    kind: StrengthKind
    moment_note: str | None = None


def decide(strength: Strength | None, command: NameStrength, now: datetime) -> Event[StrengthNamed] | Problem:
    """The event that names the strength, or why not."""
    if refusal := not_from_the_future(command, now):
        return refusal
    return event_of(
        StrengthNamed(strength_id=command.strength_id, kind=command.kind, moment_note=command.moment_note),
        command,
        command.participant_id,
        command.happened_at(now),
    )


def evolve(strength: Strength | None, named: Event[StrengthNamed]) -> Strength:
    """The strength that the event named. Raises BrokenHistory when it was named before."""
    status_after(LIFECYCLE, StrengthStatus.NAMED if strength else None, named)
    return Strength(
        strength_id=named.data.strength_id,
        organization=named.organization,
        participant_id=named.participant_id,
        kind=named.data.kind,
        named_at=named.time,
        moment_note=named.data.moment_note,
    )
