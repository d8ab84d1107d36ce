"""What the counts of a program at a site become on a page: nothing that tells of a group of one to four people.

Each program stands for itself. Nothing is added up over programs or sites, so nothing can be taken apart again; and
of one program, each table divides the same people in another way, so that none says more about another's groups.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import quantiles
from typing import TypeAlias, TypeVar

from services.dashboard.program_queries import Counts, Flow, Since, Try
from services.dashboard.small_groups import FEWEST, is_small, protected
from shared.contracts.codes import EnrolmentStatus
from shared.contracts.vocabulary import Stage

K = TypeVar("K")
Groups: TypeAlias = Mapping[K, int | None] | None
"""People by group, None for a group that is kept back; None instead of all when no group can be told."""

_STATUS: tuple[EnrolmentStatus | None, ...] = (*EnrolmentStatus, None)
_STAGES: tuple[Stage | None, ...] = (*Stage, None)
_FLOW: tuple[Flow, ...] = tuple((first, now) for first in _STAGES for now in _STAGES)


@dataclass(frozen=True, slots=True)
class Attainment:
    """T scores of `people`, rounded to whole numbers: the middle one, and between which the middle half lies."""

    people: int
    median: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Tries:
    """Attempts at steps by `people`, in per cent by how they came out; None where too few people are behind one."""

    people: int
    shares: Mapping[Try, int | None]


@dataclass(frozen=True, slots=True)
class Nobody:
    """No review, or no attempt, yet: that says nothing about anybody, and may be said."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One program at one site. `since` divides those who are enrolled, all others divide all `people`.

    `attainment` and `tries` are None when they are kept back.
    """

    program: str | None
    people: int
    status: Groups[EnrolmentStatus | None]
    flow: Groups[Flow]
    since: Groups[Since]
    attainment: Attainment | Nobody | None
    tries: Tries | Nobody | None


def sheet(program: str | None, counts: Counts) -> Sheet | None:
    """What may be shown; None for a program with fewer than FEWEST people."""
    if counts.people < FEWEST:
        return None
    status = _groups(_STATUS, counts.status)
    return Sheet(
        program=program,
        people=counts.people,
        status=status,
        flow=_groups(_FLOW, counts.flow),
        since=_groups(Since, counts.since) if status and status[EnrolmentStatus.ENROLLED] else None,
        attainment=_attainment(counts),
        tries=_tries(counts),
    )


def _groups(order: Iterable[K], counts: Mapping[K, int]) -> Groups[K]:
    places = tuple(order)
    shown = protected([counts.get(place, 0) for place in places])
    return None if shown is None else dict(zip(places, shown, strict=True))


def _some_of(some: int, people: int) -> int | None:
    """How many are in a group, unless that, or how many are not, tells of a small one."""
    shown = protected([some, people - some])
    return shown[0] if shown else None


def _attainment(counts: Counts) -> Attainment | Nobody | None:
    people = _some_of(counts.attainments.total(), counts.people)
    if not people:
        return None if people is None else Nobody()
    low, middle, high = quantiles(sorted(counts.attainments.elements()), n=4, method="inclusive")
    return Attainment(people, round(middle), round(low), round(high))


def _tries(counts: Counts) -> Tries | Nobody | None:
    people, whole = _some_of(counts.tried, counts.people), counts.tries.total()
    if not people:
        return None if people is None else Nobody()
    kept_back = {outcome for outcome in Try if is_small(counts.triers[outcome])}
    if len(kept_back) == 1:
        # The shares make a hundred: one alone could be worked out. With it goes the one with the fewest people.
        others = [outcome for outcome in Try if outcome not in kept_back and counts.triers[outcome]]
        kept_back |= {min(others, key=lambda outcome: counts.triers[outcome])} if others else set(Try)
    return Tries(people, {one: None if one in kept_back else round(100 * counts.tries[one] / whole) for one in Try})
