"""No group of one to four people can be made out from what is shown, whatever is added up, by who knows the code.

Whoever looks sees the whole and what `protected` shows. They may list every division of the whole that would have
been shown the same: a group that has one to four people in all of them has been made out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.dashboard.small_groups import FEWEST, Shown, is_small, protected

PEOPLE = {2: 40, 3: 26, 4: 16, 5: 13}
"""By how many groups: up to how many people are divided in every way."""
Division = tuple[int, ...]
Look = tuple[int, Shown | None]


def looks_alike(groups: int) -> dict[Look, list[Division]]:
    """Every division into so many groups, by what somebody sees of it."""
    alike: dict[Look, list[Division]] = defaultdict(list)
    for division in product(range(PEOPLE[groups] + 1), repeat=groups):
        if FEWEST <= sum(division) <= PEOPLE[groups]:
            alike[sum(division), protected(division)].append(division)
    return alike


def unions(groups: int) -> Iterator[tuple[int, ...]]:
    """Every group, and every few of them together."""
    for size in range(1, groups + 1):
        yield from combinations(range(groups), size)


def made_out(division: list[Division], union: tuple[int, ...]) -> bool:
    """Whether these people are the same small number in every division that looks alike."""
    sizes = {sum(one[place] for place in union) for one in division}
    return len(sizes) == 1 and is_small(sizes.pop())


@pytest.mark.parametrize("groups", PEOPLE)
def test_no_small_group_can_be_made_out_whatever_is_added_and_taken_away(groups: int) -> None:
    for look, alike in looks_alike(groups).items():
        assert not [union for union in unions(groups) if made_out(alike, union)], look


@given(st.lists(st.integers(0, 40), min_size=1, max_size=36).filter(lambda counts: sum(counts) >= FEWEST))
def test_what_is_kept_back_leaves_several_readings_in_tables_of_any_size(counts: list[int]) -> None:
    shown = protected(counts)
    if shown is None:
        return
    kept_back = [count for count, told in zip(counts, shown, strict=True) if told is None]
    assert not [told for told in shown if told is not None and is_small(told)]
    assert all(told in (None, count) for count, told in zip(counts, shown, strict=True))
    if kept_back:
        assert len(kept_back) > 1
        assert sum(kept_back) >= FEWEST
        assert sum(kept_back) > len(kept_back)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([12, 0, 30], (12, 0, 30)),
        ([12, 3, 30], (12, None, None)),
        ([2, 3, 30, 9], (None, None, 30, 9)),
        ([1, 2, 30, 9], (None, None, 30, None)),
        ([4, 4, 30, 9], (None, None, 30, None)),
        ([20, 3], None),
        ([4, 4, 4], None),
        ([5, 3], None),
        ([1, 1, 1, 1, 1], None),
    ],
)
def test_small_groups_are_kept_back_and_others_only_where_a_difference_would_tell(
    counts: list[int], shown: Shown | None
) -> None:
    assert protected(counts) == shown
