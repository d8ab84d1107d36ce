"""What was tried, and the days of the last six weeks: days as they are for the participant.

An unknown day stays empty: it is not "not this time".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from zoneinfo import ZoneInfo

from shared.contracts.envelope import CareEvent
from shared.contracts.events import StepCompleted, StepNotDone, StepPlanned, StepRevised
from shared.contracts.vocabulary import Outcome

WEEKS = 6
DAYS_IN_A_WEEK = 7


class Tried(StrEnum):
    """What came of an attempt."""

    DONE = "done"
    PARTLY = "partly"
    NOT_THIS_TIME = "not-this-time"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt at a step."""

    step_id: str
    goal_id: str
    at: datetime
    tried: Tried


@dataclass(frozen=True, slots=True)
class Entry:
    """An attempt on a day, by the number of its step."""

    step: int
    tried: Tried


@dataclass(frozen=True, slots=True)
class Day:
    """A day and what was said of it, step by step. `ahead`: it has not come yet."""

    on: date
    entries: Sequence[Entry]
    ahead: bool = False


def attempts_in(events: Iterable[CareEvent], taken_back: Iterable[str] = ()) -> list[Attempt]:
    """The attempts among these events that were not taken back, the oldest first."""
    gone = frozenset(taken_back)
    found = [
        Attempt(event.data.step_id, event.data.goal_id, event.time, _tried(event.data))
        for event in events
        if isinstance(event.data, StepCompleted | StepNotDone) and event.id not in gone
    ]
    return sorted(found, key=lambda attempt: attempt.at)


def day_there(at: datetime, plan: StepPlanned | StepRevised | None, site: tzinfo | None) -> date:
    """The day that it was where the step's days count: its own zone, else the site's."""
    there = ZoneInfo(plan.time_zone) if plan and plan.time_zone else site
    return at.astimezone(there).date()


def first_day(today: date, begins: int) -> date:
    """The first of the six weeks that end with the one of `today`; weeks begin on weekday `begins` (Monday: 0)."""
    return today - timedelta(days=(today.weekday() - begins) % DAYS_IN_A_WEEK + DAYS_IN_A_WEEK * (WEEKS - 1))


def six_weeks(entries: Mapping[date, Sequence[Entry]], today: date, begins: int) -> list[list[Day]]:
    """Rows of seven days; the last row has today. What lies outside of them is left out."""
    first = first_day(today, begins)
    days = [first + timedelta(days=n) for n in range(WEEKS * DAYS_IN_A_WEEK)]
    told = [Day(on, tuple(entries.get(on, ())), ahead=on > today) for on in days]
    return [told[n : n + DAYS_IN_A_WEEK] for n in range(0, len(told), DAYS_IN_A_WEEK)]


def _tried(data: StepCompleted | StepNotDone) -> Tried:
    if isinstance(data, StepNotDone):
        return Tried.NOT_THIS_TIME
    return Tried.DONE if data.outcome is Outcome.DONE else Tried.PARTLY
