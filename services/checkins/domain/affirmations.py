"""What encourages: an affirmation, and a clinician's own confidence in the participant, which is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled, is_their_strength
from services.checkins.domain.known import Name, Strength, View, name_of
from services.checkins.domain.refusals import invalid
from shared.contracts.envelope import Event
from shared.contracts.events import Affirmed, ClinicianConfidenceRated
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class Affirm:
    """Record that a strength or an effort was said back to the participant; the words are in a note."""

    asked: Asked
    participant_id: str
    strength_id: str | None = None
    words_note: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        strength = (name_of(Strength, organization, self.strength_id),) if self.strength_id else ()
        return (*enrolment_names(organization, self.participant_id), *strength)


@dataclass(frozen=True, slots=True)
class RateConfidence:
    """Record a clinician's own confidence in the participant, 0-10."""

    asked: Asked
    participant_id: str
    value: int

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return enrolment_names(self.asked.organization, self.participant_id)


def _it_names_a_strength_or_says_something(_: View, command: Affirm, __: datetime) -> Problem | None:
    if command.strength_id is None and command.words_note is None:
        return invalid("strength_id", "or words must be there: an affirmation says one of them")
    return None


def _the_strength_is_theirs(view: View, command: Affirm, _: datetime) -> Problem | None:
    return is_their_strength(view, command.participant_id, command.strength_id)


def _not_from_the_future(_: View, command: Affirm | RateConfidence, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: Affirm | RateConfidence, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


AFFIRMATION_RULES: tuple[Callable[[View, Affirm, datetime], Problem | None], ...] = (
    _it_names_a_strength_or_says_something,
    _not_from_the_future,
    _the_participant_is_enrolled,
    _the_strength_is_theirs,
)
CONFIDENCE_RULES: tuple[Callable[[View, RateConfidence, datetime], Problem | None], ...] = (
    _not_from_the_future,
    _the_participant_is_enrolled,
)


def decide_affirmation(view: View, command: Affirm, now: datetime) -> Event[Affirmed] | Problem:
    """What was affirmed, or why it cannot be recorded."""
    for rule in AFFIRMATION_RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = Affirmed(
        affirmation_id=command.asked.new_id("affirmation"),
        strength_id=command.strength_id,
        words_note=command.words_note,
    )
    return command.asked.event(data, command.participant_id, now)


def decide_confidence(
    view: View, command: RateConfidence, now: datetime
) -> Event[ClinicianConfidenceRated] | Problem:
    """What was rated, or why it cannot be recorded."""
    for rule in CONFIDENCE_RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = ClinicianConfidenceRated(rating_id=command.asked.new_id("clinician-confidence"), value=command.value)
    return command.asked.event(data, command.participant_id, now)
