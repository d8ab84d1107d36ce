"""A check-in: a regular short contact with rulers, a stage of change, a mood, a journaling prompt, a concern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled, is_their_goal
from services.checkins.domain.known import Goal, Name, Participant, View, name_of
from services.checkins.domain.refusals import invalid
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn, RulerAnswer
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Mood, Setting, Stage


@dataclass(frozen=True, slots=True)
class RecordCheckIn:
    """Record what a participant said at a check-in or in a session; what was not asked stays unsaid.

    `prompt`: the journaling prompt that was offered. `..._note`: the ids of notes.
    """

    asked: Asked
    participant_id: str
    setting: Setting
    rulers: tuple[RulerAnswer, ...] = ()
    stage: Stage | None = None
    mood: Mood | None = None
    prompt: str | None = None
    journal_note: str | None = None
    concern_note: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        goals = (name_of(Goal, organization, ruler.goal_id) for ruler in self.rulers if ruler.goal_id)
        return (*enrolment_names(organization, self.participant_id), *dict.fromkeys(goals))


def _something_was_said(_: View, command: RecordCheckIn, __: datetime) -> Problem | None:
    said = (command.stage, command.mood, command.journal_note, command.concern_note)
    if not command.rulers and said == (None,) * len(said):
        return invalid("rulers", "or stage, mood, journal or concern must be there: a check-in says one of them")
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


def _the_participant_is_enrolled(view: View, command: RecordCheckIn, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


def _the_goals_are_theirs(view: View, command: RecordCheckIn, _: datetime) -> Problem | None:
    for ruler in command.rulers:
        if refusal := is_their_goal(view, command.participant_id, ruler.goal_id):
            return refusal
    return None


def _the_program_has_the_prompt(view: View, command: RecordCheckIn, _: datetime) -> Problem | None:
    participant = view.find(Participant, command.participant_id)
    if command.prompt is not None and participant is not None and command.prompt not in participant.prompts:
        return invalid("prompt", "is not a journaling prompt of the participant's program")
    return None


RULES: tuple[Callable[[View, RecordCheckIn, datetime], Problem | None], ...] = (
    _something_was_said,
    _each_ruler_once,
    _not_from_the_future,
    _the_participant_is_enrolled,
    _the_goals_are_theirs,
    _the_program_has_the_prompt,
)


def decide(view: View, command: RecordCheckIn, now: datetime) -> Event[CheckedIn] | Problem:
    """What happened, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = CheckedIn(
        checkin_id=command.asked.new_id("check-in"),
        setting=command.setting,
        rulers=command.rulers,
        stage=command.stage,
        mood=command.mood,
        prompt=command.prompt,
        journal_note=command.journal_note,
        concern_note=command.concern_note,
    )
    return command.asked.event(data, command.participant_id, now)
