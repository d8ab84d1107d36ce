"""A setback is information, not failure; a recovery from it is strength."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from services.checkins.domain.asked import SOURCE, Asked, not_from_the_future
from services.checkins.domain.known import Name, View, goal_name, participant_name, step_name
from services.checkins.domain.refusals import (
    already_recovered,
    invalid,
    unknown_goal,
    unknown_participant,
    unknown_setback,
    unknown_step,
)
from shared.contracts import events
from shared.contracts.envelope import Event, derived_id, event
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Barrier, SetbackKind


@dataclass(frozen=True, slots=True)
class RecordSetback:
    """Record a setback of a participant, perhaps about one step or one goal. `learned_note` is the id of a note."""

    asked: Asked
    participant_id: str
    kind: SetbackKind
    barrier: Barrier | None = None
    plan_used: bool | None = None
    step_id: str | None = None
    goal_id: str | None = None
    learned_note: str | None = None

    @property
    def mentions(self) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        step = (step_name(organization, self.step_id),) if self.step_id else ()
        goal = (goal_name(organization, self.goal_id),) if self.goal_id else ()
        return (participant_name(organization, self.participant_id), *step, *goal)


@dataclass(frozen=True, slots=True)
class RecordRecovery:
    """Record that the participant came back from a setback."""

    asked: Asked
    setback_id: str


@dataclass(frozen=True, slots=True)
class Setback:
    """A setback as it is kept. `difficulty`, 0-10, is that of the step it is about."""

    organization: str
    participant_id: str
    setback_id: str
    kind: SetbackKind
    happened_at: datetime
    difficulty: float | None
    recovered_at: datetime | None = None


def setback_id(asked: Asked) -> str:
    """The same command makes the same setback."""
    return derived_id("setback", asked.organization, asked.idempotency_key)


def _about_a_step_or_a_goal(_: View, command: RecordSetback, __: datetime) -> Problem | None:
    if command.step_id is not None and command.goal_id is not None:
        return invalid("goal_id", "goes without step_id: a step says which goal it serves")
    return None


def _the_participant_is_enrolled(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    return None if view.participant(command.participant_id) else unknown_participant(command.participant_id)


def _the_step_is_theirs(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    if command.step_id is None:
        return None
    step = view.step(command.step_id)
    return None if step and step.participant_id == command.participant_id else unknown_step(command.step_id)


def _the_goal_is_theirs(view: View, command: RecordSetback, _: datetime) -> Problem | None:
    if command.goal_id is None:
        return None
    goal = view.goal(command.goal_id)
    return None if goal and goal.participant_id == command.participant_id else unknown_goal(command.goal_id)


def _no_setback_from_the_future(_: View, command: RecordSetback, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


SETBACK_RULES: tuple[Callable[[View, RecordSetback, datetime], Problem | None], ...] = (
    _about_a_step_or_a_goal,
    _no_setback_from_the_future,
    _the_participant_is_enrolled,
    _the_step_is_theirs,
    _the_goal_is_theirs,
)


def decide_setback(view: View, command: RecordSetback, now: datetime) -> Event[events.Setback] | Problem:
    """What happened, or why it cannot be recorded."""
    for rule in SETBACK_RULES:
        if refusal := rule(view, command, now):
            return refusal
    step = view.step(command.step_id) if command.step_id else None
    data = events.Setback(
        setback_id=setback_id(command.asked),
        kind=command.kind,
        barrier=command.barrier,
        plan_used=command.plan_used,
        goal_id=step.goal_id if step else command.goal_id,
        step_id=command.step_id,
        learned_note=command.learned_note,
    )
    return event(
        data,
        organization=command.asked.organization,
        participant_id=command.participant_id,
        time=command.asked.happened_at(now),
        source=SOURCE,
        idempotency_key=command.asked.idempotency_key,
    )


def _of_the_same_organization(setback: Setback, command: RecordRecovery, _: datetime) -> Problem | None:
    known_here = setback.organization == command.asked.organization
    return None if known_here else unknown_setback(command.setback_id)


def _one_recovery_for_a_setback(setback: Setback, _: RecordRecovery, __: datetime) -> Problem | None:
    return already_recovered(setback.setback_id) if setback.recovered_at else None


def _no_recovery_from_the_future(_: Setback, command: RecordRecovery, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _not_before_the_setback(setback: Setback, command: RecordRecovery, now: datetime) -> Problem | None:
    if command.asked.happened_at(now) < setback.happened_at:
        return invalid("occurred_at", "is before the setback")
    return None


RECOVERY_RULES: tuple[Callable[[Setback, RecordRecovery, datetime], Problem | None], ...] = (
    _of_the_same_organization,
    _one_recovery_for_a_setback,
    _no_recovery_from_the_future,
    _not_before_the_setback,
)


def decide_recovery(
    setback: Setback, command: RecordRecovery, now: datetime
) -> Event[events.SetbackRecovered] | Problem:
    """What happened, or why it cannot be recorded."""
    for rule in RECOVERY_RULES:
        if refusal := rule(setback, command, now):
            return refusal
    return event(
        events.SetbackRecovered(setback_id=setback.setback_id, difficulty=setback.difficulty),
        organization=setback.organization,
        participant_id=setback.participant_id,
        time=command.asked.happened_at(now),
        source=SOURCE,
        idempotency_key=command.asked.idempotency_key,
    )


def begin(view: View, happened: Event[events.Setback]) -> Setback:
    """A new setback as it is kept, with the difficulty of the step it is about: its recovery will need it."""
    data = happened.data
    step = view.step(data.step_id) if data.step_id else None
    difficulty = step.difficulty if step else None
    return Setback(
        happened.organization, happened.participant_id, data.setback_id, data.kind, happened.time, difficulty
    )


def evolve(setback: Setback, happened: Event[events.SetbackRecovered]) -> Setback:
    """The setback after its recovery."""
    return replace(setback, recovered_at=happened.time)
