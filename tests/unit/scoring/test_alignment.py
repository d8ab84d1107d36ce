"""Reading aligned by event time: what may be folded now, what waits for what, and for how long."""

from __future__ import annotations

import pytest

from services.scoring.domain.alignment import Alignment, Lane

GOALS, STEPS = Lane("goal-set", 0), Lane("step-completed", 0)
ELSEWHERE = Lane("goal-set", 1)
NOBODY: tuple[Lane, ...] = ()


def aligned(*lanes: Lane, at_most: int = 100, in_all: int = 1_000, patience: float = 5.0) -> Alignment[str]:
    alignment: Alignment[str] = Alignment(at_most=at_most, in_all=in_all, patience=patience)
    alignment.assign(lanes or (GOALS, STEPS, ELSEWHERE))
    return alignment


def test_lanes_of_one_partition_are_merged_by_time() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10"), (40, "g40")])
    alignment.offer(STEPS, [(20, "s20"), (30, "s30"), (50, "s50")])
    assert alignment.release(100, NOBODY, 0.0) == ["g10", "s20", "s30", "g40", "s50"]
    assert alignment.waiting() == 0


def test_an_event_waits_while_a_lane_that_is_behind_could_bring_an_earlier_one() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10"), (40, "g40")])
    alignment.offer(STEPS, [(20, "s20")])
    assert alignment.release(100, {STEPS}, 0.0) == ["g10", "s20"]
    assert alignment.release(100, {STEPS}, 1.0) == []
    alignment.offer(STEPS, [(30, "s30"), (60, "s60")])
    assert alignment.release(100, {STEPS}, 2.0) == ["s30", "g40", "s60"]


def test_an_event_waits_for_a_lane_behind_of_which_nothing_was_read_yet() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10")])
    assert alignment.release(100, {STEPS}, 0.0) == []
    assert alignment.release(100, NOBODY, 0.1) == ["g10"]


def test_a_lane_without_a_backlog_is_never_waited_for() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10"), (99, "g99")])
    assert alignment.release(100, {GOALS}, 0.0) == ["g10", "g99"]


def test_a_lane_behind_in_another_partition_is_never_waited_for() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10")])
    assert alignment.release(100, {ELSEWHERE}, 0.0) == ["g10"]


def test_when_a_partition_stands_still_for_longer_than_patience_its_events_go_on() -> None:
    alignment = aligned(patience=5.0)
    alignment.offer(GOALS, [(10, "g10")])
    assert alignment.release(100, {STEPS}, 100.0) == []
    assert alignment.release(100, {STEPS}, 104.9) == []
    assert alignment.release(100, {STEPS}, 105.0) == ["g10"]


def test_patience_begins_anew_with_whatever_could_go_on() -> None:
    alignment = aligned(patience=5.0)
    alignment.offer(GOALS, [(90, "g90")])
    assert alignment.release(100, {STEPS}, 100.0) == []
    alignment.offer(STEPS, [(20, "s20")])
    assert alignment.release(100, {STEPS}, 104.0) == ["s20"]
    assert alignment.release(100, {STEPS}, 108.9) == []
    assert alignment.release(100, {STEPS}, 109.0) == ["g90"]


def test_a_partition_that_had_nothing_to_wait_for_has_all_its_patience() -> None:
    alignment = aligned(patience=5.0)
    alignment.offer(GOALS, [(10, "g10")])
    assert alignment.release(100, NOBODY, 0.0) == ["g10"]
    assert alignment.release(100, NOBODY, 60.0) == []
    alignment.offer(GOALS, [(20, "g20")])
    assert alignment.release(100, {STEPS}, 60.0) == []


def test_a_lane_keeps_its_own_order_even_against_time() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(50, "g50"), (10, "g10 late"), (60, "g60")])
    alignment.offer(STEPS, [(40, "s40"), (55, "s55")])
    assert alignment.release(100, NOBODY, 0.0) == ["s40", "g50", "g10 late", "s55", "g60"]


