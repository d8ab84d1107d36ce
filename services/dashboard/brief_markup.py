"""The sheet of the session brief as HTML: sections of sentences, each with the events it follows from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from services.dashboard.brief import Piece, Quoted, Sentence

ELLIPSIS = "…"


def sheet(left: Iterable[str], right: Iterable[str], headings: tuple[str, str]) -> str:
    """Two columns of sections; below one another on a phone."""
    columns = "".join(
        f'<div class="column"><h2>{escape(heading)}</h2>{"".join(sections)}</div>'
        for heading, sections in zip(headings, (left, right), strict=True)
    )
    return f'<div class="cairn brief">{columns}</div>'


def section(name: str, heading: str, sentences: Sequence[str], remark: str = "") -> str:
    """A part under its heading; `remark`: what else is to be said about it."""
    listed = f"<ul>{''.join(sentences)}</ul>" if sentences else ""
    said = f'<p class="quiet">{escape(remark)}</p>' if remark else ""
    return f'<section class="{name}"><h3>{escape(heading)}</h3>{listed}{said}</section>'


def sentence(one: Sentence, marker: str, sources: Sequence[str]) -> str:
    """A sentence and where it comes from: the marker opens into all of its events, where there are several."""
    told = "".join(_piece(piece) for piece in one.pieces())
    traced = f'data-rule="{escape(one.rule)}" data-events="{escape(" ".join(one.sources))}"'
    return f"<li {traced}><span>{told}</span> {_from(marker, sources)}</li>"


def _piece(piece: Piece) -> str:
    if not isinstance(piece, Quoted):
        return escape(piece)
    # A note's own end is where its quotation mark closes; one that goes on has its dots outside of the mark.
    return f'<q dir="auto">{escape(piece.words)}</q>{ELLIPSIS if piece.cut else ""}'


def _from(marker: str, sources: Sequence[str]) -> str:
    if len(sources) == 1:
        return f'<small class="from">{escape(marker)}</small>'
    listed = "".join(f"<li>{escape(source)}</li>" for source in sources)
    return f'<details class="from"><summary>{escape(marker)}</summary><ul>{listed}</ul></details>'
