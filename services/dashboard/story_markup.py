"""How a person's story is laid out: people's own words, a calendar that is a table, what folds away.

Everything given to it is escaped here, or by `markup`. Own words run in their own direction, whatever the page's is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from services.dashboard.markup import paragraph

_UNBREAKABLE = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the calendar: its number, its date in words, what was said of it as (mark, words), and a state."""

    number: str
    date: str
    entries: Sequence[tuple[str, str]]
    state: str = ""
    said: str = ""
    """What the state means, for who does not see it."""


def own_words(label: str, words: str) -> str:
    """What somebody said, as they wrote it."""
    quoted = f'<blockquote dir="auto">{escape(words)}</blockquote>'
    return f'<figure class="own"><figcaption class="quiet">{escape(label)}</figcaption>{quoted}</figure>'


def if_then(label: str, halves: Sequence[tuple[str, str]]) -> str:
    """A plan for a barrier: such as ("If", their words), ("Then", their words)."""
    rows = "".join(f'<div><dt>{escape(name)}</dt><dd dir="auto">{escape(words)}</dd></div>' for name, words in halves)
    return f'<div class="if-then">{paragraph(label, "quiet")}<dl>{rows}</dl></div>'


def folded(title: str, inner: str) -> str:
    """Something to open; `inner` is HTML from here or from `markup`."""
    return f"<details><summary>{escape(title)}</summary>{inner}</details>"


def items(entries: Iterable[str], kind: str = "", *, ordered: bool = False) -> str:
    """A list; the entries are HTML from here or from `markup`."""
    tag = "ol" if ordered else "ul"
    return f'<{tag} class="{kind}">{"".join(f"<li>{entry}</li>" for entry in entries)}</{tag}>'


def labels(words: Sequence[str]) -> str:
    """Short facts side by side, the first of which counts most."""
    first, *others = words
    rest = "".join(f"<li>{escape(word)}</li>" for word in others)
    return f'<ul class="chips"><li class="state">{escape(first)}</li>{rest}</ul>'


def heading(text: str, level: int) -> str:
    """A heading inside a block."""
    return f"<h{level}>{escape(text)}</h{level}>"


def calendar(caption: str, weekdays: Sequence[tuple[str, str]], weeks: Iterable[Sequence[Cell]]) -> str:
    """Weeks as rows, days as cells, each with words. `weekdays`: short and whole."""
    head = "".join(f'<th scope="col" abbr="{escape(name)}">{escape(short)}</th>' for short, name in weekdays)
    body = "".join(f"<tr>{''.join(map(_day, week))}</tr>" for week in weeks)
    return (
        f'<table class="calendar"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _day(cell: Cell) -> str:
    said = "".join(
        f'<li><span class="mark" aria-hidden="true">{escape(mark)}</span>{escape(words)}</li>'
        for mark, words in cell.entries
    )
    told = f"<ul>{said}</ul>" if said else ""
    state = f'<span class="unseen">{_UNBREAKABLE}{escape(cell.said)}</span>' if cell.said else ""
    date = f'<time title="{escape(cell.date)}">{escape(cell.number)}</time>'
    return f'<td class="{cell.state}">{date}{state}{told}</td>'
