"""What a participant says on their own pages, sent to checkins, and what came of it.

That checkins is away is an answer, too: trying again under the same key records it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from services.dashboard.released import Refused, Released, Service, ServiceAway
from shared.contracts.codes import EstimateName, Feels
from shared.contracts.vocabulary import RulerKind, Setting

MOST_WORDS = 2_000
"""Characters, as checkins keeps them."""


@dataclass(frozen=True, slots=True)
class DoesNotFit:
    """An estimate is not as it feels."""

    estimate: EstimateName
    feels: Feels
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on a ruler, 0-10, and why it is that much."""

    kind: RulerKind
    value: int
    why: str = ""


@dataclass(frozen=True, slots=True)
class ShortCheckIn:
    """Rulers, each only if it was answered."""

    rulers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class PleaseContactMe:
    """Asking for help."""

    words: str = ""


Saying: TypeAlias = DoesNotFit | ShortCheckIn | PleaseContactMe


@dataclass(frozen=True, slots=True)
class Recorded:
    """It is recorded."""

    saying: Saying


@dataclass(frozen=True, slots=True)
class NotNow:
    """checkins did not answer: whether it was recorded is not known, and trying again with the same key is right."""


@dataclass(frozen=True, slots=True)
class TurnedDown:
    """It cannot be recorded: `code` says why."""

    code: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """Nothing was sent: what makes it an answer is not chosen yet."""


Answer: TypeAlias = Recorded | NotNow | TurnedDown | Lacking


def address_of(saying: Saying, participant_id: str) -> str:
    """Behind `/v1/organizations/{organization}/`."""
    match saying:
        case DoesNotFit():
            return f"participants/{participant_id}/score-answers"
        case ShortCheckIn():
            return f"participants/{participant_id}/check-ins"
        case PleaseContactMe():
            return f"participants/{participant_id}/contact-requests"
        case _:
            assert_never(saying)


def body_of(saying: Saying) -> dict[str, object]:
    """As checkins reads it; words that say nothing are left out."""
    match saying:
        case DoesNotFit(estimate=estimate, feels=feels, words=words):
            return {"estimate": estimate.value, "feels": feels.value, **_words(words)}
        case ShortCheckIn(rulers=rulers):
            answers = [{"kind": one.kind.value, "value": one.value, **_words(one.why, "why")} for one in rulers]
            return {"setting": Setting.CHECK_IN.value, "rulers": answers}
        case PleaseContactMe(words=words):
            return _words(words)
        case _:
            assert_never(saying)


def send(released: Released, participant_id: str, saying: Saying, key: str) -> Answer:
    """Have it recorded. `key` makes trying again harmless."""
    try:
        released.send(Service.CHECKINS, address_of(saying, participant_id), body_of(saying), key=key)
    except ServiceAway:
        return NotNow()
    except Refused as refused:
        return TurnedDown(refused.code)
    return Recorded(saying)


def _words(words: str, name: str = "words") -> dict[str, object]:
    return {name: words} if words.strip() else {}
