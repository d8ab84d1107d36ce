"""People's own words go into the page as text, and run in their own direction."""

from __future__ import annotations

import pytest

from services.dashboard import story_markup
from services.dashboard.story_markup import Cell

NASTY = '<img src=x onerror="alert(1)">&\'אבג'


@pytest.mark.parametrize(
    "html",
    [
        story_markup.own_words(NASTY, NASTY),
        story_markup.if_then(NASTY, [(NASTY, NASTY)]),
        story_markup.folded(NASTY, ""),
        story_markup.labels([NASTY, NASTY]),
        story_markup.heading(NASTY, 3),
        story_markup.calendar(NASTY, [(NASTY, NASTY)], [[Cell(NASTY, NASTY, [(NASTY, NASTY)], said=NASTY)]]),
    ],
)
def test_everything_is_escaped(html: str) -> None:
    assert "<img" not in html
    assert 'onerror="' not in html


def test_own_words_and_plans_run_in_their_own_direction() -> None:
    assert '<blockquote dir="auto">مرحبا</blockquote>' in story_markup.own_words("label", "مرحبا")
    assert '<dd dir="auto">מטר</dd>' in story_markup.if_then("label", [("If", "מטר")])


def test_a_calendar_is_a_table_with_headers_and_words_in_its_days() -> None:
    week = [Cell("19", "Thu 19 Mar 2026", [("✓", "done")]), Cell("20", "Fri 20 Mar 2026", [], "today", "today")]
    html = story_markup.calendar("Six weeks", [("Thu", "Thursday"), ("Fri", "Friday")], [week])
    assert "<caption>Six weeks</caption>" in html
    assert '<th scope="col" abbr="Thursday">Thu</th>' in html
    assert '<span class="mark" aria-hidden="true">✓</span>done' in html
    assert 'class="today"' in html
    assert "today</span>" in html
