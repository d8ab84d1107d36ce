"""Two who work with a participant, and what they do about reasons for attention."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from services.checkins.domain.asked import Asked
from services.checkins.domain.attending import (
    Attending,
    Release,
    Snooze,
    Take,
    decide_release,
    decide_snooze,
    decide_taking,
)
from services.checkins.domain.attention import AttentionFact, Item, evolve
from services.checkins.domain.known import View
from shared.contracts.codes import AttentionReason, SnoozeReason
from shared.contracts.envelope import Event
from shared.contracts.problems import Problem
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked

KIM, LEE = "kim", "lee"
REASON = AttentionReason.NO_WORD
RAISED = NOON - timedelta(days=2)
RAISED_ANEW = NOON - timedelta(hours=2)
NEXT_WEEK = NOON.date() + timedelta(days=7)


def take(by: str = KIM, raised_at: datetime = RAISED, *, of: str = PARTICIPANT, when: Asked | None = None) -> Take:
    return Take(asked=when or asked(), participant_id=of, reason=REASON, raised_at=raised_at, by=by)


def release(by: str = KIM, raised_at: datetime = RAISED, *, when: Asked | None = None) -> Release:
    return Release(asked=when or asked(), participant_id=PARTICIPANT, reason=REASON, raised_at=raised_at, by=by)


def snooze(
    by: str = KIM, raised_at: datetime = RAISED, *, until: date = NEXT_WEEK, when: Asked | None = None
) -> Snooze:
    return Snooze(
        asked=when or asked(),
        participant_id=PARTICIPANT,
        reason=REASON,
        raised_at=raised_at,
        by=by,
        until=until,
        why=SnoozeReason.TIME_ARRANGED,
        words_note="note-1",
    )


def decided(
    item: Item | None, command: Attending, now: datetime = NOON, view: View = VIEW
) -> Event[AttentionFact] | Problem:
    """What the command leads to."""
    match command:
        case Take():
            return decide_taking(view, item, command, now)
        case Release():
            return decide_release(view, item, command, now)
        case Snooze():
            return decide_snooze(view, item, command, now)
        case _:
            raise AssertionError(command)


def after(*commands: Attending, item: Item | None = None) -> Item:
    """The item after these, none of which is refused."""
    for command in commands:
        happened = decided(item, command)
        assert isinstance(happened, Event), happened
        item = evolve(item, happened)
    assert item is not None
    return item
