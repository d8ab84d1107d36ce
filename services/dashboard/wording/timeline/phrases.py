"""What every story is made of, and the phrases that several kinds of stories use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.dashboard.wording.names import counted
from shared.contracts.codes import Weekday
from shared.contracts.vocabulary import Barrier, Id, RevisionReason, Ruler

OF_TEN = "of 10"
THEIR_WORDS = "What they said"
BARRIER: Mapping[Barrier, str] = {
    Barrier.STIGMA: "stigma",
    Barrier.MONEY: "money",
    Barrier.TIME: "time",
    Barrier.EARLIER_CARE: "earlier experiences with care",
    Barrier.HEALTH: "health",
    Barrier.PEOPLE_AROUND: "people around them",
    Barrier.SOMETHING_ELSE: "something else",
}
REVISED_BECAUSE: Mapping[RevisionReason, str] = {
    RevisionReason.TOO_EASY: "it had become easy",
    RevisionReason.TOO_HARD: "it asked for too much at once",
    RevisionReason.LEARNED_SOMETHING: "they learned something",
    RevisionReason.LIFE_CHANGED: "life changed",
    RevisionReason.SOMETHING_ELSE: "of something else",
}


@dataclass(frozen=True, slots=True)
class Story:
    """One event in words: what it was, and what more is known about it. `mark` repeats the headline for the eye."""

    mark: str
    headline: str
    details: tuple[str, ...] = ()


def said(*answers: tuple[str, Ruler | None]) -> tuple[str, ...]:
    """One sentence for the rulers that were answered: "Importance 8, confidence 6 of 10."."""
    given = [f"{name} {value}" for name, value in answers if value is not None]
    return (f"{', '.join(given).capitalize()} {OF_TEN}.",) if given else ()


def kept(what: str, note: Id | None) -> tuple[str, ...]:
    """That a note holds the participant's own words, which no page of this service can show."""
    return (f"{what} is kept in a note.",) if note else ()


def in_the_way(barrier: Barrier | None) -> tuple[str, ...]:
    """What stood in the way, or is expected to."""
    return (f"What stood in the way: {BARRIER[barrier]}.",) if barrier else ()


def listed(words: Iterable[str]) -> str:
    """Such as "Monday", "Monday and Friday", "Monday, Wednesday and Friday"."""
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def on_weekdays(days: Sequence[Weekday]) -> str:
    """Days of a week in their order: "on Monday and Friday"."""
    return f"on {listed(one.capitalize() for one in Weekday if one in days)}"


def every(days: int) -> str:
    """A rhythm: "every day", "every 3 days"."""
    return "every day" if days == 1 else f"every {counted(days, 'day', 'days')}"


def where_days_count(time_zone: str | None) -> tuple[str, ...]:
    """Whose days are meant, where the participant's own time zone is known."""
    return (f"Days as they are in {time_zone}.",) if time_zone else ()
