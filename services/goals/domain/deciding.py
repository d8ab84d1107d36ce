"""What people may ask of a goal, the rules that hold, and the event that each command leads to.

A rule answers None, or why not. To add one, name it for what must hold and put it into its command's list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias, TypeVar, assert_never

from services.goals.domain.asked import SOURCE, Asked, not_from_the_future
from services.goals.domain.goal import Goal, GoalFact
from services.goals.domain.refusals import goal_is_full, invalid, unknown_goal, unknown_step, version_moved_on
from shared.contracts.envelope import Event, event
from shared.contracts.events import GoalRevised, GoalSet, StepPlanned, Target
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea

MOST_STEPS = 1_000
"""Steps of one goal: nearly three years of a new step every day; keeps a goal's document below 1 MB."""
MOST_VERSIONS = 1_000
"""Versions of one goal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetGoal(Asked):
    """Begin an experiment that serves a value."""

    goal_id: str
    participant_id: str
    value_area: ValueArea
    review_on: date
    target: Target | None = None
    importance: int | None = None
    confidence: int | None = None
    hypothesis_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseGoal(Asked):
    """Give the goal its next version. What is None stays as in the version before; rulers are then not answered."""

    goal_id: str
    from_version: int
    reason: RevisionReason
    review_on: date | None = None
    target: Target | None = None
    importance: int | None = None
    confidence: int | None = None
    hypothesis_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStep(Asked):
    """Plan a small action towards the goal."""

    step_id: str
    goal_id: str
    measure: str
    at_least: float
    per: Period
    starts_on: date
    due_on: date
    days_per_week: int | None = None
    difficulty: float | None = None
    builds_on: str | None = None


GoalChange: TypeAlias = ReviseGoal | PlanStep


def a_target_spans_a_range(target: Target | None) -> Problem | None:
    """At most is not less than at least."""
    if target is not None and target.at_most is not None and target.at_most < target.at_least:
        return invalid("target.at_most", "is less than target.at_least")
    return None


def a_revision_starts_from_the_newest_version(goal: Goal, command: ReviseGoal) -> Problem | None:
    """Nobody's revision is overwritten by somebody who had not read it."""
    if command.from_version != goal.current.number:
        return version_moved_on(command.from_version, goal.current.number)
    return None


def a_revised_target_spans_a_range(goal: Goal, command: ReviseGoal) -> Problem | None:
    """As for a new goal."""
    return a_target_spans_a_range(command.target)


def versions_have_room(goal: Goal, command: ReviseGoal) -> Problem | None:
    """History is never rewritten, so it has a size."""
    return goal_is_full("versions", MOST_VERSIONS) if len(goal.versions) >= MOST_VERSIONS else None


def a_step_ends_after_it_starts(goal: Goal, command: PlanStep) -> Problem | None:
    """A step of one day starts and ends on that day."""
    return invalid("due_on", "is before starts_on") if command.due_on < command.starts_on else None


def a_step_builds_on_a_step_of_its_goal(goal: Goal, command: PlanStep) -> Problem | None:
    """Small steps follow on each other within a goal."""
    if command.builds_on is not None and not goal.has_step(command.builds_on):
        return unknown_step("builds_on", command.builds_on)
    return None


def steps_have_room(goal: Goal, command: PlanStep) -> Problem | None:
    """History is never rewritten, so it has a size."""
    return goal_is_full("steps", MOST_STEPS) if len(goal.steps) >= MOST_STEPS else None


REVISION_RULES = (
    a_revised_target_spans_a_range,
    a_revision_starts_from_the_newest_version,
    versions_have_room,
)
STEP_RULES = (a_step_ends_after_it_starts, a_step_builds_on_a_step_of_its_goal, steps_have_room)


def begin(command: SetGoal, now: datetime) -> Event[GoalFact] | Problem:
    """The event that sets a new goal, or why not."""
    if refusal := not_from_the_future(command, now) or a_target_spans_a_range(command.target):
        return refusal
    fact = GoalSet(
        goal_id=command.goal_id,
        sequence=1,
        version=1,
        value_area=command.value_area,
        review_on=command.review_on,
        target=command.target,
        importance=command.importance,
        confidence=command.confidence,
        hypothesis_note=command.hypothesis_note,
    )
    return _event(fact, command, command.participant_id, now)


def decide(goal: Goal | None, command: GoalChange, now: datetime) -> Event[GoalFact] | Problem:
    """The event that follows on the goal's history, or why not. A goal of another organization is not known."""
    if goal is None or goal.organization != command.organization:
        return unknown_goal(command.goal_id)
    if refusal := not_from_the_future(command, now) or _refused(goal, command):
        return refusal
    return _event(_fact(goal, command), command, goal.participant_id, now)


C = TypeVar("C", ReviseGoal, PlanStep)


def _refused(goal: Goal, command: GoalChange) -> Problem | None:
    match command:
        case ReviseGoal():
            return _first(REVISION_RULES, goal, command)
        case PlanStep():
            return _first(STEP_RULES, goal, command)
        case _:
            assert_never(command)


def _first(rules: Iterable[Callable[[Goal, C], Problem | None]], goal: Goal, command: C) -> Problem | None:
    return next((refusal for rule in rules if (refusal := rule(goal, command))), None)


def _fact(goal: Goal, command: GoalChange) -> GoalFact:
    sequence = goal.sequence + 1
    match command:
        case ReviseGoal():
            return GoalRevised(
                goal_id=goal.goal_id,
                sequence=sequence,
                version=goal.current.number + 1,
                reason=command.reason,
                review_on=command.review_on or goal.current.review_on,
                target=command.target or goal.current.target,
                importance=command.importance,
                confidence=command.confidence,
                hypothesis_note=command.hypothesis_note or goal.current.hypothesis_note,
            )
        case PlanStep():
            return StepPlanned(
                step_id=command.step_id,
                goal_id=goal.goal_id,
                sequence=sequence,
                measure=command.measure,
                at_least=command.at_least,
                per=command.per,
                starts_on=command.starts_on,
                due_on=command.due_on,
                days_per_week=command.days_per_week,
                difficulty=command.difficulty,
                builds_on=command.builds_on,
            )
        case _:
            assert_never(command)


def _event(fact: GoalFact, command: Asked, participant_id: str, now: datetime) -> Event[GoalFact]:
    return event(
        fact,
        organization=command.organization,
        participant_id=participant_id,
        time=command.happened_at(now),
        source=SOURCE,
        idempotency_key=command.idempotency_key,
    )
