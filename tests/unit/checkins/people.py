"""A participant with a goal and a step, as the topics told us, for sentences about them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from services.checkins.domain.asked import Asked
from services.checkins.domain.known import (
    Course,
    Goal,
    GoalCourse,
    Known,
    Name,
    Participant,
    Plan,
    Status,
    Step,
    StepCourse,
    Strength,
    View,
    name_of,
)
from shared.contracts.problems import Problem

ORGANIZATION = "riverside"
PARTICIPANT = "p-1"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
PROMPTS = ("a-good-moment", "a-hard-moment", "thanks")
A_WALK = Step("step-1", "goal-1", PARTICIPANT, date(2026, 3, 2), date(2026, 3, 8), 6.5)

A_STEP_OF_P_2 = replace(A_WALK, step_id="step-of-p-2", goal_id="goal-of-p-2", participant_id="p-2", difficulty=None)


def known(*facts: tuple[Known, str]) -> dict[Name, Known]:
    """Facts of the organization, each with the id that it is about."""
    return {name_of(type(fact), ORGANIZATION, id_): fact for fact, id_ in facts}


VIEW = View(
    ORGANIZATION,
    known(
        (Participant(PARTICIPANT, 7, PROMPTS), PARTICIPANT),
        (Course(Status.ACTIVE, LONG_AGO), PARTICIPANT),
        (Goal("goal-1", PARTICIPANT), "goal-1"),
        (GoalCourse(None), "goal-1"),
        (A_WALK, "step-1"),
        (StepCourse(None), "step-1"),
        (Plan("plan-1", "goal-1", PARTICIPANT), "plan-1"),
        (Strength("strength-1", PARTICIPANT), "strength-1"),
        (Participant("p-2"), "p-2"),
        (Course(Status.ACTIVE, LONG_AGO), "p-2"),
        (Goal("goal-of-p-2", "p-2"), "goal-of-p-2"),
        (A_STEP_OF_P_2, "step-of-p-2"),
        (Plan("plan-of-p-2", "goal-of-p-2", "p-2"), "plan-of-p-2"),
        (Strength("strength-of-p-2", "p-2"), "strength-of-p-2"),
    ),
)


def but(*facts: tuple[Known, str]) -> View:
    """The same, but for these facts."""
    return View(ORGANIZATION, {**VIEW.facts, **known(*facts)})


def asked(key: str = "k-1", *, at: datetime | None = None) -> Asked:
    """A command of the organization, by a key, about some moment."""
    return Asked(ORGANIZATION, key, at)


def fields(refusal: object) -> list[str]:
    """The fields that a refusal names."""
    assert isinstance(refusal, Problem)
    return [field.field for field in refusal.fields]


def refused(decision: object) -> tuple[int, str]:
    """Status and code."""
    assert isinstance(decision, Problem)
    return decision.status, decision.code
