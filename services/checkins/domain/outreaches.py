"""Outreach: somebody who works with the participant reached out, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import has_joined
from services.checkins.domain.known import Name, Participant, View, name_of
from services.checkins.domain.refusals import invalid
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult
from shared.contracts.envelope import Event
from shared.contracts.events import OutreachMade
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class RecordOutreach:
    """Record that `by` reached out; `about`: which reasons were talked over. The words are in a note.

    It needs no enrolment that still lasts: who asks for contact after a program is reached, too.
    """

    asked: Asked
    participant_id: str
    by: str
    channel: OutreachChannel
    result: OutreachResult
    about: tuple[AttentionReason, ...] = ()
    words_note: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return (name_of(Participant, self.asked.organization, self.participant_id),)


def _nothing_is_talked_over_alone(_: View, command: RecordOutreach, __: datetime) -> Problem | None:
    if command.about and command.result is not OutreachResult.TALKED:
        return invalid("about", "goes with the result talked: nothing was talked over otherwise")
    return None


def _not_from_the_future(_: View, command: RecordOutreach, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _somebody_who_joined(view: View, command: RecordOutreach, _: datetime) -> Problem | None:
    return has_joined(view, command.participant_id)


RULES: tuple[Callable[[View, RecordOutreach, datetime], Problem | None], ...] = (
    _nothing_is_talked_over_alone,
    _not_from_the_future,
    _somebody_who_joined,
)


def decide(view: View, command: RecordOutreach, now: datetime) -> Event[OutreachMade] | Problem:
    """What was done, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = OutreachMade(
        outreach_id=command.asked.new_id("outreach"),
        by=command.by,
        channel=command.channel,
        result=command.result,
        about=tuple(reason for reason in AttentionReason if reason in command.about),
        words_note=command.words_note,
    )
    return command.asked.event(data, command.participant_id, now)
