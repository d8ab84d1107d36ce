"""Charts over time: what is not known is a gap, days are written in the page's language, and nothing is a canvas."""

from __future__ import annotations

from typing import Any

import pytest

from services.dashboard import charts
from services.dashboard.history import Answer
from services.dashboard.language import speaking
from services.dashboard.wording.estimates import Name
from tests.unit.dashboard.histories import NOW, points

INK = "#4c5957"


def layers(spec: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """What each layer draws."""
    return [layer["data"]["values"] for layer in spec["layer"]]


def test_the_line_pauses_where_there_is_not_enough_information() -> None:
    spec = charts.over_time(Name.CONFIDENCE, points(4.0, 4.2, None, None, 5.0), NOW, INK)
    shaded, band, line, _last = layers(spec)
    assert [row["value"] for row in line] == [4.0, 4.2, 5.0]
    assert len({row["stretch"] for row in line}) == 2
    assert band == line
    assert shaded == [{"day": -3.0, "until": -1.0}]


def test_an_estimate_that_is_not_known_at_all_is_a_gap_from_end_to_end() -> None:
    shaded, _band, line, last = layers(charts.over_time(Name.CONFIDENCE, points(None, None, None), NOW, INK))
    assert shaded == [{"day": -2.0, "until": 0.0}]
    assert line == last == []


@pytest.mark.parametrize(("language", "today"), [("en", "20 Mar"), ("ar", "20 مارس")])
def test_days_are_written_in_the_language_of_the_page(language: str, today: str) -> None:
    with speaking(language):
        spec = charts.over_time(Name.CONFIDENCE, points(4.0, 4.2), NOW, INK)
    written = spec["layer"][2]["encoding"]["x"]["axis"]["labelExpr"]
    assert today in written.encode().decode("unicode_escape")


def test_charts_are_drawn_as_svg_and_leave_speaking_to_their_alternative() -> None:
    answers = [Answer(NOW, "confidence", 6, None, "session"), Answer(NOW, "importance", 8, None, None)]
    for spec in (
        charts.over_time(Name.CONFIDENCE, points(4.0), NOW, INK),
        charts.rulers(answers, NOW, NOW, INK),
    ):
        assert spec["usermeta"]["embedOptions"]["renderer"] == "svg"
        assert spec["config"]["aria"] is False


def test_rulers_differ_in_more_than_colour() -> None:
    answers = [Answer(NOW, "confidence", 6, None, "session")]
    line, marks = charts.rulers(answers, NOW, NOW, INK)["layer"]
    assert len({tuple(dash) for dash in line["encoding"]["strokeDash"]["scale"]["range"]}) == 3
    assert len(set(marks["encoding"]["shape"]["scale"]["range"])) == 3
