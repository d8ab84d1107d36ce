"""Whatever people ask of a goal, in any order: its history is whole, and tells the same story as what is stored."""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from hypothesis import given, settings
from pydantic import TypeAdapter

from services.goals.domain.goal.commands import GoalChange, SetGoal, leads_to
from services.goals.domain.goal.deciding import begin, decide
from services.goals.domain.goal.evolving import GoalFact, evolve
from services.goals.domain.goal.lifecycle import GoalStatus, Standing
from services.goals.domain.goal.state import Goal
from shared.contracts.codes import Party
from shared.contracts.envelope import Event, read_journaled
from shared.contracts.problems import Problem
from tests.property.goals.generated_commands import FOUND, NOW, beginnings, courses

GOAL = TypeAdapter(Goal)
thorough = settings(max_examples=100, deadline=None)


def kept(goal: Goal) -> Goal:
    """The goal as it comes back from storage."""
    return GOAL.validate_python(GOAL.dump_python(goal, mode="json"))


def recorded(beginning: SetGoal, course: list[GoalChange]) -> tuple[list[Goal], list[Event[GoalFact]]]:
    """What the service would store after each accepted command, and the events it would publish."""
    first = begin(beginning, NOW, FOUND)
    assert not isinstance(first, Problem)
    stored, events = [kept(evolve(None, first))], [first]
    for command in course:
        event = decide(stored[-1], command, NOW, FOUND)
        if isinstance(event, Problem):
            continue
        assert isinstance(event.data, leads_to(command))
        events.append(event)
        stored.append(kept(evolve(stored[-1], event)))
    return stored, events


@thorough
@given(beginnings, courses)
def test_the_events_as_published_tell_the_state_that_is_stored(beginning: SetGoal, course: list[GoalChange]) -> None:
    stored, events = recorded(beginning, course)
    told: Goal | None = None
    for event in events:
        told = evolve(told, cast("Event[GoalFact]", read_journaled(event.to_json())))
    assert told == stored[-1]


@thorough
@given(beginnings, courses)
def test_a_goals_events_are_numbered_from_one_without_a_gap(beginning: SetGoal, course: list[GoalChange]) -> None:
    stored, events = recorded(beginning, course)
    assert [event.data.sequence for event in events] == list(range(1, len(events) + 1))
    assert stored[-1].sequence == len(events)
    assert len({event.id for event in events}) == len(events)


def entries(goal: Goal) -> list[object]:
    """Every entry of a goal's history, without what may change about it."""
    versions = [version for step in goal.steps for version in step.versions]
    answers = [*goal.agreements, *goal.reviews, *goal.closings, *goal.reopenings]
    return [*goal.versions, *versions, *answers, *goal.plans]


@thorough
@given(beginnings, courses)
def test_nothing_in_a_goals_history_is_ever_lost_or_rewritten(beginning: SetGoal, course: list[GoalChange]) -> None:
    stored, _ = recorded(beginning, course)
    for before, after in pairwise(stored):
        kept_on = [entry for entry in entries(after) if entry in entries(before)]
        assert sorted(map(repr, kept_on)) == sorted(map(repr, entries(before)))
        rested = [step.status for step in before.steps] != [step.status for step in after.steps[: len(before.steps)]]
        assert len(entries(after)) == len(entries(before)) + (not rested)
    assert [version.number for version in stored[-1].versions] == list(range(1, len(stored[-1].versions) + 1))
    for step in stored[-1].steps:
        assert [version.number for version in step.versions] == list(range(1, len(step.versions) + 1))


@thorough
@given(beginnings, courses)
def test_what_stands_in_a_goal_always_makes_sense(beginning: SetGoal, course: list[GoalChange]) -> None:
    goal = recorded(beginning, course)[0][-1]
    for step in goal.steps:
        for version in step.versions:
            assert version.plan.starts_on <= version.plan.due_on
            assert version.plan.weekdays is None or version.plan.days_per_week is None
        assert no_circle_from(step.step_id, goal)
    for version_of_goal in goal.versions:
        target = version_of_goal.target
        assert target is None or target.at_most is None or target.at_least <= target.at_most
    assert (len(goal.closings) > len(goal.reopenings)) == (goal.status is GoalStatus.CLOSED)


@thorough
@given(beginnings, courses)
def test_a_party_stands_where_its_last_word_on_the_newest_version_put_it(
    beginning: SetGoal, course: list[GoalChange]
) -> None:
    goal = recorded(beginning, course)[0][-1]
    for party in Party:
        words = [one.answer for one in goal.agreements if (one.party, one.version) == (party, goal.current.number)]
        assert goal.standing[party] is (Standing(words[-1]) if words else Standing.DRAFT)


def no_circle_from(step_id: str, goal: Goal) -> bool:
    """Whether one comes to an end from the step by what each builds on."""
    name: str | None = step_id
    for _ in goal.steps:
        name = goal.steps_by_id[name].current.plan.builds_on if name else None
    return name is None
