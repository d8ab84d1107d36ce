"""What a participant asks of those who work with them: "please contact me", and "that score does not fit".

Neither needs an enrolment that still lasts: asking for help is courage, after a program as well.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import has_joined
from services.checkins.domain.known import Name, Participant, View, name_of
from shared.contracts.codes import EstimateName, Feels
from shared.contracts.envelope import Event
from shared.contracts.events import ContactRequested, ScoreQuestioned
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class RequestContact:
    """Ask to be contacted; the words are in a note."""

    asked: Asked
    participant_id: str
    words_note: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return (name_of(Participant, self.asked.organization, self.participant_id),)


@dataclass(frozen=True, slots=True)
class AnswerScore:
    """Say that an estimate does not fit, and how; the words are in a note."""

    asked: Asked
    participant_id: str
    estimate: EstimateName
    feels: Feels | None = None
    words_note: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return (name_of(Participant, self.asked.organization, self.participant_id),)


def _not_from_the_future(_: View, command: RequestContact | AnswerScore, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _somebody_who_joined(view: View, command: RequestContact | AnswerScore, _: datetime) -> Problem | None:
    return has_joined(view, command.participant_id)


RULES: tuple[Callable[[View, RequestContact | AnswerScore, datetime], Problem | None], ...] = (
    _not_from_the_future,
    _somebody_who_joined,
)


def decide_request(view: View, command: RequestContact, now: datetime) -> Event[ContactRequested] | Problem:
    """What was asked, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = ContactRequested(request_id=command.asked.new_id("contact-request"), words_note=command.words_note)
    return command.asked.event(data, command.participant_id, now)


def decide_answer(view: View, command: AnswerScore, now: datetime) -> Event[ScoreQuestioned] | Problem:
    """What was answered, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = ScoreQuestioned(
        answer_id=command.asked.new_id("score-answer"),
        estimate=command.estimate,
        feels=command.feels,
        words_note=command.words_note,
    )
    return command.asked.event(data, command.participant_id, now)
