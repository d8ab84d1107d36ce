"""Tables with bars in them: what the bars show stands beside them as numbers, so each is its own text alternative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise
from math import ceil, floor

from services.dashboard.wording.names import whole

_NARROWEST = 20
"""Tenths that a waterfall spans at the least: small shifts stay small to the eye."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From a level to another by parts, all in tenths: `since` and the parts sum to `until`. Names are in words."""

    since: tuple[str, int]
    parts: Sequence[tuple[str, int]]
    until: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Sides:
    """A row of a two-sided bar: what it is called, and how much stands on its first and on its second side."""

    name: str
    first: int
    second: int


def waterfall(
    caption: str, header: tuple[str, str], told: Waterfall, said: tuple[Sequence[str], str, str], kind: str
) -> str:
    """Each part begins where the one before it ended. `said`: the parts, `since` and `until` as they are written."""
    parts, since_said, until_said = said
    levels = list(accumulate((tenths for _, tenths in told.parts), initial=told.since[1]))
    start, end = _span(levels)
    rows = [_row(told.since[0], _level(told.since[1], start, end), since_said, "level")]
    for (name, _), (before, after), written in zip(told.parts, pairwise(levels), parts, strict=True):
        rows.append(_row(name, _bar(before, after, start, end), written))
    last = _row(told.until[0], _level(told.until[1], start, end), until_said, "level")
    scale = f"<span>{whole(start // 10)}</span><span>{whole(end // 10)}</span>"
    head = (
        f'<tr><th scope="col">{escape(header[0])}</th><td class="scale"><div aria-hidden="true">{scale}</div></td>'
        f'<th scope="col" class="number">{escape(header[1])}</th></tr>'
    )
    return (
        f'<table class="bars {kind}"><caption>{escape(caption)}</caption><thead>{head}</thead>'
        f"<tbody>{''.join(rows)}</tbody><tfoot>{last}</tfoot></table>"
    )


def two_sided(caption: str, header: tuple[str, str, str], rows: Iterable[Sides]) -> str:
    """A bar to either side of a middle line for each row, all on one scale."""
    rows = list(rows)
    most = max((max(row.first, row.second) for row in rows), default=0) or 1
    body = "".join(
        f'<tr><th scope="row">{escape(row.name)}</th>{_side(row.first, most, "first")}'
        f"{_side(row.second, most, 'second')}</tr>"
        for row in rows
    )
    when, first, second = (escape(word) for word in header)
    head = (
        f'<th scope="col">{when}</th><th scope="col" class="first">{first}</th>'
        f'<th scope="col" class="second">{second}</th>'
    )
    return (
        f'<table class="sides"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _span(levels: Sequence[int]) -> tuple[int, int]:
    """The whole points, in tenths, between which the levels lie."""
    start, end = floor(min(levels) / 10) * 10, ceil(max(levels) / 10) * 10
    missing = max(0, _NARROWEST - (end - start))
    start = max(start - missing // 20 * 10, min(0, start)) if missing else start
    return start, max(end, start + _NARROWEST)


def _bar(before: int, after: int, start: int, end: int) -> str:
    left, right = sorted((_share(before, start, end), _share(after, start, end)))
    way = "up" if after >= before else "down"
    return f'<span class="{way}" style="inset-inline-start:{left:.1f}%;width:{right - left:.1f}%"></span>'


def _level(at: int, start: int, end: int) -> str:
    return f'<span class="at" style="inset-inline-start:{_share(at, start, end):.1f}%"></span>'


def _share(level: int, start: int, end: int) -> float:
    return (level - start) * 100 / (end - start)


def _row(name: str, drawn: str, written: str, kind: str = "") -> str:
    track = f'<div class="track" aria-hidden="true">{drawn}</div>'
    return (
        f'<tr class="{kind}"><th scope="row">{escape(name)}</th><td>{track}</td>'
        f'<td class="number">{escape(written)}</td></tr>'
    )


def _side(count: int, most: int, kind: str) -> str:
    bar = f'<span class="bar" aria-hidden="true" style="width:{count * 100 / most:.0f}%"></span>'
    return f'<td class="{kind}"><div><span class="room">{bar}</span><span>{whole(count)}</span></div></td>'
