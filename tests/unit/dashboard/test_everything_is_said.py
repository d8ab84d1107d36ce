"""Every sentence that a page can show is said in the visitor's language: none stands in the code as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from tests.unit.dashboard.shown import (
    HOME,
    given_to_a_page,
    has_a_letter,
    in_words,
    modules,
    put_together,
    reads_like_words,
    unsaid,
)

NO_PAGE = {
    "catalogue.py": "a command: its output is for whoever changes the words",
    "theme.py": "colours and shapes",
}
SHOWN_AS_IT_IS = {"Language / اللغة": "above the choice of a language: in each of them"}
NOT_SHOWN: Mapping[str, str] = {
    "%H:%M": "digits, the same in every language",
    "wide": "an option of Babel's",
    "abbreviated": "an option of Babel's",
    "stand-alone": "an option of Babel's",
    "number quiet": "names of styles",
    "programs.csv": "the name of a file",
    "English": "the language's own name",
    "{} does not answer": "an error's own words, which pages replace by theirs",
    "dashboard: {}\n": "written where the process was started",
    "{}={}; Path=/; HttpOnly; SameSite=Lax": "a header",
}
"""What looks like words and is none, with the reason."""


def findings(look: Callable[[Path], Iterable[str]]) -> dict[str, list[str]]:
    """What a look at each module finds, by module; modules without a finding are left out."""
    found = {str(module.relative_to(HOME)): list(look(module)) for module in modules()}
    return {name: texts for name, texts in found.items() if texts and name not in NO_PAGE}


def test_every_string_that_reads_like_words_is_said_or_marked() -> None:
    def not_said(module: Path) -> Iterator[str]:
        counts = has_a_letter if in_words(module) else reads_like_words
        return (text for text in unsaid(module.read_text()) if counts(text) and text not in NOT_SHOWN)

    assert findings(not_said) == {}


def test_what_a_page_is_given_to_show_has_been_said() -> None:
    def given(module: Path) -> Iterator[str]:
        texts = given_to_a_page(module.read_text())
        return (text for text in texts if has_a_letter(text) and text not in {*NOT_SHOWN, *SHOWN_AS_IT_IS})

    assert findings(given) == {}


def test_fields_are_filled_in_after_a_sentence_is_said() -> None:
    assert findings(lambda module: put_together(module.read_text())) == {}


def test_every_exception_is_still_needed() -> None:
    written = {
        text for module in modules() for text in (*unsaid(module.read_text()), *given_to_a_page(module.read_text()))
    }
    assert {*NOT_SHOWN, *SHOWN_AS_IT_IS} <= written
    assert all((HOME / name).is_file() for name in NO_PAGE)


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('st.write("Hello there")', ["Hello there"]),
        ('NAME = "Caseload"', ["Caseload"]),
        ('f"<p>{name} looks tender</p>"', ["<p>{} looks tender</p>"]),
        ('st.write(_("Hello there"))', []),
        ('NAME = N_("Caseload")', []),
        ('"""Says hello there."""', []),
        ('raise ValueError("No such thing")', []),
        ("'<div class=\"quiet details\">'", []),
        ('find({"organization": one}, key="person")', []),
    ],
)
def test_the_scan_tells_words_from_code(code: str, found: list[str]) -> None:
    assert [text for text in unsaid(code) if reads_like_words(text)] == found


@pytest.mark.parametrize("code", ['st.button("retry")', "st.title(words.CASELOAD)", 'st.info(body="away")'])
def test_the_scan_finds_a_text_that_nobody_said(code: str) -> None:
    assert list(given_to_a_page(code))
    assert not list(given_to_a_page('st.title(_(words.CASELOAD), key="title")'))


@pytest.mark.parametrize("code", ['_(f"{n} days")', '_("They " + what)', '_("{n} days".format(n=1))'])
def test_the_scan_finds_sentences_that_no_catalogue_can_hold(code: str) -> None:
    assert list(put_together(code))
