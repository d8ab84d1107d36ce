"""What a program says of itself: in the reader's language, or in its own first one, and then the page says so."""

from __future__ import annotations

from typing import Any

import pytest

from services.dashboard.expectations import told_by
from services.dashboard.language import speaking
from services.dashboard.wording import expect as words

PROGRAM: dict[str, Any] = {
    "program": "walking",
    "version": 2,
    "terms": {
        "name": {"de": "Gehen", "en": "Walking"},
        "what_to_expect": {"de": "Sie gehen.\n\nWir fragen.", "en": "You walk.\n\nWe ask."},
        "check_in_every_days": 1,
        "silent_after_days": 14,
        "review_every_days": 28,
        "languages": ["de", "en"],
        "prompts": [{"code": "proud-of", "text": {"de": "Worauf?", "en": "Of what?"}}],
    },
}


def test_a_program_is_told_in_the_readers_language() -> None:
    told = told_by(PROGRAM, "en")
    assert (told.name, told.paragraphs, told.prompts) == ("Walking", ("You walk.", "We ask."), ("Of what?",))
    with speaking("en"):
        assert words.not_in_your_language(told) is None


def test_else_in_its_own_first_one_and_says_so() -> None:
    told = told_by(PROGRAM, "ar")
    assert (told.name, told.language, told.right_to_left) == ("Gehen", "de", False)
    with speaking("en"):
        said = words.not_in_your_language(told)
    assert said is not None
    assert "German" in said


@pytest.mark.parametrize(
    ("languages", "wanted", "language"), [(["de", "ar-EG"], "ar", "ar-EG"), (["xx"], "en", "xx")]
)
def test_a_kindred_language_will_do_and_an_unknown_one_breaks_nothing(
    languages: list[str], wanted: str, language: str
) -> None:
    terms = {**PROGRAM["terms"], "languages": languages, "what_to_expect": None, "prompts": []}
    told = told_by({"terms": {**terms, "name": dict.fromkeys(languages, "Name")}}, wanted)
    assert (told.language, told.paragraphs) == (language, ())
    with speaking("en"):
        words.not_in_your_language(told)


def test_the_rhythm_is_whole_sentences() -> None:
    with speaking("en"):
        assert words.rhythm(told_by(PROGRAM, "en")) == (
            "Every day there is a short check-in.",
            "When there has been no word from you for 14 days, somebody may ask how you are.",
            "Every 28 days you look at your goals together: what was learned, and what comes next.",
        )
