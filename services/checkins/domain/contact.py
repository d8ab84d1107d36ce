"""What a participant asks of those who work with them: "please contact me", and "that score does not fit".

Neither needs an enrolment that still lasts: asking for help is courage, after a program as well. Who waits to be
contacted need not ask again; what they say in words besides is recorded all the same, so that nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import has_joined
from services.checkins.domain.known import Name, Participant, View, name_of
from services.checkins.domain.refusals import asked_already
from services.checkins.domain.waiting import SoFar
from shared.contracts.codes import EstimateName, Feels
from shared.contracts.envelope import Event, derived_id
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


def _it_says_more_than_what_waits(so_far: SoFar, command: RequestContact) -> Problem | None:
    since = so_far.waits_since(command.asked.occurred_at)
    return (
        asked_already(f"{since.astimezone(UTC):%Y-%m-%d %H:%M} UTC") if since and command.words_note is None else None
    )


RULES: tuple[Callable[[View, RequestContact | AnswerScore, datetime], Problem | None], ...] = (
    _not_from_the_future,
    _somebody_who_joined,
)


def decide_request(
    so_far: SoFar, view: View, command: RequestContact, now: datetime
) -> Event[ContactRequested] | Problem:
    """What was asked, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    if refusal := _it_says_more_than_what_waits(so_far, command):
        return refusal
    data = ContactRequested(request_id=_id_of(so_far, command), words_note=command.words_note)
    return command.asked.event(data, command.participant_id, now)


def _id_of(so_far: SoFar, command: RequestContact) -> str:
    """Without words it is the same for all that are decided at the same time: one of them is recorded."""
    if command.words_note is not None:
        return command.asked.new_id("contact-request")
    names = (command.asked.organization, command.participant_id, str(so_far.requests))
    return derived_id("contact-request", *names)


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
