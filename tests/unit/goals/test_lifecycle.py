"""The lifecycle of a goal: the diagram, the table and what happens are one and the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import Any, get_args

import pytest

from services.goals.domain import goal as package
from services.goals.domain.goal import lifecycle
from services.goals.domain.goal.commands import GoalChange, SetGoal, leads_to
from services.goals.domain.goal.deciding import decide
from services.goals.domain.goal.evolving import GoalFact, evolve
from services.goals.domain.goal.lifecycle import GoalStatus, Standing, StepStatus
from services.goals.domain.goal.state import Goal
from shared.contracts.codes import Party
from shared.contracts.events import EventData, GoalAgreed, GoalDeclined, GoalSet, StepPaused, StepPlanned, StepResumed
from shared.contracts.problems import Problem
from tests.unit.goals.journeys import (
    NOW,
    agree,
    close,
    decline,
    goal_after,
    pause,
    plan,
    plan_for,
    reopen,
    resume,
    review,
    revise,
    revise_step,
    set_goal,
)

FACTS: tuple[type[EventData], ...] = get_args(GoalFact)
TABLES: dict[str, Mapping[tuple[StrEnum | None, type[EventData]], StrEnum]] = {
    "goal": lifecycle.GOAL,  # type: ignore[dict-item]  # keys of a mapping are invariant
    "answer": lifecycle.ANSWER,  # type: ignore[dict-item]
    "step": lifecycle.STEP,  # type: ignore[dict-item]
}
SAID: list[SetGoal | GoalChange] = [set_goal(), plan("step-1"), plan("step-2")]
GOALS: dict[GoalStatus, Goal] = {
    GoalStatus.OPEN: goal_after(*SAID, pause("step-2")),
    GoalStatus.CLOSED: goal_after(*SAID, pause("step-2"), close()),
}
COMMANDS: list[GoalChange] = [
    revise(),
    agree(),
    decline(),
    review(),
    close(),
    reopen(),
    plan("step-3"),
    revise_step("step-1"),
    pause("step-1"),
    resume("step-2"),
    plan_for(),
]
PARTIES = list(Party)


def drawn(name: str) -> set[tuple[str, str, str]]:
    """The transitions of one part of the package's diagram: (from, to, event type)."""
    assert package.__doc__ is not None
    part = re.search(rf"state {name} \{{(.*?)\}}", package.__doc__, re.DOTALL)
    assert part is not None
    lines = re.findall(r"(\S+) --> (\S+): (.+)", part[1])
    return {(state, after, kind.strip()) for state, after, kinds in lines for kind in kinds.split(",")}


@pytest.mark.parametrize("name", TABLES)
def test_the_diagram_draws_the_table(name: str) -> None:
    table = TABLES[name]
    assert drawn(name) == {(state or "[*]", after, fact.TYPE) for (state, fact), after in table.items()}


def test_every_fact_of_a_goal_is_in_its_lifecycle_and_comes_of_a_command() -> None:
    assert {fact for _, fact in lifecycle.GOAL} == set(FACTS)
    assert {leads_to(command) for command in COMMANDS} == set(FACTS) - {GoalSet}
    assert {type(command) for command in COMMANDS} == set(get_args(GoalChange))


@pytest.mark.parametrize(
    ("status", "command"), list(product(GoalStatus, COMMANDS)), ids=lambda one: type(one).__name__
)
def test_a_goal_takes_what_the_table_has_and_refuses_the_rest(status: GoalStatus, command: GoalChange) -> None:
    outcome = decide(GOALS[status], command, NOW)
    after = lifecycle.GOAL.get((status, leads_to(command)))
    if after is None:
        assert isinstance(outcome, Problem)
        assert outcome.code in {"goal-is-closed", "goal-is-open"}
    else:
        assert not isinstance(outcome, Problem), outcome
        assert isinstance(outcome.data, leads_to(command))
        assert evolve(GOALS[status], outcome).status is after


STANDINGS: dict[Standing, list[Any]] = {
    Standing.DRAFT: [],
    Standing.AGREED: [agree()],
    Standing.DECLINED: [decline()],
}


@pytest.mark.parametrize(("before", "answer"), list(product(Standing, [agree(), decline(), revise()])))
def test_an_answer_moves_its_party_along_the_table_and_leaves_the_other(before: Standing, answer: GoalChange) -> None:
    goal = goal_after(set_goal(), *STANDINGS[before], answer)
    fact = leads_to(answer)
    assert goal.standing[Party.PARTICIPANT] is lifecycle.ANSWER[before, fact]
    assert goal.standing[Party.CLINICIAN] is Standing.DRAFT
    if fact in (GoalAgreed, GoalDeclined):
        assert (goal.agreements[-1].party, goal.agreements[-1].version) == (Party.PARTICIPANT, 1)


@pytest.mark.parametrize("party", PARTIES)
def test_both_parties_answer_for_themselves_and_may_think_again(party: Party) -> None:
    goal = goal_after(set_goal(), agree(party), decline(party), agree(party, idempotency_key="third"))
    assert goal.standing[party] is Standing.AGREED
    assert [one.answer.value for one in goal.agreements] == ["agreed", "declined", "agreed"]


def test_a_new_version_is_a_draft_until_it_is_agreed_to() -> None:
    goal = goal_after(set_goal(), agree(Party.PARTICIPANT), agree(Party.CLINICIAN), revise())
    assert set(goal.standing.values()) == {Standing.DRAFT}
    assert len(goal.agreements) == 2


@pytest.mark.parametrize("version", [1, 3])
def test_nobody_agrees_to_what_is_no_longer_or_not_yet_the_plan(version: int) -> None:
    outcome = decide(goal_after(set_goal(), revise()), agree(version=version), NOW)
    assert isinstance(outcome, Problem)
    assert (outcome.status, outcome.code) == (409, "version-moved-on")
    assert "version 2" in outcome.detail
    assert f"version {version}" in outcome.detail


RESTING: dict[StepStatus, list[Any]] = {StepStatus.PLANNED: [], StepStatus.PAUSED: [pause()]}
AGAIN: dict[tuple[StepStatus, type[EventData]], str] = {
    (StepStatus.PLANNED, StepPlanned): "step-is-planned",
    (StepStatus.PAUSED, StepPlanned): "step-is-planned",
    (StepStatus.PLANNED, StepResumed): "step-is-not-paused",
    (StepStatus.PAUSED, StepPaused): "step-is-paused",
}


@pytest.mark.parametrize(
    ("before", "command"),
    list(product(StepStatus, [plan(), revise_step(), pause(idempotency_key="again"), resume()])),
)
def test_a_step_takes_what_the_table_has_and_refuses_the_rest(before: StepStatus, command: GoalChange) -> None:
    goal = goal_after(set_goal(), plan(), *RESTING[before])
    outcome = decide(goal, command, NOW)
    after = lifecycle.STEP.get((before, leads_to(command)))
    if after is None:
        assert isinstance(outcome, Problem)
        assert (outcome.status, outcome.code) == (409, AGAIN[before, leads_to(command)])
        assert "step-1" in outcome.detail
    else:
        assert not isinstance(outcome, Problem), outcome
        assert evolve(goal, outcome).steps_by_id["step-1"].status is after
