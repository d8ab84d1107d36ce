"""Setbacks as information: what got in the way, the plan there was, what was learned, and coming back from it."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.dashboard.story.own_words import Note, Notes
from services.dashboard.story.told import SetbackSaid, SetbackTold
from shared.contracts.envelope import CareEvent
from shared.contracts.events import ContingencyPlanned, Setback, SetbackRecovered
from shared.contracts.vocabulary import Barrier, SetbackKind

MOST_WAITING = 20
"""Setbacks not yet talked over that a projection keeps: the newest. Of older ones it says nothing."""
_SAME = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class Learning:
    """One setback. `plan`: the words of the contingency plan that it names; `plan_used`: None where nobody said."""

    at: datetime
    kind: SetbackKind
    barrier: Barrier | None
    plan_used: bool | None
    plan: Note | None
    learned: Note | None
    recovered_at: datetime | None


def told_by_events(events: Iterable[CareEvent], taken_back: Container[str]) -> Sequence[SetbackTold]:
    """What checkins would tell of the setbacks among these events, in their order, but for its notes.

    `taken_back`: the ids of events that no longer count.
    """
    counting = [event for event in events if event.id not in taken_back]
    back = {event.data.setback_id: event.time for event in counting if isinstance(event.data, SetbackRecovered)}
    return [_told(event.time, event.data, back) for event in counting if isinstance(event.data, Setback)]


def _told(at: datetime, fact: Setback, back: Mapping[str, datetime]) -> SetbackTold:
    said = SetbackSaid(fact.setback_id, fact.kind, fact.barrier, fact.plan_used, fact.plan_id)
    return SetbackTold(at, said, back.get(fact.setback_id))


def talked_over(one: Learning, waiting: Collection[datetime]) -> bool | None:
    """Whether there was a conversation after it; None where they came back by themselves, or nobody knows.

    `waiting`: when the setbacks happened that have not been talked over, as the projection keeps them.
    """
    if one.recovered_at is not None:
        return None
    if any(abs(one.at - at) < _SAME for at in waiting):
        return False
    return True if len(waiting) < MOST_WAITING else None


def plans_in(events: Iterable[CareEvent]) -> Mapping[str, ContingencyPlanned]:
    """The contingency plans among these events, by id."""
    facts = [event.data for event in events]
    return {fact.plan_id: fact for fact in facts if isinstance(fact, ContingencyPlanned)}


def learnings(
    told: Iterable[SetbackTold], plans: Mapping[str, ContingencyPlanned], notes: Notes
) -> Sequence[Learning]:
    """The setbacks that count, in the order given; those taken back are left out."""
    return [_learning(one, plans, notes) for one in told if one.retracted is None]


def _learning(told: SetbackTold, plans: Mapping[str, ContingencyPlanned], notes: Notes) -> Learning:
    said = told.said
    plan = plans.get(said.plan_id or "")
    return Learning(
        at=told.happened_at,
        kind=said.kind,
        barrier=said.barrier,
        plan_used=said.plan_used,
        plan=notes.find(plan.words_note) if plan else None,
        learned=notes.find(said.learned_note),
        recovered_at=told.recovered_at,
    )
