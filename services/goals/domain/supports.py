"""Supports: practical help for a barrier.

stateDiagram-v2
    [*] --> arranged: support-arranged
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from services.goals.domain.asked import Asked, event_of, not_from_the_future
from services.goals.domain.history import Transitions, status_after
from shared.contracts.codes import SupportKind
from shared.contracts.envelope import Event
from shared.contracts.events import SupportArranged
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier


class SupportStatus(StrEnum):
    """A support stays."""

    ARRANGED = "arranged"


LIFECYCLE: Transitions[SupportStatus] = {(None, SupportArranged): SupportStatus.ARRANGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Help that was arranged for a barrier, perhaps on the way to one goal; the words are in the note."""

    support_id: str
    organization: str
    participant_id: str
    barrier: Barrier
    kind: SupportKind
    goal_id: str | None
    arranged_at: datetime
    words_note: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeSupport(Asked):
    """Arrange help. `goal_id` is a goal of the same participant."""

    support_id: str
    participant_id: str
    barrier: Barrier
    kind: SupportKind
    goal_id: str | None = None
    words_note: str | None = None


def decide(support: Support | None, command: ArrangeSupport, now: datetime) -> Event[SupportArranged] | Problem:
    """The event that arranges the support, or why not."""
    if refusal := not_from_the_future(command, now):
        return refusal
    return event_of(
        SupportArranged(
            support_id=command.support_id,
            barrier=command.barrier,
            kind=command.kind,
            goal_id=command.goal_id,
            words_note=command.words_note,
        ),
        command,
        command.participant_id,
        command.happened_at(now),
    )


def evolve(support: Support | None, arranged: Event[SupportArranged]) -> Support:
    """The support that the event arranged. Raises BrokenHistory when it was arranged before."""
    status_after(LIFECYCLE, SupportStatus.ARRANGED if support else None, arranged)
    fact = arranged.data
    return Support(
        support_id=fact.support_id,
        organization=arranged.organization,
        participant_id=arranged.participant_id,
        barrier=fact.barrier,
        kind=fact.kind,
        goal_id=fact.goal_id,
        arranged_at=arranged.time,
        words_note=fact.words_note,
    )
