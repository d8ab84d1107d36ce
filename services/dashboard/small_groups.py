"""Counts of people in which no group of one to four can be made out, not by adding and taking away either.

Each table is a list of groups that nobody is in twice, and whose sum is known. A group of one to four is kept back;
further groups are kept back with it until what is left open can be read in more than one way, even by somebody who
knows this code. That an empty group is empty says nothing about anybody: it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

FEWEST: Final = 5
"""People in the smallest group that is told."""

Shown: TypeAlias = tuple[int | None, ...]
"""Counts in their order, None where one is kept back."""


def is_small(count: int) -> bool:
    """A group so small that its people might be made out."""
    return 0 < count < FEWEST


def protected(counts: Sequence[int]) -> Shown | None:
    """What may be shown of the groups of a whole; None when no group may, not even which of them are empty.

    The whole, if it is shown, is the sum of the counts; it must not be small itself. What is kept back besides is
    chosen from the end of the list and never by its size: that would say how large it can be at the most.
    """
    kept_back = {place for place, count in enumerate(counts) if is_small(count)}
    if not kept_back:
        return tuple(counts)
    large = [place for place, count in enumerate(counts) if count >= FEWEST]
    while large and not _open_to_readings([counts[place] for place in kept_back]):
        kept_back.add(large.pop())
    if not large:
        return None
    return tuple(None if place in kept_back else count for place, count in enumerate(counts))


def _open_to_readings(counts: Sequence[int]) -> bool:
    """Whether the sum of these says of none of them how many they are: several, not all one, not all four."""
    whole, groups = sum(counts), len(counts)
    return groups > 1 and whole >= FEWEST and whole > groups and set(counts) != {FEWEST - 1}
