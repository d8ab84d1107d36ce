"""The languages of the pages: English is written in the code, others are catalogues in `languages/<tag>.po`.

The language is a context variable, set for each run of a page: so what is said stays a function of what is known, and
two people in one process read in two languages. A sentence that a catalogue does not have is said in English.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ENGLISH = "en"
LANGUAGES: Mapping[str, str] = {ENGLISH: "English", "ar": "العربية"}
"""Every language by its own name."""
CATALOGUES = Path(__file__).with_name("languages")

_LANGUAGE: ContextVar[str] = ContextVar("language", default=ENGLISH)


def _(sentence: str) -> str:
    """The sentence in the language of this run. Fill in named fields afterwards, with `.format`."""
    return _catalogue(_LANGUAGE.get()).gettext(sentence)


def n_(one: str, many: str, count: int) -> str:
    """The sentence in the form that the language uses for so many."""
    return _catalogue(_LANGUAGE.get()).ngettext(one, many, count)


def N_(sentence: str) -> str:  # noqa: N802 - the name that extracting tools look for
    """Marks a constant that is said later, with `_`."""
    return sentence


def NN_(one: str, many: str) -> tuple[str, str]:  # noqa: N802
    """Marks both forms of a constant that is said later, with `n_`."""
    return one, many


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Within this, everything is said in that language; in English when there is no such language."""
    token = _LANGUAGE.set(tag if tag in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def spoken() -> Locale:
    """The language of this run, with how it writes days and numbers."""
    return Locale.parse(_LANGUAGE.get())


def right_to_left() -> bool:
    """The language of this run is written from right to left."""
    return bool(spoken().text_direction == "rtl")


def closest(asked: str | None) -> str:
    """The language to begin with for a browser that asks for `asked`, such as "ar-EG"."""
    tag = (asked or ENGLISH).replace("_", "-").split("-")[0].lower()
    return tag if tag in LANGUAGES else ENGLISH


@cache
def _catalogue(tag: str) -> NullTranslations:
    path = CATALOGUES / f"{tag}.po"
    if tag == ENGLISH or not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=tag))
    compiled.seek(0)
    return GNUTranslations(compiled)
