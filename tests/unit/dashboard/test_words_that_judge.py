"""No word that a page can show judges a person, and what could be judged is said in the words of the domain."""

from __future__ import annotations

import re
from functools import cache

import pytest

from services.dashboard.wording.timeline import story
from shared.contracts.events import CARE_EVENTS, CareData
from shared.contracts.topics import type_name
from tests.unit.dashboard.shown import (
    given_to_a_page,
    modules,
    reads_like_words,
    sentences_in_the_code,
    unsaid,
)
from tests.unit.dashboard.stories import PLANS, happened, variants

JUDGING = re.compile(
    r"\b(low|lowest|fail|fails|failed|failing|failure|miss|missed|resistan(?:t|ce)|worse|worst|relapse|relapsed|"
    r"(?:non|in)?-?complian(?:t|ce)|non-?adheren(?:t|ce)|streak|league|leaderboard|ranking|ranked|reward|punish\w*|"
    r"poor|weak|bad|risky?|refus(?:e|ed|al)|unmotivated|client|alarm|warning|problem)\b",
    re.IGNORECASE,
)
NOT_SHOWN = {"client.showErrorDetails", "client.showErrorLinks", "client.toolbarMode", "warning"}
"""Streamlit's own options by name, which no page shows."""


@cache
def said() -> frozenset[str]:
    """Every sentence that the code says or marks, in each of its forms."""
    messages = sentences_in_the_code()
    forms = (message.id if isinstance(message.id, tuple | list) else [message.id] for message in messages)
    return frozenset(form for of_one in forms for form in of_one if form)


def test_no_string_in_the_code_judges() -> None:
    for module in modules():
        source = module.read_text()
        shown = [text for text in unsaid(source) if reads_like_words(text)] + list(given_to_a_page(source))
        assert [text for text in shown if text not in NOT_SHOWN and JUDGING.search(text)] == [], module


def test_no_sentence_judges() -> None:
    assert len(said()) > 300
    assert [text for text in said() if JUDGING.search(text)] == []


@pytest.mark.parametrize(
    "instead",
    [
        "Confidence looks tender right now ({about}, {age})",
        "Not this time",
        "Reasons for staying the same",
        "Our estimate eased by about {points} over the last 14 days.",
        "Recurrence",
        "An estimate to talk about, not a diagnosis, a validated instrument or a comparison between people.",
    ],
)
def test_the_domain_has_words_of_its_own_and_the_pages_use_them(instead: str) -> None:
    assert instead in said()


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_no_story_judges_whatever_its_codes_say(data: type[CareData]) -> None:
    for fact in variants(data):
        in_words = story(happened(fact), PLANS)
        assert not JUDGING.search(" ".join((in_words.headline, *in_words.details))), in_words


@pytest.mark.parametrize(
    "sentence", ["Confidence is low", "She failed again", "non-compliant since May", "A relapse", "It got worse"]
)
def test_the_scan_finds_what_it_looks_for(sentence: str) -> None:
    module = f'"""Nothing wrong here."""\n\ndef said() -> str:\n    return f"{{1}} {sentence}"\n'
    assert any(JUDGING.search(text) for text in unsaid(module) if reads_like_words(text))
