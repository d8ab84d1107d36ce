"""A check-in: a regular short contact with rulers, a stage of change or a mood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import SOURCE, Asked, not_from_the_future
from services.checkins.domain.known import Name, View, goal_name, participant_name
from services.checkins.domain.refusals import invalid, unknown_goal, unknown_participant
from shared.contracts.envelope import Event, derived_id, event
from shared.contracts.events import CheckedIn, RulerAnswer
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Mood, Setting, Stage


@dataclass(frozen=True, slots=True)
class RecordCheckIn:
    """Record what a participant said at a check-in or in a session; what was not asked stays unsaid."""

    asked: Asked
    participant_id: str
    setting: Setting
    rulers: tuple[RulerAnswer, ...] = ()
    stage: Stage | None = None
    mood: Mood | None = None

    @property
    def mentions(self) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        goals = (goal_name(organization, ruler.goal_id) for ruler in self.rulers if ruler.goal_id)
        return (participant_name(organization, self.participant_id), *dict.fromkeys(goals))


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A check-in as it is kept."""

    organization: str
    participant_id: str
    checkin_id: str
    setting: Setting
    happened_at: datetime


def checkin_id(asked: Asked) -> str:
    """The same command makes the same check-in."""
    return derived_id("check-in", asked.organization, asked.idempotency_key)


def _something_was_said(_: View, command: RecordCheckIn, __: datetime) -> Problem | None:
    if not command.rulers and command.stage is None and command.mood is None:
        return invalid("rulers", "or stage or mood must be there: a check-in says at least one of them")
    return None


def _each_ruler_once(_: View, command: RecordCheckIn, __: datetime) -> Problem | None:
    seen: set[tuple[str, str | None]] = set()
    for place, ruler in enumerate(command.rulers):
        if (ruler.kind, ruler.goal_id) in seen:
            return invalid(f"rulers.{place}.kind", "is there twice for the same goal")
        seen.add((ruler.kind, ruler.goal_id))
    return None


def _not_from_the_future(_: View, command: RecordCheckIn, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: RecordCheckIn, _: datetime) -> Problem | None:
    return None if view.participant(command.participant_id) else unknown_participant(command.participant_id)


def _the_goals_are_theirs(view: View, command: RecordCheckIn, _: datetime) -> Problem | None:
    for ruler in command.rulers:
        if ruler.goal_id is None:
            continue
        goal = view.goal(ruler.goal_id)
        if goal is None or goal.participant_id != command.participant_id:
            return unknown_goal(ruler.goal_id)
    return None


RULES: tuple[Callable[[View, RecordCheckIn, datetime], Problem | None], ...] = (
    _something_was_said,
    _each_ruler_once,
    _not_from_the_future,
    _the_participant_is_enrolled,
    _the_goals_are_theirs,
)


def decide(view: View, command: RecordCheckIn, now: datetime) -> Event[CheckedIn] | Problem:
    """What happened, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = CheckedIn(
        checkin_id=checkin_id(command.asked),
        setting=command.setting,
        rulers=command.rulers,
        stage=command.stage,
        mood=command.mood,
    )
    return event(
        data,
        organization=command.asked.organization,
        participant_id=command.participant_id,
        time=command.asked.happened_at(now),
        source=SOURCE,
        idempotency_key=command.asked.idempotency_key,
    )


def evolve(happened: Event[CheckedIn]) -> CheckIn:
    """The check-in as it is kept; its history is this one event."""
    data = happened.data
    return CheckIn(happened.organization, happened.participant_id, data.checkin_id, data.setting, happened.time)
