"""People's own words, as the service that keeps them releases them to whoever asks; nothing here keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody said, exactly as they wrote it; None: it is kept, and not released to whoever asks."""

    words: str | None


@dataclass(frozen=True, slots=True)
class IfThen:
    """The two halves of a contingency plan's note."""

    if_this: str
    then_that: str


@dataclass(frozen=True, slots=True)
class Notes:
    """Notes by their id."""

    words: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def told(cls, *lists: Iterable[Mapping[str, Any]]) -> Notes:
        """From the notes that services released."""
        return cls({item["note_id"]: item["words"] for items in lists for item in items})

    def find(self, note_id: str | None) -> Note | None:
        """The note of that id; None where nothing was said."""
        return Note(self.words.get(note_id)) if note_id else None


def if_then(note: Note | None) -> IfThen | None:
    """The if in the note's first line, the then in all that follows; None unless both are there."""
    if note is None or note.words is None:
        return None
    first, _, rest = note.words.partition("\n")
    return IfThen(first, rest) if rest.strip() else None
