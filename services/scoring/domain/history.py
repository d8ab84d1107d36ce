"""A participant's estimates over time, and why they moved: folded anew from their events, nothing is stored.

`journey_of` folds the events once with `evolve` and keeps what was believed before and after each piece of evidence;
any moment is then a look-up and one `aged`. What moved an estimate over a window is, for each category of evidence,
the sum of what its events moved, and what time alone brought between them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import sqrt
from typing import Final, NamedTuple

from services.scoring.domain.course import Course, evolve, retracted_by
from services.scoring.domain.evidence import Affirmed
from services.scoring.domain.testimony import evidence_in
from shared.contracts.envelope import CareEvent
from shared.contracts.estimates import BAND_Z, PRIOR, US_PER_DAY, WIDEST_SHOWN_SD, Belief, aged
from shared.contracts.events import CareData, EntryRetracted
from shared.contracts.read_models import Category, Reading

_DAY_US = 86_400_000_000

NOT_SHARED: Final = "not-shared"
"""What stands for the categories of events that somebody does not see."""


class Weighed(NamedTuple):
    """One event with evidence: `expected` was believed when it came, `then` after it."""

    event: CareEvent
    us: int
    category: Category
    expected: Belief
    then: Belief

    def moved(self, of: Reading) -> float:
        """What the event moved an estimate by."""
        return of(self.then)[0] - of(self.expected)[0]

    @property
    def moved_anything(self) -> bool:
        """An affirmation beyond the most that counts moves nothing."""
        return self.then.mean != self.expected.mean


class Journey(NamedTuple):
    """What counts of a participant's events, in order. Times are microseconds since 1970."""

    began_us: int
    events: Sequence[CareEvent]
    weighed: Sequence[Weighed]
    heard_us: int | None

    @property
    def newest_us(self) -> int:
        """The time that the estimates are of before they are aged."""
        return self.weighed[-1].us if self.weighed else self.began_us

    def believed(self, us: int) -> Belief:
        """What is believed at a moment, of what was heard until then."""
        return self.aged_to(us, bisect_right(self.weighed, us, key=_time))

    def heard_before(self, us: int) -> int:
        """How many events with evidence stand before a moment."""
        return bisect_left(self.weighed, us, key=_time)

    def aged_to(self, us: int, heard: int) -> Belief:
        """What is believed at a moment of the first `heard` events with evidence."""
        if not heard:
            return aged(PRIOR, (us - self.began_us) / US_PER_DAY)
        newest = self.weighed[heard - 1]
        return aged(newest.then, (us - newest.us) / US_PER_DAY)


class Band(NamedTuple):
    """One estimate as a page shows it: 0-10, with its 80 % band."""

    value: float
    low: float
    high: float


class Change(NamedTuple):
    """One estimate over a window, not clipped: `since` + the sum of `by_category` + `settling` = `until`, to 1e-9.

    settling: what passing deviations faded by, summed over the times between events.
    """

    since: float
    until: float
    by_category: Mapping[str, float]
    settling: float


def journey_of(events: Sequence[CareEvent]) -> Journey | None:
    """The journey through a participant's events, in their order; None when there are none.

    What any of them retracts is left out, which gives the course that `fold` makes of all of them.
    """
    retracted = retracted_by(events)
    counted = [one for one in events if one.id not in retracted or isinstance(one.data, EntryRetracted)]
    course: Course | None = None
    weighed: list[Weighed] = []
    for event in counted:
        before, course = course, evolve(course, event)
        if (category := _category(event.data)) is not None:
            us = course.at_us
            expected = aged(before.estimates.belief, (us - before.at_us) / US_PER_DAY) if before else PRIOR
            weighed.append(Weighed(event, us, category, expected, course.estimates.belief))
    if course is None:
        return None
    return Journey(counted[0].position[0], counted, weighed, course.heard_us)


def ends_of_days(journey: Journey, until_us: int, days: int) -> Iterator[int]:
    """The last microsecond of each day in UTC, of so many days or from the first event's on; the last is `until`."""
    began_us = max(journey.began_us, start_of_days(until_us, days))
    for day in range(began_us // _DAY_US, until_us // _DAY_US):
        yield (day + 1) * _DAY_US - 1
    yield until_us


def start_of_days(until_us: int, days: int) -> int:
    """When the first of so many days in UTC begins, of which that of `until` is the last."""
    return (until_us // _DAY_US - days + 1) * _DAY_US


def band(estimate: tuple[float, float]) -> Band | None:
    """An estimate (value, variance) as it is shown; None when there is not enough recent information."""
    value, variance = estimate
    sd = sqrt(variance)
    if sd > WIDEST_SHOWN_SD:
        return None
    half = BAND_Z * sd
    return Band(_clipped(value), _clipped(value - half), _clipped(value + half))


def change(journey: Journey, of: Reading, since_us: int, until_us: int, seen: Collection[type[CareData]]) -> Change:
    """How an estimate came from where it was at `since` to where it is at `until`, after all events.

    A window cannot begin before the first event. What events of other types than `seen` moved is NOT_SHARED.
    """
    heard = journey.heard_before(since_us)
    before = since = of(journey.aged_to(window_start(journey, since_us, until_us), heard))[0]
    by_category: dict[str, float] = {}
    settling = 0.0
    for one in journey.weighed[heard:]:
        settling += of(one.expected)[0] - before
        before = of(one.then)[0]
        if by := one.moved(of):
            category = one.category.value if type(one.event.data) in seen else NOT_SHARED
            by_category[category] = by_category.get(category, 0.0) + by
    until = of(journey.aged_to(until_us, len(journey.weighed)))[0]
    return Change(since, until, by_category, settling + until - before)


def window_start(journey: Journey, since_us: int, until_us: int) -> int:
    """Where a window that is asked for from `since` begins: not before the first event, nor after its end."""
    return min(max(since_us, journey.began_us), until_us)


def _category(data: CareData) -> Category | None:
    """What the projection calls the event's moves: the category of its first piece of evidence."""
    first = next(iter(evidence_in(data)), None)
    return Category.AFFIRMATION if isinstance(first, Affirmed) else first.category if first else None


def _time(weighed: Weighed) -> int:
    return weighed.us


def _clipped(value: float) -> float:
    return min(max(value, 0.0), 10.0)