def test_a_message_without_a_time_goes_with_the_one_before_it() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(None, "unreadable first"), (30, "g30"), (None, "unreadable"), (50, "g50")])
    alignment.offer(STEPS, [(20, "s20"), (40, "s40")])
    assert alignment.release(100, NOBODY, 0.0) == ["unreadable first", "s20", "g30", "unreadable", "s40", "g50"]


def test_no_more_is_released_than_asked_for_and_nothing_is_forgotten() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(time, f"g{time}") for time in range(0, 10, 2)])
    alignment.offer(STEPS, [(time, f"s{time}") for time in range(1, 10, 2)])
    released = [alignment.release(3, NOBODY, 0.0) for _ in range(4)]
    assert released == [["g0", "s1", "g2"], ["s3", "g4", "s5"], ["g6", "s7", "g8"], ["s9"]]


def test_a_long_backlog_of_one_partition_does_not_hold_up_another() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(time, f"g{time}") for time in range(8)])
    alignment.offer(ELSEWHERE, [(1_000, "elsewhere")])
    released = alignment.release(4, NOBODY, 0.0)
    alignment.offer(GOALS, [(time, f"g{time}") for time in range(8, 12)])
    released += alignment.release(4, NOBODY, 0.0)
    assert "elsewhere" in released


def test_a_lane_is_crowded_at_its_limit_and_spacious_at_half_of_it() -> None:
    alignment = aligned(at_most=4)
    assert alignment.crowded() == frozenset()
    assert alignment.spacious() == {GOALS, STEPS, ELSEWHERE}
    alignment.offer(GOALS, [(time, f"g{time}") for time in range(3)])
    assert alignment.crowded() == frozenset()
    assert alignment.spacious() == {STEPS, ELSEWHERE}
    alignment.offer(GOALS, [(3, "g3")])
    assert alignment.crowded() == {GOALS}
    alignment.release(2, NOBODY, 0.0)
    assert alignment.crowded() == frozenset()
    assert alignment.spacious() == {GOALS, STEPS, ELSEWHERE}


def test_when_a_partition_holds_its_share_only_the_lanes_that_it_waits_for_are_read() -> None:
    alignment = aligned(in_all=8)  # 4 for each of two partitions
    alignment.offer(GOALS, [(time, f"g{time}") for time in range(10, 13)])
    assert alignment.crowded() == frozenset()
    alignment.offer(GOALS, [(13, "g13")])
    assert alignment.crowded() == {GOALS}
    assert alignment.spacious() == {STEPS, ELSEWHERE}
    alignment.offer(STEPS, [(11, "s11")])
    assert alignment.crowded() == {GOALS, STEPS}
    assert alignment.release(100, {STEPS}, 0.0) == ["g10", "g11", "s11"]
    assert alignment.spacious() == {GOALS, STEPS, ELSEWHERE}


def test_what_a_revoked_lane_still_brings_is_ignored() -> None:
    alignment = aligned(GOALS)
    alignment.offer(STEPS, [(10, "s10")])
    alignment.offer(ELSEWHERE, [(10, "e10")])
    assert alignment.waiting() == 0
    assert alignment.release(100, NOBODY, 0.0) == []


@pytest.mark.parametrize("anew", [(), (GOALS,), (GOALS, STEPS)])
def test_a_new_assignment_forgets_what_was_only_read(anew: tuple[Lane, ...]) -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(10, "g10")])
    alignment.assign(anew)
    assert alignment.waiting() == 0
    assert alignment.release(100, NOBODY, 0.0) == []


def test_a_new_assignment_is_not_held_to_how_far_the_old_one_had_read() -> None:
    alignment = aligned()
    alignment.offer(GOALS, [(500, "g500")])
    alignment.assign((GOALS, STEPS))
    alignment.offer(GOALS, [(10, "g10")])
    alignment.offer(STEPS, [(20, "s20")])
    assert alignment.release(100, NOBODY, 0.0) == ["g10", "s20"]
