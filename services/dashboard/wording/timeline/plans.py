"""The plans of steps: what each said at a given time, and in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from services.dashboard.language import _
from services.dashboard.wording.measures import BETWEEN, at_least, so_much
from services.dashboard.wording.names import amount
from shared.contracts.events import StepPlanned, StepRevised, Target
from shared.contracts.vocabulary import Id

Plan: TypeAlias = StepPlanned | StepRevised
Planned: TypeAlias = tuple[datetime, Plan]
"""A plan, and from when on."""
Plans: TypeAlias = Mapping[Id, Sequence[Planned]]
"""The versions of each step's plan, the first one first, by step id."""


def by_step(planned: Iterable[Planned]) -> Plans:
    """Plans in any order, sorted out."""
    plans: dict[Id, list[Planned]] = {}
    for since, plan in sorted(planned, key=lambda one: one[1].sequence):
        plans.setdefault(plan.step_id, []).append((since, plan))
    return plans


def plan_at(plans: Plans, step_id: Id, at: datetime) -> Plan | None:
    """The plan that held then: a later revision changes nothing that was tried before it. None if unknown."""
    versions = plans.get(step_id, ())
    held = [plan for since, plan in versions if since <= at] or [plan for _, plan in versions[:1]]
    return held[-1] if held else None


def success(aim: Plan | Target) -> str:
    """What counts as done: "at least 10,000 steps walked a day"."""
    if isinstance(aim, Target) and aim.at_most is not None:
        most = so_much(aim.measure, aim.at_most)
        return _(BETWEEN[aim.per]).format(least=amount(aim.at_least), amount=most)
    return at_least(aim.measure, aim.at_least, aim.per)
