"""Change talk and sustain talk: the participant's own words for changing and for staying the same, counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled
from services.checkins.domain.known import Name, View
from services.checkins.domain.refusals import invalid
from shared.contracts.envelope import Event
from shared.contracts.events import TalkCounted, TalkCounts
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class CountTalk:
    """Record how often the participant spoke for each side in one session, by kind."""

    asked: Asked
    participant_id: str
    change: TalkCounts
    sustain: TalkCounts

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return enrolment_names(self.asked.organization, self.participant_id)


def _something_was_counted(_: View, command: CountTalk, __: datetime) -> Problem | None:
    if command.change.total + command.sustain.total == 0:
        return invalid("change", "or sustain must count something: a session without a count is not recorded")
    return None


def _not_from_the_future(_: View, command: CountTalk, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: CountTalk, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


RULES: tuple[Callable[[View, CountTalk, datetime], Problem | None], ...] = (
    _something_was_counted,
    _not_from_the_future,
    _the_participant_is_enrolled,
)


def decide(view: View, command: CountTalk, now: datetime) -> Event[TalkCounted] | Problem:
    """What was counted, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = TalkCounted(session_id=command.asked.new_id("session"), change=command.change, sustain=command.sustain)
    return command.asked.event(data, command.participant_id, now)
