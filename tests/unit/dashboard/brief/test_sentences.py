"""Sentences that quote: own words stay as they were said, however long and in whatever script."""

from __future__ import annotations

import pytest

from services.dashboard import brief_markup
from services.dashboard.sentences import LONGEST_QUOTE, Quoted, Sentence, quote, say


def test_short_words_are_quoted_whole() -> None:
    assert quote("n", " my kids\n") == Quoted("n", "my kids")


def test_nothing_but_space_is_no_quote() -> None:
    assert quote("n", " \n ") is None


def test_long_words_are_cut_between_two_words_and_say_so() -> None:
    cut = quote("n", "there is more to say " * 15)
    assert cut is not None
    assert cut.cut
    assert cut.words.endswith(("there", "is", "more", "to", "say"))
    assert len(cut.words) <= LONGEST_QUOTE


@pytest.mark.parametrize("joined", ["👨‍👩‍👧", "👍🏽", "e\u0301", "❤\ufe0f"])
def test_a_character_as_people_see_it_is_never_cut(joined: str) -> None:
    for shift in range(len(joined) + 1):
        cut = quote("n", "a" * shift + joined * 150)
        assert cut is not None
        assert cut.words[shift:].replace(joined, "") == ""


def test_what_somebody_wrote_is_neither_a_field_nor_markup() -> None:
    said = say("On the agenda: {words}", words=Quoted("n", "{day} <b>&"))
    shown = brief_markup.sentence(Sentence(said, ("e-1",), "rule"), "from: wish", ["wish"])
    assert '<q dir="auto">{day} &lt;b&gt;&amp;</q>' in shown


def test_one_event_is_named_and_several_open() -> None:
    one = brief_markup.sentence(Sentence(say("Yes."), ("e-1",)), "from: wish", ["wish"])
    two = brief_markup.sentence(Sentence(say("Yes."), ("e-1", "e-2")), "from: wish, and 1 more", ["wish", "value"])
    assert "<details" not in one
    assert "<summary>from: wish, and 1 more</summary><ul><li>wish</li><li>value</li></ul>" in two
    assert 'data-events="e-1 e-2"' in two
