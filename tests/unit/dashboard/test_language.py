"""What is said in which language, and how each writes days, numbers, lists and names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest

from services.dashboard import markup
from services.dashboard.language import LANGUAGES, _, closest, n_, right_to_left, speaking
from services.dashboard.wording import names, pages
from services.dashboard.wording.estimates import Name, points, signed
from services.dashboard.wording.moments import as_of, day, days_ago
from services.dashboard.wording.timeline import story
from shared.contracts.events import CARE_EVENTS, CareData
from shared.contracts.topics import type_name
from tests.unit.dashboard.stories import PLANS, happened, variants

NOW = datetime(2026, 3, 20, 9, 5, tzinfo=UTC)
START, END, FORWARD = "\u2068", "\u2069", "\u200e"
ISOLATED = re.compile(f"{START}[^{END}]*{END}|{FORWARD}")


@pytest.mark.parametrize(
    ("asked", "tag"),
    [("ar-EG", "ar"), ("ar", "ar"), ("AR_sa", "ar"), ("en-GB", "en"), ("de-AT", "en"), ("", "en"), (None, "en")],
)
def test_a_browser_is_answered_in_its_language_or_in_english(asked: str | None, tag: str) -> None:
    assert closest(asked) == tag


def test_each_language_is_written_in_its_direction() -> None:
    directions = {}
    for tag in LANGUAGES:
        with speaking(tag):
            directions[tag] = right_to_left()
    assert directions == {"en": False, "ar": True}


def test_a_sentence_without_a_translation_and_a_language_that_is_none_are_english() -> None:
    with speaking("ar"):
        assert _("A sentence that no catalogue holds") == "A sentence that no catalogue holds"
    with speaking("xx"):
        assert _(pages.CASELOAD) == "Caseload"
        assert not right_to_left()


def test_what_is_said_is_said_in_one_language_at_a_time() -> None:
    with speaking("ar"):
        arabic = _(pages.CASELOAD)
        with speaking("en"):
            assert _(pages.CASELOAD) == "Caseload"
        assert _(pages.CASELOAD) == arabic != "Caseload"
    assert _(pages.CASELOAD) == "Caseload"


def test_arabic_counts_in_six_forms() -> None:
    with speaking("ar"):
        said = {n_("{count} day ago", "{count} days ago", count) for count in (0, 1, 2, 3, 11, 100)}
        assert len(said) >= 5
        assert days_ago(datetime(2026, 3, 11, tzinfo=UTC), NOW) == "قبل 9 أيام"
        assert days_ago(datetime(2026, 3, 18, tzinfo=UTC), NOW) == "قبل يومين"


def test_days_and_moments_are_written_as_the_language_writes_them() -> None:
    assert (day(date(2026, 11, 23)), as_of(NOW)) == ("Mon 23 Nov 2026", "Fri 20 Mar 2026, 09:05 UTC")
    with speaking("ar"):
        assert day(date(2026, 11, 23)) == "الاثنين، 23 نوفمبر 2026"
        assert "09:05" in as_of(NOW)


def test_numbers_have_the_same_digits_in_every_language() -> None:
    for tag in LANGUAGES:
        with speaking(tag):
            assert (names.amount(12_345), names.amount(2.5), points(62)) == ("12,345", "2.5", "6.2")


def test_a_sign_stays_in_front_of_its_number_in_either_direction() -> None:
    assert (signed(-0.31), signed(0.42)) == ("\N{MINUS SIGN}0.3", "+0.4")
    with speaking("ar"):
        assert (signed(-0.31), signed(0.42)) == (f"{FORWARD}\N{MINUS SIGN}0.3", f"{FORWARD}+0.4")


def test_names_and_ids_do_not_turn_a_sentence_around() -> None:
    assert pages.title("p-1") == "Participant p-1"
    with speaking("ar"):
        assert f"{START}p-1{END}" in pages.title("p-1")
        assert names.named("old-town") == f"{START}Old town{END}"


def test_lists_are_put_together_as_the_language_does() -> None:
    words = ["one", "two", "three"]
    assert (names.listed(words), names.listed(words[:1])) == ("one, two and three", "one")
    with speaking("ar"):
        assert names.listed(words) == "one، two وthree"


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_every_story_is_told_in_arabic_whatever_its_codes_say(data: type[CareData]) -> None:
    for fact in variants(data):
        with speaking("ar"):
            told = story(happened(fact), PLANS)
        for text in (told.headline, *told.details):
            assert not re.search("[A-Za-z]", ISOLATED.sub("", text)), text


def test_a_marked_constant_in_a_class_is_said_like_any_other() -> None:
    assert _(Name.CONFIDENCE) == "Confidence"
    with speaking("ar"):
        assert _(Name.CONFIDENCE) == "الثقة"


def test_a_styled_region_says_its_language_and_direction() -> None:
    assert markup.block("words") == '<div class="cairn " lang="en" dir="ltr">words</div>'
    with speaking("ar"):
        assert markup.block("words") == '<div class="cairn " lang="ar" dir="rtl">words</div>'
