"""The caseload as one HTML table: on a narrow screen each row is a card. Everything given to it is escaped here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import quote

from services.dashboard import theme
from services.dashboard.markup import paragraph
from services.dashboard.wording.estimates import Name

STYLE: Final = Path(__file__).with_name("caseload.css")
_WIDTH, _HEIGHT, _TOP = 96, 24, 10.0
"""Of a sparkline in pixels, and the value at its upper edge: every sparkline has the same scale."""
_COLOUR = {Name.CONFIDENCE: theme.CONFIDENCE, Name.READINESS: theme.READINESS}

Moment = tuple[float, float]
"""How far through the time shown (0 to 1), and the value then (0 to 10)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One person in words; `who` is HTML, the way to their page. `reasons`: each with who sees to it, or nothing.
    `estimates`: a sentence and its line.
    """

    who: str
    place: str
    stage: Sequence[str]
    reasons: Sequence[tuple[str, str | None]]
    heard: str
    estimates: Sequence[tuple[Name, str, Sequence[Moment]]]


def people(caption: str, header: Sequence[str], rows: Iterable[Row]) -> str:
    """The table. Its roles are said, for a card has no table's shape."""
    head = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in header)
    body = "".join(_row(row, header) for row in rows)
    return (
        f'<table class="people" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def sparkline(name: Name, moments: Sequence[Moment]) -> str:
    """The estimate's line on the same scale for everybody, its end marked; a picture that the sentence stands for."""
    if not moments:
        return ""
    pixels = {round(2 + along * (_WIDTH - 6)): value for along, value in moments}  # the last of each pixel
    points = [(x, round(_HEIGHT - 3 - value / _TOP * (_HEIGHT - 6), 1)) for x, value in pixels.items()]
    end_x, end_y = points[-1]
    line = " ".join(f"{x},{y}" for x, y in points)
    colour = _COLOUR[name]
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}'>"
        f"<polyline points='{line}' fill='none' stroke='{colour}' stroke-width='2'/>"
        f"<circle cx='{end_x}' cy='{end_y}' r='3' fill='{colour}'/></svg>"
    )
    return (
        f'<img class="sparkline" alt="" aria-hidden="true" width="{_WIDTH}" height="{_HEIGHT}" '
        f'src="data:image/svg+xml,{quote(svg)}">'
    )


def _row(row: Row, header: Sequence[str]) -> str:
    cells = [
        "".join(map(paragraph, row.stage)),
        "".join(paragraph(reason) + (paragraph(who, "quiet") if who else "") for reason, who in row.reasons),
        paragraph(row.heard),
        *(paragraph(sentence) + sparkline(name, moments) for name, sentence, moments in row.estimates),
    ]
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{row.who}{paragraph(row.place, "quiet")}</th>'
        + "".join(
            f'<td role="cell" data-column="{escape(name)}">{cell}</td>'
            for name, cell in zip(header[1:], cells, strict=True)
        )
        + "</tr>"
    )
