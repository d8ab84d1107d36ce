"""Small steps: the plan of each with its revisions, and what came of trying it in the last six weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from typing import TypeAlias

from services.dashboard.story.attempts import Attempt, Day, Entry, Tried, day_there, first_day, six_weeks
from shared.contracts.envelope import CareEvent
from shared.contracts.events import StepPaused, StepPlanned, StepResumed, StepRevised

Plan: TypeAlias = StepPlanned | StepRevised


@dataclass(frozen=True, slots=True)
class Planned:
    """What a step is from `since` on."""

    since: datetime
    plan: Plan


@dataclass(frozen=True, slots=True)
class SmallStep:
    """A step by its number on the page. `plans`: the first one first; none where only attempts are known.

    `tried`: how often it came to what, in these weeks.
    """

    number: int
    step_id: str
    plans: Sequence[Planned]
    rests: bool
    tried: Mapping[Tried, int]


@dataclass(frozen=True, slots=True)
class SixWeeks:
    """The days, and the steps that they speak of."""

    weeks: Sequence[Sequence[Day]]
    steps: Sequence[SmallStep]
    taken_back: int

    @property
    def is_empty(self) -> bool:
        """Nothing was planned for these weeks, and nothing tried."""
        return not self.steps


def six_weeks_of(
    planned: Iterable[CareEvent],
    attempts: Iterable[Attempt],
    today: date,
    site: tzinfo | None,
    *,
    begins: int = 0,
    taken_back: int = 0,
) -> SixWeeks:
    """What was planned and tried. `planned`: what became of steps, in any order; `site`: the zone of the site.

    A step stands here when it was tried in these weeks, or planned for days in them or after.
    """
    first = first_day(today, begins)
    plans, resting = _plans(planned)
    on_days: dict[str, list[tuple[date, Tried]]] = {}
    for attempt in attempts:
        day = day_there(attempt.at, _plan_at(plans.get(attempt.step_id, ()), attempt.at), site)
        if day >= first:
            on_days.setdefault(attempt.step_id, []).append((day, attempt.tried))
    shown = [id_ for id_, versions in plans.items() if id_ in on_days or versions[-1].plan.due_on >= first]
    shown += [id_ for id_ in on_days if id_ not in plans]
    steps = [
        SmallStep(
            number,
            step_id,
            plans.get(step_id, ()),
            step_id in resting,
            Counter(tried for _, tried in on_days.get(step_id, ())),
        )
        for number, step_id in enumerate(shown, start=1)
    ]
    entries: dict[date, list[Entry]] = {}
    for step in steps:
        for day, tried in on_days.get(step.step_id, ()):
            entries.setdefault(day, []).append(Entry(step.number, tried))
    # Where a step's own zone is ahead of the site's, its attempts may be of tomorrow already.
    tomorrow = today + timedelta(days=1)
    return SixWeeks(six_weeks(entries, tomorrow if tomorrow in entries else today, begins), steps, taken_back)


def _plans(planned: Iterable[CareEvent]) -> tuple[Mapping[str, Sequence[Planned]], frozenset[str]]:
    """The plans of each step, steps in the order in which they were first planned; and which of them rest."""
    plans: dict[str, list[Planned]] = {}
    resting: set[str] = set()
    for event in sorted(planned, key=lambda event: event.position):
        match event.data:
            case StepPlanned() | StepRevised() as plan:
                plans.setdefault(plan.step_id, []).append(Planned(event.time, plan))
            case StepPaused(step_id=step_id):
                resting.add(step_id)
            case StepResumed(step_id=step_id):
                resting.discard(step_id)
            case _:
                pass
    return plans, frozenset(resting)


def _plan_at(plans: Sequence[Planned], at: datetime) -> Plan | None:
    held = [one.plan for one in plans if one.since <= at] or [one.plan for one in plans[:1]]
    return held[-1] if held else None
