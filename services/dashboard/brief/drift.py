"""Where a value and recent days drift apart: asked gently, and only when the record shows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from services.dashboard.brief.known import Heard, Known
from services.dashboard.brief.reasons import ValueFact, values
from services.dashboard.sentences import Sentence
from services.dashboard.wording import brief as words
from shared.contracts.events import (
    CheckedIn,
    GoalSet,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)

MATTERS_MUCH = 7
"""0-10. A value from here on is one that recent days are held beside."""
RECENT_DAYS = timedelta(days=14)
MOST_SIGNS = 3
"""Contacts that are named as sources: they show that something was heard in those days."""


def a_value_without_steps(known: Known, now: datetime) -> Iterator[Sentence]:
    """A value that matters much, open goals with steps for it, none of them tried with success in recent days, while
    other things were heard. Silent when any part of that is not known for certain, or on a break.
    """
    start = now - RECENT_DAYS
    heard = known.since(start, now, StepCompleted, StepNotDone, CheckedIn)
    if known.missing or known.resting or not heard or _attempts_unknown(known, start):
        return
    for value in values(known):
        steps = _steps_for(known, value, start, now)
        goals = {one.fact.goal_id for one in steps}
        if value.fact.importance < MATTERS_MUCH or not steps or not goals <= known.whole_goals:
            continue
        if any(one.fact.goal_id in goals for one in known.since(start, now, StepCompleted)):
            continue
        serving = [one for one in known.all(GoalSet) if one.fact.goal_id in goals]
        sources = (value, *serving, *steps, *heard[:MOST_SIGNS])
        said = words.drift(value.fact, known.words(value.fact.words_note), RECENT_DAYS.days)
        yield Sentence(said, tuple(one.event_id for one in sources))


DRIFTS = (a_value_without_steps,)


def _attempts_unknown(known: Known, start: datetime) -> bool:
    return known.attempts_since is not None and known.attempts_since > start


def _steps_for(known: Known, value: Heard[ValueFact], start: datetime, now: datetime) -> list[Heard[StepPlanned]]:
    """The steps for this value that were there for all of those days, and were neither over nor resting."""
    serving = {one.fact.goal_id for one in known.all(GoalSet) if one.fact.value_id == value.fact.value_id}
    planned = [one for one in known.all(StepPlanned) if one.fact.goal_id in serving & known.open_goals]
    return [one for one in planned if one.at <= start and _was_on(known, one.fact.step_id, start, now)]


def _was_on(known: Known, step_id: str, start: datetime, now: datetime) -> bool:
    """The newest plan of the step covers those days, and no pause fell into them."""
    plans = _about(known, step_id, StepPlanned, StepRevised)
    newest = max(plans, key=lambda one: one.fact.sequence).fact
    rests = max(_about(known, step_id, StepPaused, StepResumed), key=lambda one: one.fact.sequence, default=None)
    paused = rests is not None and (isinstance(rests.fact, StepPaused) or rests.at > start)
    return newest.starts_on <= start.date() and newest.due_on >= now.date() and not paused


def _about(known: Known, step_id: str, *kinds: type[Any]) -> Sequence[Heard[Any]]:
    return [one for one in known.all(*kinds) if one.fact.step_id == step_id]
