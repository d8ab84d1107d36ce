"""An attempt at a step: done, partly, or not this time. Unknown is none of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.checkins.domain.asked import SOURCE, Asked, not_from_the_future
from services.checkins.domain.known import Name, Step, View, step_name
from services.checkins.domain.refusals import invalid, unknown_step
from shared.contracts.envelope import Event, derived_id, event
from shared.contracts.events import StepCompleted, StepNotDone
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, Outcome

AROUND_THE_WORLD = timedelta(days=1)
"""A participant's day may begin or end up to a day from the day in UTC."""

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

    @property
    def mentions(self) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return (step_name(self.asked.organization, self.step_id),)


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt as it is kept."""

    organization: str
    participant_id: str
    attempt_id: str
    step_id: str
    goal_id: str
    outcome: AttemptOutcome
    happened_at: datetime


Rule = Callable[[Step, RecordAttempt, datetime], Problem | None]


def _not_from_the_future(_: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _within_the_days_of_the_step(step: Step, command: RecordAttempt, now: datetime) -> Problem | None:
    day = command.asked.happened_at(now).astimezone(UTC).date()
    if step.starts_on - day > AROUND_THE_WORLD or day - step.due_on > AROUND_THE_WORLD:
        return invalid("occurred_at", f"must be a day of the step, {step.starts_on} to {step.due_on}")
    return None


def _effort_belongs_to_something_done(_: Step, command: RecordAttempt, __: datetime) -> Problem | None:
    if command.effort is not None and command.outcome is AttemptOutcome.NOT_THIS_TIME:
        return invalid("effort", 'does not go with the outcome "not-this-time"')
    return None


def _barrier_belongs_to_not_this_time(_: Step, command: RecordAttempt, __: datetime) -> Problem | None:
    if command.barrier is not None and command.outcome is not AttemptOutcome.NOT_THIS_TIME:
        return invalid("barrier", 'goes only with the outcome "not-this-time"')
    return None


RULES: tuple[Rule, ...] = (
    _effort_belongs_to_something_done,
    _barrier_belongs_to_not_this_time,
    _not_from_the_future,
    _within_the_days_of_the_step,
)


def decide(view: View, command: RecordAttempt, now: datetime) -> AttemptEvent | Problem:
    """What happened, or why it cannot be recorded."""
    step = view.step(command.step_id)
    if step is None:
        return unknown_step(command.step_id)
    for rule in RULES:
        if refusal := rule(step, command, now):
            return refusal
    match command.outcome:
        case AttemptOutcome.DONE:
            return _completed(Outcome.DONE, step, command, now)
        case AttemptOutcome.PARTLY:
            return _completed(Outcome.PARTLY, step, command, now)
        case AttemptOutcome.NOT_THIS_TIME:
            return _not_done(step, command, now)
        case _:
            assert_never(command.outcome)


def evolve(happened: AttemptEvent) -> Attempt:
    """The attempt as it is kept; its history is this one event."""
    data = happened.data
    match data:
        case StepCompleted():
            outcome = AttemptOutcome(data.outcome.value)
        case StepNotDone():
            outcome = AttemptOutcome.NOT_THIS_TIME
        case _:
            assert_never(data)
    return Attempt(
        happened.organization,
        happened.participant_id,
        data.attempt_id,
        data.step_id,
        data.goal_id,
        outcome,
        happened.time,
    )


def attempt_id(asked: Asked) -> str:
    """The same command makes the same attempt."""
    return derived_id("attempt", asked.organization, asked.idempotency_key)


def _completed(outcome: Outcome, step: Step, command: RecordAttempt, now: datetime) -> Event[StepCompleted]:
    data = StepCompleted(
        attempt_id=attempt_id(command.asked),
        step_id=step.step_id,
        goal_id=step.goal_id,
        outcome=outcome,
        measured=command.measured,
        effort=command.effort,
        difficulty=step.difficulty,
    )
    return event(
        data,
        organization=command.asked.organization,
        participant_id=step.participant_id,
        time=command.asked.happened_at(now),
        source=SOURCE,
        idempotency_key=command.asked.idempotency_key,
    )


def _not_done(step: Step, command: RecordAttempt, now: datetime) -> Event[StepNotDone]:
    data = StepNotDone(
        attempt_id=attempt_id(command.asked),
        step_id=step.step_id,
        goal_id=step.goal_id,
        measured=command.measured,
        barrier=command.barrier,
        difficulty=step.difficulty,
    )
    return event(
        data,
        organization=command.asked.organization,
        participant_id=step.participant_id,
        time=command.asked.happened_at(now),
        source=SOURCE,
        idempotency_key=command.asked.idempotency_key,
    )
