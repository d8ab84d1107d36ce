"""What a visitor did a moment ago, until the projection shows it: their desk.

A projection follows what was recorded within a second or so. Until then a page shows it as it was answered; after
KEPT_FOR the projection alone is right again, whatever it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import uuid4

from services.dashboard.acting.commands import Affirmation, Command, GiveBack, Outreach, Rest, Take
from services.dashboard.acting.sending import TAKEN, Answer, NotNow, Recorded, TurnedDown
from services.dashboard.identity import Identity
from shared.contracts.attention import Attention

KEPT_FOR = timedelta(seconds=60)
"""How long what was done is shown as it was answered, and what was said about it stays."""


@dataclass(frozen=True, slots=True)
class Told:
    """`by` did this about a participant, as checkins answered."""

    participant_id: str
    command: Command
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Desk:
    """What one visitor is doing: what is recorded, the newest last, what came of the last thing they did about each
    participant, and under which keys what has had no answer yet is tried again.
    """

    identity: Identity
    told: tuple[Told, ...] = ()
    answers: dict[str, tuple[Answer, datetime]] = field(default_factory=dict)
    keys: dict[tuple[str, tuple[Command, ...]], str] = field(default_factory=dict)

    def key_for(self, participant_id: str, commands: tuple[Command, ...]) -> str:
        """The same until there is an answer: trying again is the same command."""
        return self.keys.setdefault((participant_id, commands), uuid4().hex)

    def after(self, participant_id: str, commands: tuple[Command, ...], answer: Answer, now: datetime) -> Desk:
        """The desk once that was answered."""
        me = self.identity.id
        recent = tuple(one for one in self.told if now - one.at < KEPT_FOR)
        keys = dict(self.keys)
        if not isinstance(answer, NotNow):
            keys.pop((participant_id, commands), None)
        match answer:
            case Recorded():
                recent += tuple(Told(participant_id, command, me, now) for command in answer.commands)
            case TurnedDown(command=Take() | Rest() as command, code=code, owner=owner) if code == TAKEN and owner:
                theirs = Take(command.reason, command.raised_at)
                recent += (Told(participant_id, theirs, owner, now),)
            case TurnedDown() | NotNow():
                pass
            case _:
                assert_never(answer)
        answers = {who: said for who, said in self.answers.items() if now - said[1] < KEPT_FOR}
        return replace(self, told=recent, answers={**answers, participant_id: (answer, now)}, keys=keys)

    def answer(self, participant_id: str, now: datetime) -> Answer | None:
        """What came of the last thing that they did about the participant a moment ago."""
        answer, at = self.answers.get(participant_id, (None, now))
        return answer if now - at < KEPT_FOR else None

    def as_told(self, participant_id: str, attention: Sequence[Attention], now: datetime) -> tuple[Attention, ...]:
        """The reasons with what was done about them a moment ago; what was raised anew since is untouched."""
        recent = [one for one in self.told if one.participant_id == participant_id and now - one.at < KEPT_FOR]
        shown = list(attention)
        for one in recent:
            shown = [_with(item, one) for item in shown]
        return tuple(shown)


def _with(item: Attention, told: Told) -> Attention:
    command = told.command
    match command:
        case Outreach() | Affirmation():
            return item
        case Take() | GiveBack() | Rest() if command.reason is not item.reason or item.since > command.raised_at:
            return item
        case Take():
            return replace(item, owner=told.by)
        case GiveBack():
            return replace(item, owner=None)
        case Rest():
            return replace(item, rests_until=command.until)
        case _:
            assert_never(command)
