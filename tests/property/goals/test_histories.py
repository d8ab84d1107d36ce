"""Whatever people ask of a goal, in any order: its history is whole, and tells the same story as what is stored."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import cast

from hypothesis import given, settings
from hypothesis import strategies as st

from services.goals.domain.deciding import GoalChange, PlanStep, ReviseGoal, SetGoal, begin, decide
from services.goals.domain.goal import Goal, GoalFact, evolve
from services.goals.store.kept import goal_document, goal_of
from shared.contracts.envelope import Event, read_journaled
from shared.contracts.events import Target
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea

thorough = settings(max_examples=100, deadline=None)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
rulers = st.none() | st.integers(0, 10)
note_ids = st.none() | st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
amounts = st.floats(0, 1e9, allow_nan=False)
moments = st.none() | st.timedeltas(timedelta(days=-9_000), timedelta(days=2)).map(lambda apart: NOW + apart)
targets = st.none() | st.builds(
    Target,
    measure=st.sampled_from(["steps-walked", "minutes-walked"]),
    at_least=amounts,
    at_most=st.none() | amounts,
    per=st.sampled_from(Period),
)
organizations = st.sampled_from(["shore", "shore", "shore", "shore", "elsewhere"])
step_ids = st.sampled_from(["a", "b", "c", "d"])

beginnings = st.builds(
    SetGoal,
    organization=st.just("shore"),
    idempotency_key=st.just("set"),
    occurred_at=st.none() | st.just(NOW - timedelta(days=30)),
    goal_id=st.just("goal-1"),
    participant_id=st.just("robin"),
    value_area=st.sampled_from(ValueArea),
    review_on=days,
    target=st.none(),
    importance=rulers,
    confidence=rulers,
    hypothesis_note=note_ids,
)
revisions = st.builds(
    ReviseGoal,
    organization=organizations,
    idempotency_key=st.uuids().map(str),
    occurred_at=moments,
    goal_id=st.just("goal-1"),
    from_version=st.integers(1, 4),
    reason=st.sampled_from(RevisionReason),
    review_on=st.none() | days,
    target=targets,
    importance=rulers,
    confidence=rulers,
    hypothesis_note=note_ids,
)
plans = st.builds(
    PlanStep,
    organization=organizations,
    idempotency_key=st.uuids().map(str),
    occurred_at=moments,
    step_id=step_ids,
    goal_id=st.just("goal-1"),
    measure=st.just("steps-walked"),
    at_least=amounts,
    per=st.sampled_from(Period),
    starts_on=days,
    due_on=days,
    days_per_week=st.none() | st.integers(1, 7),
    difficulty=st.none() | st.floats(0, 10, allow_nan=False),
    builds_on=st.none() | step_ids,
)
courses = st.lists(revisions | plans, max_size=12)


def recorded(beginning: SetGoal, course: list[GoalChange]) -> tuple[list[Goal], list[Event[GoalFact]]]:
    """What the service would store after each accepted command, and the events it would publish."""
    first = begin(beginning, NOW)
    assert not isinstance(first, Problem)
    stored, events = [goal_of(goal_document(evolve(None, first)))], [first]
    for command in course:
        event = decide(stored[-1], command, NOW)
        if isinstance(event, Problem):
            continue
        events.append(event)
        stored.append(goal_of(goal_document(evolve(stored[-1], event))))
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


@thorough
@given(beginnings, courses)
def test_no_version_and_no_step_is_ever_lost_or_rewritten(beginning: SetGoal, course: list[GoalChange]) -> None:
    stored, _ = recorded(beginning, course)
    for before, after in pairwise(stored):
        assert after.versions[: len(before.versions)] == before.versions
        assert after.steps[: len(before.steps)] == before.steps
        assert len(after.versions) + len(after.steps) == len(before.versions) + len(before.steps) + 1
    assert [version.number for version in stored[-1].versions] == list(range(1, len(stored[-1].versions) + 1))


@thorough
@given(beginnings, courses)
def test_what_stands_in_a_goal_always_makes_sense(beginning: SetGoal, course: list[GoalChange]) -> None:
    goal = recorded(beginning, course)[0][-1]
    for step in goal.steps:
        earlier = {other.step_id for other in goal.steps if other.sequence < step.sequence}
        assert step.starts_on <= step.due_on
        assert step.builds_on is None or step.builds_on in earlier
    for version in goal.versions:
        target = version.target
        assert target is None or target.at_most is None or target.at_least <= target.at_most
