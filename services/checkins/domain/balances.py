"""A decisional balance: reasons for changing and for staying the same, weighed. Ambivalence is normal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.belonging import enrolment_names, is_enrolled, is_their_goal
from services.checkins.domain.known import Goal, Name, View, name_of
from services.checkins.domain.refusals import invalid
from shared.contracts.envelope import Event
from shared.contracts.events import BalanceEntry, BalanceWeighed
from shared.contracts.problems import Problem


@dataclass(frozen=True, slots=True)
class WeighBalance:
    """Record a balance, perhaps about one goal; an entry's words are in a note."""

    asked: Asked
    participant_id: str
    entries: tuple[BalanceEntry, ...]
    goal_id: str | None = None

    def whose(self, _: View) -> str:
        """The participant."""
        return self.participant_id

    def mentions(self, _: View) -> tuple[Name, ...]:
        """What has to be known to decide."""
        organization = self.asked.organization
        goal = (name_of(Goal, organization, self.goal_id),) if self.goal_id else ()
        return (*enrolment_names(organization, self.participant_id), *goal)


def _each_entry_says_something(_: View, command: WeighBalance, __: datetime) -> Problem | None:
    for place, entry in enumerate(command.entries):
        if entry.weight is None and entry.words_note is None:
            return invalid(f"entries.{place}.weight", "or words must be there: an entry says one of them")
    return None


def _not_from_the_future(_: View, command: WeighBalance, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _the_participant_is_enrolled(view: View, command: WeighBalance, now: datetime) -> Problem | None:
    return is_enrolled(view, command.participant_id, command.asked.happened_at(now))


def _the_goal_is_theirs(view: View, command: WeighBalance, _: datetime) -> Problem | None:
    return is_their_goal(view, command.participant_id, command.goal_id)


RULES: tuple[Callable[[View, WeighBalance, datetime], Problem | None], ...] = (
    _each_entry_says_something,
    _not_from_the_future,
    _the_participant_is_enrolled,
    _the_goal_is_theirs,
)


def decide(view: View, command: WeighBalance, now: datetime) -> Event[BalanceWeighed] | Problem:
    """What was weighed, or why it cannot be recorded."""
    for rule in RULES:
        if refusal := rule(view, command, now):
            return refusal
    data = BalanceWeighed(
        balance_id=command.asked.new_id("balance"), entries=command.entries, goal_id=command.goal_id
    )
    return command.asked.event(data, command.participant_id, now)
