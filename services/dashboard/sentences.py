"""What a brief is made of: sentences that name their events, with people's own words in them as they were said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter
from typing import TypeAlias
from unicodedata import combining

LONGEST_QUOTE = 150
"""Characters of one note that a sentence quotes: two printed lines."""
JOINERS = "\N{ZERO WIDTH JOINER}\N{VARIATION SELECTOR-16}\N{COMBINING ENCLOSING KEYCAP}"
SKIN_TONES = range(0x1F3FB, 0x1F400)


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words, as they stand in the note `note_id`. `cut`: the note goes on behind them."""

    note_id: str
    words: str
    cut: bool = False


Piece: TypeAlias = str | Quoted


@dataclass(frozen=True, slots=True)
class Said:
    """Words with named places, such as "On the agenda: {words}", and what stands in them."""

    words: str
    fields: tuple[tuple[str, Piece], ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something the record holds. `sources`: the ids of the events it follows from, at least one; `rule`: the name of
    the rule that found it.
    """

    said: Said
    sources: tuple[str, ...]
    rule: str = ""

    def pieces(self) -> Iterator[Piece]:
        """What is said, with own words apart from ours."""
        fields = dict(self.said.fields)
        for ours, name, _spec, _conversion in Formatter().parse(self.said.words):
            if ours:
                yield ours
            if name is not None:
                yield fields[name]

    @property
    def text(self) -> str:
        """As one line, own words in quotation marks."""
        return "".join(f"“{one.words}”" if isinstance(one, Quoted) else one for one in self.pieces())

    @property
    def quotes(self) -> tuple[Quoted, ...]:
        """The own words in it."""
        return tuple(one for _, one in self.said.fields if isinstance(one, Quoted))


def say(words: str, /, **fields: Piece) -> Said:
    """`words` with what stands in their named places."""
    return Said(words, tuple(fields.items()))


def quote(note_id: str, note: str) -> Quoted | None:
    """The beginning of a note, verbatim; None when it holds nothing but space. Never cut within a character as people
    see it, and within a word only when the word itself is too long.
    """
    told = note.strip()
    if not told:
        return None
    if len(told) <= LONGEST_QUOTE:
        return Quoted(note_id, told)
    end = told.rfind(" ", LONGEST_QUOTE // 2, LONGEST_QUOTE + 1)
    if end < 0:
        end = LONGEST_QUOTE
        while end > 1 and _belongs_together(told[end - 1], told[end]):
            end -= 1
    return Quoted(note_id, told[:end].rstrip(), cut=True)


def _belongs_together(before: str, after: str) -> bool:
    return after in JOINERS or before == JOINERS[0] or ord(after) in SKIN_TONES or combining(after) != 0
