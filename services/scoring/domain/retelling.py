"""Everything a page tells of a participant's estimates over time, out of their events."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from services.scoring.domain.answers import Answer, Talk, answers_in, talk_in
from services.scoring.domain.history import (
    Band,
    Change,
    Journey,
    Weighed,
    band,
    change,
    ends_of_days,
    journey_of,
    start_of_days,
    window_start,
)
from shared.contracts.envelope import CareEvent
from shared.contracts.estimates import readiness, self_efficacy
from shared.contracts.events import CareData, CheckedIn, TalkCounted

MOST_MOVES = 50
"""Events that moved an estimate, listed at the most: the newest."""
MOST_ANSWERS = 5_000
"""Ruler answers listed at the most, and counts of talk: the newest. Seven a day for two years."""
_MINUTE_US = 60_000_000

T = TypeVar("T")


class Point(NamedTuple):
    """Both estimates at a moment; None while there is not enough recent information."""

    us: int
    readiness: Band | None
    self_efficacy: Band | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to know, at `now_us`: points of so many days, and what moved the estimates since when.

    seen: the types of events that they may see.
    """

    now_us: int
    days: int
    since_us: int
    seen: Collection[type[CareData]]


@dataclass(frozen=True, slots=True)
class History:
    """See the module. Times are microseconds since 1970.

    points: the end of each day, the last one is `until_us`: now to the minute, so that who asks again soon gets the
    same answer, or the newest event. Both changes are over the window from `since_us` to `until_us`; so are `moves`,
    the newest first. `rulers` and `talk`, in order, are those of the days asked, and None for who may not see them.
    """

    heard_us: int | None
    points: Sequence[Point]
    since_us: int
    until_us: int
    readiness: Change
    self_efficacy: Change
    moves: Sequence[Weighed]
    rulers: Sequence[Answer] | None
    talk: Sequence[Talk] | None


def retold(events: Sequence[CareEvent], asked: Asked) -> History | None:
    """The history that a participant's events, in their order, make; None when there are none."""
    journey = journey_of(events)
    if journey is None:
        return None
    until_us = max(asked.now_us - asked.now_us % _MINUTE_US, journey.newest_us)
    recent = _recent(journey, start_of_days(until_us, asked.days), asked.seen)
    return History(
        heard_us=journey.heard_us,
        points=[_point(journey, us) for us in ends_of_days(journey, until_us, asked.days)],
        since_us=window_start(journey, asked.since_us, until_us),
        until_us=until_us,
        readiness=change(journey, readiness, asked.since_us, until_us, asked.seen),
        self_efficacy=change(journey, self_efficacy, asked.since_us, until_us, asked.seen),
        moves=_moves(journey, asked.since_us, asked.seen),
        rulers=_told(answers_in, recent) if CheckedIn in asked.seen else None,
        talk=_told(talk_in, recent) if TalkCounted in asked.seen else None,
    )


def _point(journey: Journey, us: int) -> Point:
    belief = journey.believed(us)
    return Point(us, band(readiness(belief)), band(self_efficacy(belief)))


def _moves(journey: Journey, since_us: int, seen: Collection[type[CareData]]) -> list[Weighed]:
    in_window = journey.weighed[journey.heard_before(since_us) :]
    moved = [one for one in in_window if type(one.event.data) in seen and one.moved_anything]
    return moved[: -MOST_MOVES - 1 : -1]


def _told(in_event: Callable[[CareEvent], Iterator[T]], events: Sequence[CareEvent]) -> list[T]:
    return [one for event in events for one in in_event(event)][-MOST_ANSWERS:]


def _recent(journey: Journey, since_us: int, seen: Collection[type[CareData]]) -> list[CareEvent]:
    return [one for one in journey.events if one.position[0] >= since_us and type(one.data) in seen]
