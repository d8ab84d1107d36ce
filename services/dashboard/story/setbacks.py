"""Setbacks as information: what got in the way, the plan there was, what was learned, and coming back from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.dashboard.story.own_words import Note, Notes
from services.dashboard.story.told import SetbackTold
from shared.contracts.envelope import CareEvent
from shared.contracts.events import ContingencyPlanned
from shared.contracts.vocabulary import Barrier, SetbackKind


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
