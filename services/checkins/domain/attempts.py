"""An attempt at a step: done, partly, or not this time. Unknown is none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled
from services.checkins.domain.days import day_of
from services.checkins.domain.known import GoalCourse, Name, Step, StepCourse, View, name_of
from services.checkins.domain.refusals import goal_is_closed, invalid, step_rests, unknown_step
from shared.contracts.envelope import Event
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, Outcome

AROUND = timedelta(days=1)
"""An attempt may be a day before or after the days of its step: who travels, and who tells it past midnight."""

AttemptEvent: TypeAlias = Event[StepCompleted] | Event[StepNotDone]


class AttemptOutcome(StrEnum):
    """What came of it, in the words of a command."""

    DONE = "done"
    PARTLY = "partly"
    NOT_THIS_TIME = "not-this-time"


@dataclass(frozen=True, slots=True)
class RecordAttempt:
    """Record what came of one attempt. `measured` counts the step's measure, `effort` is 0-10."""

    asked: Asked
    step_id: str
    outcome: AttemptOutcome
    measured: float | None = None
    effort: int | None = None
    barrier: Barrier | None = None

    def whose(self, view: View) -> str | Problem:
        """The participant whose step it is."""
        step = view.find(Step, self.step_id)
        return step.participant_id if step else unknown_step(self.step_id)

    def mentions(self, view: View) -> tuple[Name, ...]:
        """What has to be known to decide; more once the step is known."""
        organization = self.asked.organization
        step = view.find(Step, self.step_id)
        about_it = (
            (name_of(GoalCourse, organization, step.goal_id), *enrolment_names(organization, step.participant_id))
            if step
            else ()
        )
        own = (name_of(Step, organization, self.step_id), name_of(StepCourse, organization, self.step_id))
        return (*own, *about_it)


Rule = Callable[[View, Step, RecordAttempt, datetime], Problem | None]


def _not_from_the_future(_: View, __: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _within_the_days_of_the_step(_: View, step: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    day = day_of(command.asked.happened_at(now), step.time_zone)
    if step.starts_on - day > AROUND or day - step.due_on > AROUND:
        return invalid("occurred_at", f"must be a day of the step, {step.starts_on} to {step.due_on}")
    return None


def _effort_belongs_to_something_done(_: View, __: Step, command: RecordAttempt, ___: datetime) -> Problem | None:
    if command.effort is not None and command.outcome is AttemptOutcome.NOT_THIS_TIME:
        return invalid("effort", 'does not go with the outcome "not-this-time"')
    return None


def _barrier_belongs_to_not_this_time(_: View, __: Step, command: RecordAttempt, ___: datetime) -> Problem | None:
    if command.barrier is not None and command.outcome is not AttemptOutcome.NOT_THIS_TIME:
        return invalid("barrier", 'goes only with the outcome "not-this-time"')
    return None


def _the_participant_is_enrolled(view: View, step: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    return is_enrolled(view, step.participant_id, command.asked.happened_at(now))


def _the_goal_is_open(view: View, step: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    course = view.find(GoalCourse, step.goal_id)
    closed_at = course.closed_at if course else None
    return goal_is_closed(step.goal_id) if closed_at and closed_at <= command.asked.happened_at(now) else None


def _nothing_is_expected_of_a_paused_step(
    view: View, step: Step, command: RecordAttempt, now: datetime
) -> Problem | None:
    course = view.find(StepCourse, step.step_id)
    paused_at = course.paused_at if course else None
    resting = paused_at is not None and paused_at <= command.asked.happened_at(now)
    return step_rests(step.step_id) if resting and command.outcome is AttemptOutcome.NOT_THIS_TIME else None


RULES: tuple[Rule, ...] = (
    _effort_belongs_to_something_done,
    _barrier_belongs_to_not_this_time,
    _not_from_the_future,
    _within_the_days_of_the_step,
    _the_participant_is_enrolled,
    _the_goal_is_open,
    _nothing_is_expected_of_a_paused_step,
)


def decide(view: View, command: RecordAttempt, now: datetime) -> AttemptEvent | Problem:
    """What happened, or why it cannot be recorded."""
    step = view.find(Step, command.step_id)
    if step is None:
        return unknown_step(command.step_id)
    for rule in RULES:
        if refusal := rule(view, step, command, now):
            return refusal
    match command.outcome:
        case AttemptOutcome.DONE:
            return command.asked.event(_completed(Outcome.DONE, step, command), step.participant_id, now)
        case AttemptOutcome.PARTLY:
            return command.asked.event(_completed(Outcome.PARTLY, step, command), step.participant_id, now)
        case AttemptOutcome.NOT_THIS_TIME:
            return command.asked.event(_not_done(step, command), step.participant_id, now)
        case _:
            assert_never(command.outcome)


def attempt_id(asked: Asked) -> str:
    """The same command makes the same attempt."""
    return asked.new_id("attempt")


def _completed(outcome: Outcome, step: Step, command: RecordAttempt) -> StepCompleted:
    return StepCompleted(
        attempt_id=attempt_id(command.asked),
        step_id=step.step_id,
        goal_id=step.goal_id,
        outcome=outcome,
        measured=command.measured,
        effort=command.effort,
        difficulty=step.difficulty,
    )


def _not_done(step: Step, command: RecordAttempt) -> StepNotDone:
    return StepNotDone(
        attempt_id=attempt_id(command.asked),
        step_id=step.step_id,
        goal_id=step.goal_id,
        measured=command.measured,
        barrier=command.barrier,
        difficulty=step.difficulty,
    )
