"""What coordinators do about reasons for attention: they take one, reach out, let it rest, or give it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from random import Random

from deploy.sample.simulated import words
from deploy.sample.simulated.commands import Command, Kind
from deploy.sample.simulated.diary import By
from deploy.sample.simulated.life import Life
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason

_HOUR = 11
_RAISES = {
    Kind.CONTACT_REQUEST: AttentionReason.ASKED_FOR_CONTACT,
    Kind.SETBACK: AttentionReason.SETBACK_NOT_TALKED_OVER,
}
"""What is said, and the reason for attention that it raises."""
_TAKES = {AttentionReason.ASKED_FOR_CONTACT: 1.0, AttentionReason.SETBACK_NOT_TALKED_OVER: 0.5}
"""Share of them that a coordinator takes; the others wait for the next conversation."""
_AFTER_SILENCE, _BETWEEN_MESSAGES = 15, 7
"""Days: without a word, one more than the program's definition asks for, and from one message to the next."""
_RESTS = 3
"""Days from arranging a time to talking."""
_IN_TURN = (OutreachResult.TIME_ARRANGED, OutreachResult.TALKED, OutreachResult.LEFT_A_MESSAGE)
"""What comes of reaching out; by turns, so that a few people already show each."""
_AFFIRMS = 0.4
"""Share of talks in which an effort is said back."""


@dataclass(slots=True)
class _InHand:
    """An item that was taken, and the day of the program on which to go on with it."""

    raised_at: datetime
    on: int
    arranged: bool = False


class Coordinator:
    """Watches over one person; always the next morning, never while they are on a break."""

    def __init__(self, life: Life, chance: Random) -> None:
        self._life = life
        self._chance = chance
        self._in_hand: dict[AttentionReason, _InHand] = {}
        self._read = 0
        self._turn = life.person.number

    def see_to(self, day: int) -> None:
        """Go on with what is in hand, then take what was raised since."""
        self._life.diary.turn_to(day, _HOUR)
        for reason, item in list(self._in_hand.items()):
            if item.on <= day:
                self._reach_out(day, reason, item)
        for said in self._said_since():
            raised = _RAISES.get(said.kind)
            if raised and raised not in self._in_hand and self._chance.random() < _TAKES[raised]:
                self._take(raised, said.at, day + 1)

    def reach_into_silence(self, day: int, silent_for: int) -> None:
        """In a long silence: a message now and then, and time to answer it."""
        waited = silent_for - _AFTER_SILENCE
        if waited < 0 or waited % _BETWEEN_MESSAGES:
            return
        self._life.diary.turn_to(day, _HOUR)
        reason = AttentionReason.NO_WORD
        item = self._in_hand.get(reason) or self._take(reason, self._life.diary.now, day)
        self._say_outreach(OutreachResult.LEFT_A_MESSAGE, ())
        self._let_rest(day + _BETWEEN_MESSAGES, reason, item, SnoozeReason.WAITING_FOR_SOMETHING)

    def hand_over(self) -> None:
        """They move to another site: whoever is there takes what is left."""
        for reason, item in self._in_hand.items():
            self._give_back(reason, item)
        self._in_hand.clear()

    def _said_since(self) -> Iterator[Command]:
        commands = self._life.diary.commands
        new, self._read = commands[self._read :], len(commands)
        yield from new

    def _take(self, reason: AttentionReason, raised_at: datetime, on: int) -> _InHand:
        item = self._in_hand[reason] = _InHand(raised_at, on)
        self._about(Kind.TAKING, reason, item)
        return item

    def _reach_out(self, day: int, reason: AttentionReason, item: _InHand) -> None:
        result = OutreachResult.TALKED if item.arranged else _IN_TURN[self._turn % len(_IN_TURN)]
        self._turn += 1
        match result:
            case OutreachResult.TALKED:
                self._say_outreach(result, (reason,))
                if self._chance.random() < _AFFIRMS:
                    said = {"words": self._chance.choice(words.AFFIRMATIONS)}
                    self._life.diary.say(Kind.AFFIRMATION, said, by=By.COORDINATOR)
                del self._in_hand[reason]
            case OutreachResult.TIME_ARRANGED:
                self._say_outreach(result, ())
                self._let_rest(day + _RESTS, reason, item, SnoozeReason.TIME_ARRANGED)
                item.arranged = True
            case _:
                self._say_outreach(result, ())
                self._give_back(reason, item)
                del self._in_hand[reason]

    def _say_outreach(self, result: OutreachResult, about: tuple[AttentionReason, ...]) -> None:
        said = {
            "channel": self._chance.choice(list(OutreachChannel)).value,
            "result": result.value,
            "about": [reason.value for reason in about] or None,
            "words": self._chance.choice(words.REACHED_OUT) if self._chance.random() < 0.5 else None,
        }
        told = self._life.diary.say(Kind.OUTREACH, said, by=By.COORDINATOR)
        self._life.will_put_right(told, channel=OutreachChannel.CALL.value)

    def _let_rest(self, day: int, reason: AttentionReason, item: _InHand, why: SnoozeReason) -> None:
        item.on = day
        until = self._life.diary.date(day).isoformat()
        said = {"until": until, "why": why.value, "words": self._chance.choice((*words.RESTS, None))}
        self._about(Kind.REST, reason, item, said)

    def _give_back(self, reason: AttentionReason, item: _InHand) -> None:
        self._about(Kind.GIVING_BACK, reason, item)

    def _about(
        self, kind: Kind, reason: AttentionReason, item: _InHand, said: dict[str, str | None] | None = None
    ) -> None:
        raised = {"raised_at": item.raised_at.isoformat()}
        self._life.diary.say(kind, {**raised, **(said or {})}, by=By.COORDINATOR, reason=reason)
