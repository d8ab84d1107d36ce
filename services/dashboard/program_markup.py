"""The tables of a program as HTML: beside each number a bar, which is its picture; the table is its text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Final

from services.dashboard import markup
from services.dashboard.wording.program import Row, Table

STYLE: Final = Path(__file__).with_name("program.css")


def tables(some: Sequence[Table]) -> str:
    """The tables of a program, side by side where there is room."""
    return markup.block("".join(map(_table, some)), "program")


def _table(one: Table) -> str:
    about = markup.paragraph(one.about, "quiet")
    return f"<section><h4>{escape(one.title)}</h4>{about}{_rows(one) if one.rows else ''}</section>"


def _rows(one: Table) -> str:
    group, said = (escape(name) for name in one.header)
    head = f'<th scope="col">{group}</th><th scope="col" class="number">{said}</th>'
    body = "".join(map(_row, one.rows))
    return f'<table aria-label="{escape(one.title)}"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _row(row: Row) -> str:
    drawn = f'<span class="track" aria-hidden="true">{_bar(row.share)}</span>' if row.share is not None else ""
    kind = "number" if row.said[:1].isdigit() else "number quiet"
    said = f'<td class="{kind}">{escape(row.said)}</td>'
    return f'<tr><th scope="row"><span>{escape(row.group)}</span>{drawn}</th>{said}</tr>'


def _bar(share: float) -> str:
    """Nothing for nobody."""
    return f'<span style="width:{100 * share:.1f}%"></span>' if share else ""
