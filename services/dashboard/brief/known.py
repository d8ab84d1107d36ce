"""What a brief is composed from: the facts that count, what became of them, and people's own words by note id.

A value, filled by `told` from what the owning services release and from the record. All rules of this package ask it
and nothing else; what they ask for comes in the order of time, however it was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from services.dashboard.released import Service
from services.dashboard.sentences import Quoted, quote
from services.dashboard.small_wins import WinKind
from shared.contracts.envelope import Event
from shared.contracts.events import EventData, StepPlanned, StepRevised

LATELY = timedelta(days=28)
"""What is told as news: four weeks, the review rhythm of the programs."""

F = TypeVar("F", bound=EventData)
F_co = TypeVar("F_co", bound=EventData, covariant=True)


@dataclass(frozen=True, slots=True)
class Heard(Generic[F_co]):
    """A fact, when it happened, and the event that carries it."""

    event_id: str
    at: datetime
    fact: F_co

    @classmethod
    def of(cls, event: Event[Any]) -> Heard[Any]:
        """The fact of an event."""
        return cls(event.id, event.time, event.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One participant as the record has them.

    heard: facts that count; none of them was taken back. waiting: the wishes (ids) not talked over yet.
    open_goals, recovered: ids of goals and setbacks. whole_goals: the goals of which every event is among `heard`.
    wins: why attempts (ids) are small wins. asked: they asked for contact, and nobody has answered yet.
    resting: on a break, or after the end: nothing is expected. missing: services that did not answer; their facts
    are unknown, not absent. attempts_since: older attempts may be unknown (None: all are known).
    on_their_way: how many things are released already whose events have not arrived in the record.
    """

    participant_id: str
    heard: tuple[Heard[Any], ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    waiting: frozenset[str] = frozenset()
    open_goals: frozenset[str] = frozenset()
    whole_goals: frozenset[str] = frozenset()
    recovered: frozenset[str] = frozenset()
    wins: Mapping[str, tuple[WinKind, ...]] = field(default_factory=dict)
    asked: bool = False
    resting: bool = False
    missing: frozenset[Service] = frozenset()
    attempts_since: datetime | None = None
    on_their_way: int = 0

    def all(self, *kinds: type[F]) -> Sequence[Heard[F]]:
        """The facts of these kinds, the newest first."""
        return newest_first(one for one in self.heard if isinstance(one.fact, kinds))

    def since(self, start: datetime, now: datetime, *kinds: type[F]) -> Sequence[Heard[F]]:
        """Those from `start` to `now`, the newest first."""
        return [one for one in self.all(*kinds) if start <= one.at <= now]

    def words(self, note_id: str | None) -> Quoted | None:
        """What a note says; None when there is none, or when it is not released."""
        note = self.notes.get(note_id) if note_id else None
        return quote(note_id, note) if note_id and note else None

    def plan_of(self, step_id: str, at: datetime) -> Heard[StepPlanned | StepRevised] | None:
        """The plan of the step that held then."""
        told: Sequence[Heard[StepPlanned | StepRevised]] = self.all(StepPlanned, StepRevised)
        plans = [one for one in told if one.fact.step_id == step_id]
        return next((one for one in plans if one.at <= at), plans[-1] if plans else None)


def newest_first(heard: Iterable[Heard[F]]) -> list[Heard[F]]:
    """In one order, however they come."""
    return sorted(heard, key=lambda one: (one.at, one.event_id), reverse=True)
