"""A goal: its versions and steps, and how each event makes the next state. History is only ever added to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TypeAlias, assert_never

from shared.contracts.envelope import Event
from shared.contracts.events import GoalRevised, GoalSet, StepPlanned, Target
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea

GoalFact: TypeAlias = GoalSet | GoalRevised | StepPlanned
"""What can happen to a goal; a goal's events bear the sequence numbers 1, 2, 3, ... without a gap."""


@dataclass(frozen=True, slots=True)
class Version:
    """What the goal says from `since` on, and the reason why it does; the first version needs none.

    Review date, target and hypothesis hold until a later version changes them. Importance and confidence are answers
    on a ruler, 0-10, given with this version: None when nobody asked, never carried over.
    """

    number: int
    since: datetime
    reason: RevisionReason | None
    review_on: date
    target: Target | None
    importance: int | None
    confidence: int | None
    hypothesis_note: str | None


@dataclass(frozen=True, slots=True)
class Step:
    """A small action: at least so much of a measure per period, from a day to a day; difficulty 0-10."""

    step_id: str
    sequence: int
    planned_at: datetime
    measure: str
    at_least: float
    per: Period
    starts_on: date
    due_on: date
    days_per_week: int | None
    difficulty: float | None
    builds_on: str | None


@dataclass(frozen=True, slots=True)
class Goal:
    """An aim that serves a value, as an experiment. `sequence` is the number of its newest event."""

    goal_id: str
    organization: str
    participant_id: str
    value_area: ValueArea
    sequence: int
    versions: tuple[Version, ...]
    steps: tuple[Step, ...]

    @property
    def current(self) -> Version:
        """The newest version."""
        return self.versions[-1]

    def has_step(self, step_id: str) -> bool:
        """Whether the step was planned for this goal."""
        return any(step.step_id == step_id for step in self.steps)


class BrokenHistory(Exception):
    """An event that cannot follow on this state: events were lost, mixed up or invented. The message has its id."""


def evolve(goal: Goal | None, event: Event[GoalFact]) -> Goal:
    """The goal after `event`. Raises BrokenHistory when it is not the event that comes next."""
    fact = event.data
    if fact.sequence != (goal.sequence if goal else 0) + 1:
        raise BrokenHistory(event.id)
    match fact:
        case GoalSet():
            return Goal(
                goal_id=fact.goal_id,
                organization=event.organization,
                participant_id=event.participant_id,
                value_area=fact.value_area,
                sequence=fact.sequence,
                versions=(_version(fact, event.time, None),),
                steps=(),
            )
        case GoalRevised():
            known = _continued(goal, event)
            version = _version(fact, event.time, fact.reason)
            return replace(known, sequence=fact.sequence, versions=(*known.versions, version))
        case StepPlanned():
            known = _continued(goal, event)
            return replace(known, sequence=fact.sequence, steps=(*known.steps, _step(fact, event.time)))
        case _:
            assert_never(fact)


def _continued(goal: Goal | None, event: Event[GoalFact]) -> Goal:
    if goal is None or goal.goal_id != event.data.goal_id:
        raise BrokenHistory(event.id)
    return goal


def _version(fact: GoalSet | GoalRevised, since: datetime, reason: RevisionReason | None) -> Version:
    return Version(
        number=fact.version,
        since=since,
        reason=reason,
        review_on=fact.review_on,
        target=fact.target,
        importance=fact.importance,
        confidence=fact.confidence,
        hypothesis_note=fact.hypothesis_note,
    )


def _step(fact: StepPlanned, planned_at: datetime) -> Step:
    return Step(
        step_id=fact.step_id,
        sequence=fact.sequence,
        planned_at=planned_at,
        measure=fact.measure,
        at_least=fact.at_least,
        per=fact.per,
        starts_on=fact.starts_on,
        due_on=fact.due_on,
        days_per_week=fact.days_per_week,
        difficulty=fact.difficulty,
        builds_on=fact.builds_on,
    )
