"""Why an estimate moved, in words: from, part by part, to; what is shown adds up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.dashboard.wording import movement as words
from services.dashboard.wording.estimates import MINUS, Name
from tests.unit.dashboard.histories import NOW, change, points


def test_the_parts_lead_from_where_it_stood_to_where_it_stands() -> None:
    moved = change(5.04, {"ruler": 0.349, "step": 0.349, "setback": -0.249}, settling=-0.044)
    parts = words.waterfall(moved)
    assert words.in_tenths(moved.since) + sum(tenths for _, tenths in parts) == words.in_tenths(moved.until)
    assert [part for part, _ in parts] == ["Ruler answers", "Steps tried", "Setbacks"]


def test_the_largest_part_stands_first_and_what_time_brought_last() -> None:
    parts = words.waterfall(change(5.0, {"step": 0.2, "setback": -0.6, "ruler": 0.4}, settling=-0.9))
    assert parts == [("Setbacks", -6), ("Ruler answers", 4), ("Steps tried", 2), ("Settling with time", -9)]


def test_parts_that_round_away_are_left_out() -> None:
    assert words.waterfall(change(5.0, {"talk": 0.004, "step": 0.3})) == [("Steps tried", 3)]


def test_what_is_not_shared_or_not_known_yet_has_a_name() -> None:
    assert words.part_said("not-shared") == "What is not shared with you"
    assert words.part_said("a-kind-of-its-own") == "Something else"
    assert words.part_said("ruler") == "Ruler answers"


def test_the_change_is_one_sentence() -> None:
    assert words.shift(Name.CONFIDENCE, change(5.4, {"step": 0.7}), 14) == (
        "In these 14 days our estimate of confidence shifted from 5.4 to 6.1."
    )
    assert words.shift(Name.READINESS, change(6.5, {"ruler": 0.3}, -0.3), 30) == (
        "In these 30 days our estimate of readiness stayed at about 6.5."
    )


def test_steps_carry_their_sign_and_levels_do_not() -> None:
    assert (words.step(4), words.step(-4), words.points(62)) == ("+0.4", f"{MINUS}0.4", "6.2")


def test_where_little_was_known_a_waterfall_begins_without_a_date() -> None:
    assert words.stood(NOW, known=True) == "On Fri 20 Mar 2026"
    assert words.stood(NOW, known=False) == "When little was known"


def test_the_course_is_told_with_its_ends_and_its_reach() -> None:
    assert words.course(Name.CONFIDENCE, points(4.0, 3.2, 5.6, 5.1), NOW) == (
        "Since Tue 17 Mar 2026 our estimate of confidence went from 4.0 to 5.1, between 3.2 and 5.6."
    )


def test_days_without_enough_information_are_said() -> None:
    assert words.gaps(Name.CONFIDENCE, points(4.0, None, None, 5.0)) == (
        "On 2 of these days there was not enough recent information, and the line pauses."
    )
    assert words.gaps(Name.CONFIDENCE, points(4.0, 4.1)) is None


def test_a_course_that_was_never_known_has_no_number() -> None:
    said = words.course(Name.READINESS, [], NOW)
    assert said == "There was not enough recent information on any of these days."
    assert words.gaps(Name.CONFIDENCE, points(None, None)) is None


@pytest.mark.parametrize(("days_ago", "said"), [(0, "today"), (1, "yesterday"), (2, "Wed 18 Mar 2026")])
def test_a_recent_day_has_a_name(days_ago: int, said: str) -> None:
    assert words.days_ago_or_day(NOW - timedelta(days=days_ago), NOW) == said


def test_how_far_one_looks_back_is_said_in_days() -> None:
    assert [words.last_days(days) for days in words.BACKS] == ["14 days", "30 days", "84 days"]
