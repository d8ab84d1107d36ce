"""The agenda: what a participant wants to talk about next time, until it was talked over.

stateDiagram-v2
    [*] --> wished: agenda-wished
    wished --> talked-over: agenda-talked-over
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias, assert_never

from services.goals.domain.asked import Asked, event_of, not_from_the_future
from services.goals.domain.history import Transitions, status_after
from shared.contracts.envelope import Event
from shared.contracts.events import AgendaTalkedOver, AgendaWished
from shared.contracts.problems import Problem

WishFact: TypeAlias = AgendaWished | AgendaTalkedOver


class WishStatus(StrEnum):
    """How a wish stands."""

    WISHED = "wished"
    TALKED_OVER = "talked-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Something to talk about; the words are in the note. `talked_over_at`: None while it waits."""

    wish_id: str
    organization: str
    participant_id: str
    wished_at: datetime
    words_note: str | None
    talked_over_at: datetime | None = None

    @property
    def status(self) -> WishStatus:
        """How it stands."""
        return WishStatus.WISHED if self.talked_over_at is None else WishStatus.TALKED_OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class WishFor(Asked):
    """Put something on the agenda."""

    wish_id: str
    participant_id: str
    words_note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkOver(Asked):
    """It was talked over."""

    wish_id: str


WishCommand: TypeAlias = WishFor | TalkOver

LIFECYCLE: Transitions[WishStatus] = {
    (None, AgendaWished): WishStatus.WISHED,
    (WishStatus.WISHED, AgendaTalkedOver): WishStatus.TALKED_OVER,
}


def unknown_wish(wish_id: str) -> Problem:
    """No such wish in this organization."""
    return Problem(
        404, "unknown-wish", f"There is no wish {wish_id} here.", "Use the wish_id that putting it down answered."
    )


def already_talked_over(wish_id: str) -> Problem:
    """It is off the agenda."""
    return Problem(
        409,
        "already-talked-over",
        f"The wish {wish_id} was talked over before.",
        "Nothing is left to do; to talk about it again, put it on the agenda again.",
    )


def decide(wish: Wish | None, command: WishCommand, now: datetime) -> Event[WishFact] | Problem:
    """The event that follows, or why not."""
    if refusal := not_from_the_future(command, now):
        return refusal
    fact: WishFact
    match command:
        case WishFor():
            participant_id = command.participant_id
            fact = AgendaWished(wish_id=command.wish_id, words_note=command.words_note)
        case TalkOver():
            if wish is None or wish.organization != command.organization:
                return unknown_wish(command.wish_id)
            if (wish.status, AgendaTalkedOver) not in LIFECYCLE:
                return already_talked_over(command.wish_id)
            participant_id, fact = wish.participant_id, AgendaTalkedOver(wish_id=wish.wish_id)
        case _:
            assert_never(command)
    return event_of(fact, command, participant_id, command.happened_at(now))


def evolve(wish: Wish | None, happened: Event[WishFact]) -> Wish:
    """The wish after the event. Raises BrokenHistory when it cannot come next."""
    fact = happened.data
    status_after(LIFECYCLE, wish.status if wish else None, happened)
    match fact:
        case AgendaWished():
            return Wish(
                wish_id=fact.wish_id,
                organization=happened.organization,
                participant_id=happened.participant_id,
                wished_at=happened.time,
                words_note=fact.words_note,
            )
        case AgendaTalkedOver():
            assert wish is not None  # noqa: S101 - so has the lifecycle
            return replace(wish, talked_over_at=happened.time)
        case _:
            assert_never(fact)
