"""What a command mentions is known, and is the participant's own."""

from __future__ import annotations

from datetime import datetime

from services.checkins.domain.known import Course, Goal, Name, Participant, Plan, Step, Strength, View, name_of
from services.checkins.domain.refusals import (
    not_enrolled_now,
    unknown_goal,
    unknown_participant,
    unknown_plan,
    unknown_step,
    unknown_strength,
)
from shared.contracts.problems import Problem


def enrolment_names(organization: str, participant_id: str) -> tuple[Name, ...]:
    """What has to be looked up for `is_enrolled`."""
    return (name_of(Participant, organization, participant_id), name_of(Course, organization, participant_id))


def has_joined(view: View, participant_id: str) -> Problem | None:
    """In a program now, or once."""
    return None if view.find(Participant, participant_id) else unknown_participant(participant_id)


def is_enrolled(view: View, participant_id: str, when: datetime) -> Problem | None:
    """In a program at that time, or on a break from it. What happened before somebody left may be told later."""
    if refusal := has_joined(view, participant_id):
        return refusal
    course = view.find(Course, participant_id)
    return not_enrolled_now(participant_id) if course and course.is_over_at(when) else None


def is_their_goal(view: View, participant_id: str, goal_id: str | None) -> Problem | None:
    """None mentioned is none too many."""
    if goal_id is None:
        return None
    goal = view.find(Goal, goal_id)
    return None if goal and goal.participant_id == participant_id else unknown_goal(goal_id)


def is_their_step(view: View, participant_id: str, step_id: str | None) -> Problem | None:
    """None mentioned is none too many."""
    if step_id is None:
        return None
    step = view.find(Step, step_id)
    return None if step and step.participant_id == participant_id else unknown_step(step_id)


def is_their_plan(view: View, participant_id: str, plan_id: str | None) -> Problem | None:
    """None mentioned is none too many."""
    if plan_id is None:
        return None
    plan = view.find(Plan, plan_id)
    return None if plan and plan.participant_id == participant_id else unknown_plan(plan_id)


def is_their_strength(view: View, participant_id: str, strength_id: str | None) -> Problem | None:
    """None mentioned is none too many."""
    if strength_id is None:
        return None
    strength = view.find(Strength, strength_id)
    return None if strength and strength.participant_id == participant_id else unknown_strength(strength_id)
