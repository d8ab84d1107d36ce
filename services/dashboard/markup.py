"""The few pieces of HTML that the pages are made of. Everything given to them is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TypeAlias

from services.dashboard.language import right_to_left, spoken
from services.dashboard.wording.estimates import Name
from shared.contracts.read_models import Estimate

Day: TypeAlias = tuple[str, str, Sequence[tuple[str, str, Sequence[str]]]]
"""A day's date, its age, and its events as (mark, headline, details)."""


_NUMBER = 'class="number"'


def block(inner: str, kind: str = "") -> str:
    """A styled region; `inner` is HTML from this module. It says its language and its direction."""
    tag, direction = spoken().language, "rtl" if right_to_left() else "ltr"
    return f'<div class="cairn {kind}" lang="{tag}" dir="{direction}">{inner}</div>'


def paragraph(text: str, kind: str = "") -> str:
    """A sentence."""
    return f'<p class="{kind}">{escape(text)}</p>'


def heading(level: int, text: str) -> str:
    """Of a part (2) or of something within it (3)."""
    return f"<h{level}>{escape(text)}</h{level}>"


def estimate(name: Name, value: Estimate, sentence: str) -> str:
    """What an estimate says, and its band on a line from 0 to 10; the sentence is the band's alternative."""
    if value.value is None or value.low is None or value.high is None:
        line = '<div class="band unknown" aria-hidden="true"></div>'
    else:
        reach = f"left:{value.low * 10:.0f}%;width:{(value.high - value.low) * 10:.0f}%"
        line = (
            f'<div class="band" aria-hidden="true"><span class="reach" style="{reach}"></span>'
            f'<span class="guess" style="left:{value.value * 10:.0f}%"></span></div>'
        )
    return f'<div class="estimate {name.lower()}">{paragraph(sentence)}{line}</div>'


def chips(words: Iterable[str]) -> str:
    """Short facts side by side."""
    return f'<ul class="chips">{"".join(f"<li>{escape(word)}</li>" for word in words)}</ul>'


def places(label: str, links: Iterable[tuple[str, str]]) -> str:
    """Links to parts of this very page, each with the id of its heading."""
    entries = "".join(f'<li><a href="#{escape(place)}">{escape(words)}</a></li>' for words, place in links)
    return f'<nav aria-label="{escape(label)}"><ul class="chips">{entries}</ul></nav>'


def table(caption: str, header: Sequence[str], rows: Iterable[Sequence[str]], total: Sequence[str] = ()) -> str:
    """A table whose first column names the row and whose last one is a number."""
    *columns, last = header
    head = "".join(_cell(name, "th", 'scope="col"') for name in columns) + _cell(last, "th", f'scope="col" {_NUMBER}')
    body = "".join(f"<tr>{_row(row)}</tr>" for row in rows)
    foot = f"<tfoot><tr>{_row(total)}</tr></tfoot>" if total else ""
    title = f"<caption>{escape(caption)}</caption>"
    return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def timeline(days: Iterable[Day]) -> str:
    """Days and what happened on them, in the order given."""
    entries = []
    for date, age, events in days:
        told = "".join(
            f'<li><span class="mark" aria-hidden="true">{escape(mark)}</span>{escape(headline)}'
            + (f'<div class="details quiet">{escape(" ".join(details))}</div>' if details else "")
            + "</li>"
            for mark, headline, details in events
        )
        when = f'<div><div>{escape(date)}</div><div class="quiet">{escape(age)}</div></div>'
        entries.append(f"<li>{when}<ul>{told}</ul></li>")
    return f'<ol class="timeline">{"".join(entries)}</ol>'


def _row(words: Sequence[str]) -> str:
    name, *others, number = words
    between = "".join(_cell(word, "td") for word in others)
    return _cell(name, "th", 'scope="row"') + between + _cell(number, "td", _NUMBER)


def _cell(word: str, tag: str, attributes: str = "") -> str:
    return f"<{tag}{' ' * bool(attributes)}{attributes}>{escape(word)}</{tag}>"
