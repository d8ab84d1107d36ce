"""A simulated life while it is lived: how ready and confident somebody is today, and what they have begun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from deploy.sample.simulated.commands import Answered, Command
from deploy.sample.simulated.diary import Diary
from deploy.sample.simulated.people import Habit, Person
from shared.contracts.vocabulary import Barrier

T = TypeVar("T")

_PULL = 0.045
"""Share of the way to where somebody settles that a day takes them."""
_EBB = 0.35
"""A day's chance up or down, at the most."""


@dataclass(slots=True)
class Step:
    """A step of the goal, from a day until a day of the program; `weekdays`, or any `days_per_week` days."""

    planned: Command
    starts: int
    due: int
    at_least: int
    difficulty: int
    weekdays: tuple[str, ...] | None
    days_per_week: int | None
    version: int = 1
    resting: bool = False


@dataclass(slots=True)
class Goal:
    """The experiment that is going on, or was the last. `aim` is its place among the program's aims.

    review: the day of the program on which to look back. tried, done: what came of attempts since the last review.
    eased: how many times it was made easier, less those it was made harder.
    """

    made: Command
    aim: int
    review: int
    eased: int = 0
    version: int = 1
    reviews: int = 0
    open: bool = True
    steps: list[Step] = field(default_factory=list)
    plan: Answered | None = None
    tried: int = 0
    done: float = 0.0


@dataclass(slots=True)
class Life:
    """The state of one simulated person; `readiness` and `confidence` are 0-10, and nobody ever sees them."""

    person: Person
    chance: Random
    diary: Diary
    readiness: float
    confidence: float
    joined: int
    value: Command | None = None
    strengths: list[Command] = field(default_factory=list)
    goal: Goal | None = None
    wish: Command | None = None
    supporter: Command | None = None
    setback: Command | None = None
    mistake: tuple[Command, Mapping[str, object]] | None = None
    barrier: Barrier | None = None
    prompts: list[str] = field(default_factory=list)
    once: set[str] = field(default_factory=set)

    def pass_a_day(self) -> None:
        """Readiness and confidence ebb and flow towards where they settle."""
        settles = self.person.settles
        self.readiness = _kept(self.readiness + _PULL * (settles - self.readiness) + self.chance.uniform(-_EBB, _EBB))
        self.confidence = _kept(
            self.confidence + _PULL * (settles - self.confidence) + self.chance.uniform(-_EBB, _EBB)
        )

    def feel(self, by: float) -> None:
        """Confidence moves after something that was done, or was not."""
        self.confidence = _kept(self.confidence + by)

    def happens(self, share: float) -> bool:
        """Whether something comes about that does so in this share of cases."""
        return self.chance.random() < share

    def first_time(self, what: str) -> bool:
        """Whether this is asked for the first time."""
        if what in self.once:
            return False
        self.once.add(what)
        return True

    def has(self, habit: Habit) -> bool:
        """Whether they are somebody who does this."""
        return habit in self.person.habits

    def will_put_right(self, told: Command, **right: object) -> None:
        """If this is the kind of thing that they get wrong, its first telling was wrong, and these are right."""
        if self.person.corrects is told.kind and self.first_time("mistaken"):
            self.mistake = told, right

    def put_right(self) -> None:
        """Say what was wrong again, right."""
        if self.mistake is None:
            return
        (wrong, right), self.mistake = self.mistake, None
        corrected = self.diary.correct(wrong, **right)
        if self.setback is wrong:
            self.setback = corrected

    def one_of(self, choices: Sequence[T]) -> T:
        """Any of them."""
        return self.chance.choice(choices)

    def perhaps(self, words: Sequence[str], share: float = 0.5) -> str | None:
        """Words, or nothing said."""
        return self.chance.choice(words) if self.happens(share) else None

    def rated(self, estimate: float) -> int:
        """An answer on a ruler by somebody who feels about like this."""
        return round(_kept(estimate + self.chance.uniform(-1.2, 1.2)))


def _kept(estimate: float) -> float:
    return min(max(estimate, 0.0), 10.0)
