"""What every command carries, the rule that holds for all of them, and the event that one leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.checkins.domain.refusals import invalid
from shared.contracts.envelope import FURTHEST_AHEAD, Event, derived_id, event
from shared.contracts.events import EventData
from shared.contracts.problems import Problem

SOURCE = "cairn/checkins"
"""The `source` of this service's events; with the idempotency key it makes their ids."""

D = TypeVar("D", bound=EventData)


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose command it is, by which key, and when it says that it happened: None means now."""

    organization: str
    idempotency_key: str
    occurred_at: datetime | None = None

    def happened_at(self, now: datetime) -> datetime:
        """The event's time."""
        return self.occurred_at or now

    def new_id(self, thing: str) -> str:
        """The id of what the command makes: the same command makes the same thing."""
        return derived_id(thing, self.organization, self.idempotency_key)

    def event(self, data: D, participant_id: str, now: datetime) -> Event[D]:
        """What happened, as an event about the participant."""
        return event(
            data,
            organization=self.organization,
            participant_id=participant_id,
            time=self.happened_at(now),
            source=SOURCE,
            idempotency_key=self.idempotency_key,
        )


def not_from_the_future(asked: Asked, now: datetime) -> Problem | None:
    """A clock may be a day wrong, not more."""
    if asked.happened_at(now) - now > FURTHEST_AHEAD:
        return invalid("occurred_at", "is more than a day ahead")
    return None
