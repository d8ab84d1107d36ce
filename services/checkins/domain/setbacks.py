"""A setback is information, not failure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import (
    enrolment_names,
    is_enrolled,
    is_their_goal,
    is_their_plan,
    is_their_step,
)
from services.checkins.domain.known import Goal, Name, Plan, Step, View, name_of
from services.checkins.domain.refusals import invalid
from shared.contracts import events
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, SetbackKind


@dataclass(frozen=True, slots=True)
class RecordSetback:
    """Record a setback of a participant, perhaps about one step or one goal. `learned_note` is the id of a note.

    `plan_id`: the contingency plan that was used; naming it says that one was.
    """

    asked: Asked
    participant_id: str
    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: bool | None = None
    step_id: str | None = None
    goal_id: str | None = None
    learned_note: str | None = None
    plan_id: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        mentioned = ((Step, self.step_id), (Goal, self.goal_id), (Plan, self.plan_id))
        named = (name_of(kind, organization, id_) for kind, id_ in mentioned if id_)
        return (*enrolment_names(organization, self.participant_id), *named)


Rule = Callable[[View, RecordSetback, datetime], Problem | None]


def _about_a_step_or_a_goal(_: View, command: RecordSetback, __: datetime) -> Problem | None:
    if command.step_id is not None and command.goal_id is not None:
        return invalid("goal_id", "goes without step_id: a step says which goal it serves")
    return None


def _a_plan_that_is_named_was_used(_: View, command: RecordSetback, __: datetime) -> Problem | None:
    if command.plan_id is not None and command.plan_used is False:
        return invalid("plan_id", "is the plan that was used; leave it out when none was")
    return None


def _no_setback_from_the_future(_: View, command: RecordSetback, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: RecordSetback, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


def _the_step_is_theirs(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    return is_their_step(view, command.participant_id, command.step_id)


def _the_goal_is_theirs(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    return is_their_goal(view, command.participant_id, command.goal_id)


def _the_plan_is_theirs(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    return is_their_plan(view, command.participant_id, command.plan_id)


def _the_plan_is_for_that_goal(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    plan, goal_id = view.find(Plan, command.plan_id), _goal_of(view, command)
    if plan is not None and goal_id is not None and plan.goal_id != goal_id:
        return invalid("plan_id", "is a plan for another goal than the setback is about")
    return None


RULES: tuple[Rule, ...] = (
    _about_a_step_or_a_goal,
    _a_plan_that_is_named_was_used,
    _no_setback_from_the_future,
    _the_participant_is_enrolled,
    _the_step_is_theirs,
    _the_goal_is_theirs,
    _the_plan_is_theirs,
    _the_plan_is_for_that_goal,
)


def decide(view: View, command: RecordSetback, now: datetime) -> Event[events.Setback] | Problem:
    """What happened, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = events.Setback(
        setback_id=command.asked.new_id("setback"),
        kind=command.kind,
        barrier=command.barrier,
        plan_used=True if command.plan_id else command.plan_used,
        goal_id=_goal_of(view, command),
        step_id=command.step_id,
        learned_note=command.learned_note,
        plan_id=command.plan_id,
    )
    return command.asked.event(data, command.participant_id, now)


def _goal_of(view: View, command: RecordSetback) -> str | None:
    step = view.find(Step, command.step_id)
    return step.goal_id if step else command.goal_id
