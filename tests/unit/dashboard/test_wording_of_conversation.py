"""Rulers, both sides of a balance, talk, and the clinician's own confidence, in the words of the domain."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.dashboard.history import Talk
from services.dashboard.wording import conversation as words
from shared.contracts.codes import BalanceSide
from shared.contracts.events import BalanceEntry, BalanceWeighed, GoalSet
from shared.contracts.vocabulary import RulerKind, Setting, ValueArea
from tests.unit.dashboard.histories import NOW

YESTERDAY = NOW - timedelta(days=1)


def balance(*entries: tuple[BalanceSide, int | None]) -> BalanceWeighed:
    return BalanceWeighed(
        balance_id="b-1", entries=tuple(BalanceEntry(side=side, weight=weight) for side, weight in entries)
    )


WEIGHED = balance(
    (BalanceSide.GOOD_ABOUT_CHANGING, 7),
    (BalanceSide.HARD_ABOUT_STAYING, 6),
    (BalanceSide.GOOD_ABOUT_STAYING, 4),
    (BalanceSide.HARD_ABOUT_CHANGING, None),
)


def test_each_side_of_a_balance_is_summed_by_its_weights() -> None:
    assert (words.weighs(WEIGHED, words.FOR_CHANGE), words.weighs(WEIGHED, words.FOR_STAYING)) == (13, 4)
    assert words.weighed(YESTERDAY, WEIGHED, NOW) == (
        "Weighed yesterday: their reasons for change weigh 13 together, their reasons for staying the same 4."
    )


def test_a_balance_without_weights_counts_its_reasons() -> None:
    counted = balance(
        (BalanceSide.GOOD_ABOUT_CHANGING, None),
        (BalanceSide.HARD_ABOUT_STAYING, None),
        (BalanceSide.HARD_ABOUT_CHANGING, None),
    )
    assert words.weighed(YESTERDAY, counted, NOW) == (
        "Looked at yesterday, without weights. Their reasons for change: 2. Their reasons for staying the same: 1."
    )


def test_every_side_with_reasons_is_named() -> None:
    assert words.sides(WEIGHED.entries, words.FOR_STAYING) == [
        "good about staying the same: 1 reason with a weight of 4",
        "hard about changing: 1 reason",
    ]
    assert {*words.FOR_CHANGE, *words.FOR_STAYING} == set(BalanceSide)


def test_talk_for_staying_is_called_reasons_for_staying_the_same() -> None:
    assert words.heard([Talk(NOW, 1, 9), Talk(YESTERDAY, 12, 6)], NOW) == (
        "In the session yesterday they spoke 12 times for change and named reasons for staying the same 6 times."
    )


def test_the_clinicians_confidence_stands_apart() -> None:
    assert words.rated(6, YESTERDAY, NOW) == "A clinician said 6 of 10, yesterday."
    assert "apart" in words.RATED_APART


@pytest.mark.parametrize("kind", RulerKind)
def test_every_ruler_has_a_name(kind: RulerKind) -> None:
    assert words.latest(kind, 4, 6, 3) == f"{kind.capitalize()}: 4 at first, 6 most recently."
    assert words.latest(kind, 6, 6, 1) == f"{kind.capitalize()}: 6 of 10."


@pytest.mark.parametrize(
    ("setting", "said"),
    [(Setting.SESSION, "in a session"), (Setting.CHECK_IN, "at a check-in"), (None, "with the goal")],
)
def test_where_a_ruler_was_answered(setting: Setting | None, said: str) -> None:
    assert words.setting(setting) == said


def test_a_goal_is_known_by_the_value_it_serves() -> None:
    goal = GoalSet(goal_id="g-1", sequence=1, version=1, value_area=ValueArea.FAMILY, review_on=NOW.date())
    assert words.goal_name((YESTERDAY, goal), NOW) == "For the goal that serves family, set on Thu 19 Mar 2026"
    assert words.goal_name(None, NOW) == "For one of their goals"
