"""Bars in tables: each begins where the one before ended, and what they show stands beside them."""

from __future__ import annotations

import re

from services.dashboard.bars import Sides, Waterfall, two_sided, waterfall

HEADER = ("Part", "Points")


def drawn(since: int, *parts: int) -> str:
    named = [(f"part {n}", part) for n, part in enumerate(parts)]
    until = since + sum(parts)
    told = Waterfall(("Then", since), named, ("Now", until))
    said = [str(part) for part in parts], str(since), str(until)
    return waterfall("Why", HEADER, told, said, "confidence")


def reaches(html: str) -> list[tuple[float, float]]:
    """Where each part's bar begins and ends, in percent."""
    found = re.findall(r'class="(?:up|down)" style="inset-inline-start:([\d.]+)%;width:([\d.]+)%"', html)
    return [(float(start), float(start) + float(width)) for start, width in found]


def test_each_part_begins_where_the_one_before_ended() -> None:
    rise, fall = reaches(drawn(50, 8, -3))
    assert rise[1] == fall[1]
    assert fall[0] < rise[1]
    at = [float(place) for place in re.findall(r'class="at" style="inset-inline-start:([\d.]+)%"', drawn(50, 8, -3))]
    assert at == [rise[0], fall[0]]


def test_a_part_that_takes_away_is_told_apart() -> None:
    assert re.findall(r'class="(up|down)"', drawn(50, 8, -3)) == ["up", "down"]


def test_everything_lies_on_the_scale_even_where_it_is_not_clipped() -> None:
    for html in (drawn(-3, 9, 4), drawn(98, 9), drawn(50), drawn(0, 1), drawn(60, 2, -2, 40, -40)):
        assert all(0 <= start <= end <= 100.05 for start, end in reaches(html))


def test_small_shifts_stay_small_to_the_eye() -> None:
    ((start, end),) = reaches(drawn(52, 1))
    assert end - start < 6


def test_the_numbers_stand_beside_the_bars_and_names_are_escaped() -> None:
    html = waterfall("Why", HEADER, Waterfall(("<b>", 50), [], ("Now", 50)), ([], "5.0", "5.0"), "readiness")
    assert "&lt;b&gt;" in html
    assert re.findall(r'class="number">([\d.]+)<', html) == ["5.0", "5.0"]


def test_two_sides_share_one_scale() -> None:
    html = two_sided("Talk", ("Day", "Staying", "Change"), [Sides("today", 3, 12), Sides("<i>", 6, 0)])
    assert re.findall(r"width:(\d+)%", html) == ["25", "100", "50", "0"]
    assert "&lt;i&gt;" in html


def test_nothing_on_either_side_is_no_error() -> None:
    assert re.findall(r"width:(\d+)%", two_sided("Talk", ("Day", "a", "b"), [Sides("today", 0, 0)])) == ["0", "0"]
