"""Simulated people: numbers with a path through the program and a few habits, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from deploy.sample.simulated.commands import Kind
from deploy.sample.simulated.definition import DAYS, SITES


class Path(StrEnum):
    """How somebody goes through the program."""

    STEADY = "steady"
    WAVERING = "wavering"
    PAUSING = "pausing"
    RETURNING = "returning"
    MOVING = "moving"
    QUIET = "quiet"
    RELUCTANT = "reluctant"
    LEAVING = "leaving"


class Habit(StrEnum):
    """What only some people do."""

    HAS_SUPPORTER = "has-supporter"
    ENDS_SUPPORT = "ends-support"
    ASKS_FOR_CONTACT = "asks-for-contact"
    ANSWERS_SCORES = "answers-scores"
    SAYS_TWICE = "says-twice"
    DECLINES_FIRST = "declines-first"
    REVISITS_VALUES = "revisits-values"
    RESTS_A_STEP = "rests-a-step"


_PATHS = (
    Path.WAVERING,
    Path.PAUSING,
    Path.RETURNING,
    Path.MOVING,
    Path.QUIET,
    Path.STEADY,
    Path.RELUCTANT,
    Path.LEAVING,
    Path.STEADY,
    Path.WAVERING,
)
"""In turn, so that a few people already show every path."""
_CORRECTED = (Kind.ATTEMPT, Kind.OUTREACH, Kind.CHECK_IN, Kind.BALANCE, Kind.SETBACK, Kind.TALK_COUNT, None)
"""In turn: what somebody will once say right. 7 and 10 have no common factor, so paths and these mix."""
_HOW_MANY = {
    Habit.HAS_SUPPORTER: 0.4,
    Habit.ENDS_SUPPORT: 0.3,
    Habit.ASKS_FOR_CONTACT: 0.25,
    Habit.ANSWERS_SCORES: 0.3,
    Habit.SAYS_TWICE: 0.2,
    Habit.DECLINES_FIRST: 0.25,
    Habit.REVISITS_VALUES: 0.5,
    Habit.RESTS_A_STEP: 0.2,
}
"""Shares of people."""
_SETTLES = {
    Path.STEADY: 8.2,
    Path.WAVERING: 6.2,
    Path.PAUSING: 7.2,
    Path.RETURNING: 6.6,
    Path.MOVING: 7.4,
    Path.QUIET: 6.2,
    Path.RELUCTANT: 4.8,
    Path.LEAVING: 4.6,
}
"""Where readiness and confidence drift to, 0-10."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days of the program, counted from 0: from `first` until before `end`."""

    first: int
    end: int

    def __contains__(self, day: int) -> bool:
        return self.first <= day < self.end


NEVER = Stretch(0, 0)


@dataclass(frozen=True, slots=True)
class Person:
    """Who somebody is before their course begins. All days are counted from the program's first, which is 0.

    readiness and confidence, 0-10, are where they begin; `settles` is where these drift to. away: paused, or left and
    not yet back. silent: not a word. leaves: for good. moves: to `next_site`.
    """

    number: int
    path: Path
    site: str
    next_site: str
    joins: int
    readiness: float
    confidence: float
    settles: float
    habits: frozenset[Habit]
    corrects: Kind | None
    away: Stretch = NEVER
    silent: Stretch = NEVER
    moves: int = DAYS
    leaves: int = DAYS


def person_of(number: int, seed: int) -> Person:
    """The person of that number, from 1 up: always the same for the same seed."""
    chance = Random(f"{seed}/{number}/person")  # noqa: S311 - a simulation, not a secret
    path = _PATHS[(number - 1) % len(_PATHS)]
    site, next_site = chance.sample(sorted(SITES), 2)
    middle = chance.randrange(30, 44)
    return Person(
        number=number,
        path=path,
        site=site,
        next_site=next_site,
        joins=chance.randrange(7),
        readiness=chance.uniform(2.0, 5.0),
        confidence=chance.uniform(2.5, 5.5),
        settles=_SETTLES[path] + chance.uniform(-0.6, 0.6),
        habits=frozenset(habit for habit in Habit if chance.random() < _HOW_MANY[habit]),
        corrects=_CORRECTED[(number - 1) % len(_CORRECTED)],
        away=_away(path, middle, chance),
        silent=Stretch(middle, chance.choice((middle + 21, DAYS))) if path is Path.QUIET else NEVER,
        moves=middle if path is Path.MOVING else DAYS,
        leaves=middle + 10 if path is Path.LEAVING else DAYS,
    )


def _away(path: Path, middle: int, chance: Random) -> Stretch:
    match path:
        case Path.PAUSING:
            return Stretch(middle, middle + chance.randrange(7, 15))
        case Path.RETURNING:
            return Stretch(middle, middle + chance.randrange(10, 25))
        case _:
            return NEVER
