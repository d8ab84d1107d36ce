"""Seeing to an item of attention: take it, give it back, let it rest. Each is decided on the item as it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from services.checkins.domain.asked import Asked, not_from_the_future
from services.checkins.domain.attention import LIFECYCLE, Item, item_id_of, still_standing
from services.checkins.domain.belonging import has_joined
from services.checkins.domain.days import day_of
from services.checkins.domain.known import Name, Participant, View, name_of
from services.checkins.domain.refusals import invalid, not_yours, taken_by_somebody_else, yours_already
from shared.contracts.codes import AttentionReason, SnoozeReason
from shared.contracts.envelope import FURTHEST_AHEAD, Event
from shared.contracts.events import AttentionReleased, AttentionSnoozed, AttentionTaken
from shared.contracts.problems import Problem

LONGEST_REST = 60
"""Days: after two months somebody looks again."""
OF_THE_ZONES = 1
"""Days by which today elsewhere may be another than in UTC."""
_JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attending:
    """What all of them say: which item, by when it was raised, and who does it."""

    asked: Asked
    participant_id: str
    reason: AttentionReason
    raised_at: datetime
    by: str

    def mentions(self) -> tuple[Name, ...]:
        """What has to be known to decide."""
        return (name_of(Participant, self.asked.organization, self.participant_id),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Take(Attending):
    """See to it from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Attending):
    """Give it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Snooze(Attending):
    """Let it rest until a day; the words are in a note."""

    until: date
    why: SnoozeReason
    words_note: str | None = None


Rule: TypeAlias = Callable[[View, Item | None, Attending, datetime], Problem | None]
SnoozeRule: TypeAlias = Callable[[View, Item | None, Snooze, datetime], Problem | None]


def _not_from_the_future(_: View, __: Item | None, command: Attending, now: datetime) -> Problem | None:
    return not_from_the_future(command.asked, now)


def _it_was_raised(_: View, __: Item | None, command: Attending, now: datetime) -> Problem | None:
    if command.raised_at - now > FURTHEST_AHEAD:
        return invalid("raised_at", "is more than a day ahead")
    return None


def _a_rest_ends_after_today_and_not_much_later(
    _: View, __: Item | None, command: Snooze, now: datetime
) -> Problem | None:
    rest = (command.until - day_of(command.asked.happened_at(now), None)).days
    if not 1 - OF_THE_ZONES <= rest <= LONGEST_REST + OF_THE_ZONES:
        return invalid("until", f"is not a day after today, at most {LONGEST_REST} days ahead")
    return None


def _somebody_who_joined(view: View, _: Item | None, command: Attending, __: datetime) -> Problem | None:
    return has_joined(view, command.participant_id)


def _nobody_else_has_it(_: View, item: Item | None, command: Attending, __: datetime) -> Problem | None:
    standing = still_standing(item, command.raised_at)
    if standing and standing.owner and standing.owner != command.by:
        return taken_by_somebody_else(standing.owner)
    return None


def _it_is_not_theirs_already(_: View, item: Item | None, command: Attending, __: datetime) -> Problem | None:
    standing = still_standing(item, command.raised_at)
    can_be_taken = (standing.status if standing else None, AttentionTaken) in LIFECYCLE
    return None if can_be_taken else yours_already()


def _it_is_theirs(_: View, item: Item | None, command: Attending, __: datetime) -> Problem | None:
    standing = still_standing(item, command.raised_at)
    return None if standing and standing.owner == command.by else not_yours()


def _the_newest_word_is_the_last(_: View, item: Item | None, command: Attending, __: datetime) -> Problem | None:
    # Who reads the events orders them by time: they must say there what was decided here.
    if item and command.asked.occurred_at is not None and command.asked.occurred_at <= item.since:
        return invalid("occurred_at", "is not after what was last said about this")
    return None


OF_ALL: tuple[Rule, ...] = (_not_from_the_future, _it_was_raised)
TAKING: tuple[Rule, ...] = (
    *OF_ALL,
    _somebody_who_joined,
    _nobody_else_has_it,
    _it_is_not_theirs_already,
    _the_newest_word_is_the_last,
)
RELEASING: tuple[Rule, ...] = (*OF_ALL, _somebody_who_joined, _it_is_theirs, _the_newest_word_is_the_last)
SNOOZING: tuple[SnoozeRule, ...] = (
    *OF_ALL,
    _a_rest_ends_after_today_and_not_much_later,
    _somebody_who_joined,
    _nobody_else_has_it,
    _the_newest_word_is_the_last,
)


def decide_taking(view: View, item: Item | None, command: Take, now: datetime) -> Event[AttentionTaken] | Problem:
    """It was taken, or why not."""
    for rule in TAKING:
        if refusal := rule(view, item, command, now):
            return refusal
    raised_at, item_id = _which(item, command)
    data = AttentionTaken(item_id=item_id, reason=command.reason, raised_at=raised_at, by=command.by)
    return command.asked.event(data, command.participant_id, _after(item, now))


def decide_release(
    view: View, item: Item | None, command: Release, now: datetime
) -> Event[AttentionReleased] | Problem:
    """It was given back, or why not."""
    for rule in RELEASING:
        if refusal := rule(view, item, command, now):
            return refusal
    raised_at, item_id = _which(item, command)
    data = AttentionReleased(item_id=item_id, reason=command.reason, raised_at=raised_at, by=command.by)
    return command.asked.event(data, command.participant_id, _after(item, now))


def decide_snooze(view: View, item: Item | None, command: Snooze, now: datetime) -> Event[AttentionSnoozed] | Problem:
    """It rests, or why not."""
    for rule in SNOOZING:
        if refusal := rule(view, item, command, now):
            return refusal
    raised_at, item_id = _which(item, command)
    data = AttentionSnoozed(
        item_id=item_id,
        reason=command.reason,
        raised_at=raised_at,
        by=command.by,
        until=command.until,
        why=command.why,
        words_note=command.words_note,
    )
    return command.asked.event(data, command.participant_id, _after(item, now))


def _which(item: Item | None, command: Attending) -> tuple[datetime, str]:
    """Since when what is spoken of stands, and its id."""
    standing = still_standing(item, command.raised_at)
    raised_at = standing.raised_at if standing else command.raised_at
    return raised_at, item_id_of(command.asked.organization, command.participant_id, command.reason, raised_at)


def _after(item: Item | None, now: datetime) -> datetime:
    """Now, or just after the last word where that one's clock was ahead of this one's."""
    return max(now, item.since + _JUST_AFTER) if item else now
