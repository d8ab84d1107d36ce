"""What a program says of itself, in the reader's language where it is written in it, else in its own first one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from babel import Locale
from babel.core import UnknownLocaleError


@dataclass(frozen=True, slots=True)
class Expectations:
    """All texts in `language`, a tag such as "de". `paragraphs`: what to expect, none when it was not described."""

    name: str
    language: str
    paragraphs: Sequence[str]
    check_in_every_days: int
    silent_after_days: int
    review_every_days: int
    prompts: Sequence[str]

    @property
    def right_to_left(self) -> bool:
        """How its own texts are written."""
        try:
            return bool(Locale.parse(self.language, sep="-").text_direction == "rtl")
        except (UnknownLocaleError, ValueError):
            return False


def told_by(program: Mapping[str, Any], wanted: str) -> Expectations:
    """What goals answers for a program, for somebody who reads the language `wanted`."""
    terms = program["terms"]
    language = _closest(terms["languages"], wanted)
    described = (terms["what_to_expect"] or {}).get(language, "")
    return Expectations(
        name=terms["name"][language],
        language=language,
        paragraphs=tuple(line.strip() for line in described.splitlines() if line.strip()),
        check_in_every_days=terms["check_in_every_days"],
        silent_after_days=terms["silent_after_days"],
        review_every_days=terms["review_every_days"],
        prompts=tuple(prompt["text"][language] for prompt in terms["prompts"]),
    )


def _closest(languages: Sequence[str], wanted: str) -> str:
    """The very language, else one of its kind ("de-AT" for "de"), else the program's first."""
    kindred = [tag for tag in languages if tag.split("-")[0] == wanted.split("-")[0]]
    return wanted if wanted in languages else next(iter([*kindred, *languages]))
