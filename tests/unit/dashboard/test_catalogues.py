"""The catalogues of translations: whole, in step with the code, and with the same fields as the English sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message

from services.dashboard.catalogue import missing, translated, updated, written
from services.dashboard.language import CATALOGUES, ENGLISH, LANGUAGES
from tests.unit.dashboard.shown import sentences_in_the_code

OTHERS = [tag for tag in LANGUAGES if tag != ENGLISH]
COUNT = "count"
ONE_BY_ITSELF = {"ar": {0, 1, 2}}
"""The forms that are for one number each: nobody, one, two. They may say it in a word, without the digit."""
JUDGING = {"ar": ("فشل", "أسوأ", "انتكاس", "مقاومة", "إخفاق", "منخفض", "ضعيف", "غير ملتزم", "عدم التزام")}
"""Failure, worse, relapse, resistance, low, weak, not compliant."""
PATTERN = re.compile(r"[EdMy ،]+")
"""How a day is written, for Babel."""


@pytest.fixture
def said() -> Catalog:
    return sentences_in_the_code()


def forms(message: Message) -> Iterator[tuple[str, str, int]]:
    """(English, translation, which form) of each form."""
    if isinstance(message.string, tuple | list):
        for place, text in enumerate(message.string):
            yield message.id[1], text, place
    else:
        yield str(message.id), message.string or "", -1


def fields(sentence: str) -> Counter[str]:
    return Counter(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@pytest.mark.parametrize("tag", OTHERS)
def test_every_sentence_has_a_translation_that_nobody_doubts(tag: str, said: Catalog) -> None:
    assert [message.id for message in missing(updated(tag, said))] == []


@pytest.mark.parametrize("tag", OTHERS)
def test_the_catalogue_is_as_the_command_writes_it(tag: str, said: Catalog) -> None:
    same = (CATALOGUES / f"{tag}.po").read_bytes() == written(tag, updated(tag, said))
    assert same, "write it with `make words`"


@pytest.mark.parametrize("tag", OTHERS)
def test_a_translation_has_the_fields_of_the_english_sentence(tag: str) -> None:
    for message in translated(tag):
        for english, text, form in forms(message) if message.id else ():
            left_out = set(fields(english) - fields(text))
            assert fields(text) <= fields(english), text
            assert left_out <= ({COUNT} if form in ONE_BY_ITSELF[tag] else set()), text


@pytest.mark.parametrize("tag", OTHERS)
def test_there_are_as_many_forms_as_the_language_has(tag: str) -> None:
    catalogue = translated(tag)
    assert catalogue.num_plurals == 6
    assert all(len(list(forms(message))) == 6 for message in catalogue if message.pluralizable)


@pytest.mark.parametrize("tag", OTHERS)
def test_nothing_is_left_in_english(tag: str) -> None:
    for message in translated(tag):
        for _, text, _ in forms(message) if message.id else ():
            outside = re.sub(r"\{\w+\}|\bUTC\b|\bCSV\b|\bCairn\b|Ctrl\+P|⌘P|\bp-12\b", "", text)
            assert PATTERN.fullmatch(outside) or not re.search(r"[A-Za-z]", outside), text


@pytest.mark.parametrize("tag", OTHERS)
def test_no_translation_judges(tag: str) -> None:
    for message in translated(tag):
        for _, text, _ in forms(message) if message.id else ():
            assert not [word for word in JUDGING[tag] if word in text], text


def test_a_catalogue_does_not_change_by_itself(said: Catalog) -> None:
    once = written("ar", updated("ar", said))
    assert once == written("ar", updated("ar", said))
    assert b"Date" not in once
    assert not re.search(rb"^#: .*:\d", once, re.MULTILINE)
