"""What every command carries, and the rule that holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.goals.domain.refusals import invalid
from shared.contracts.envelope import FURTHEST_AHEAD, Event, event
from shared.contracts.events import EventData
from shared.contracts.problems import Problem

SOURCE = "cairn/goals"
"""The `source` of this service's events; with the idempotency key it makes their ids."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose command it is, by which key, and when it says that it happened: None means now."""

    organization: str
    idempotency_key: str
    occurred_at: datetime | None = None

    def happened_at(self, now: datetime) -> datetime:
        """The event's time."""
        return self.occurred_at or now


def not_from_the_future(asked: Asked, now: datetime) -> Problem | None:
    """A clock may be a day wrong, not more."""
    if asked.happened_at(now) - now > FURTHEST_AHEAD:
        return invalid("occurred_at", "is more than a day ahead")
    return None


D = TypeVar("D", bound=EventData)


def event_of(fact: D, asked: Asked, participant_id: str, time: datetime) -> Event[D]:
    """The event that the command leads to."""
    return event(
        fact,
        organization=asked.organization,
        participant_id=participant_id,
        time=time,
        source=SOURCE,
        idempotency_key=asked.idempotency_key,
    )
