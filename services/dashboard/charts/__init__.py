"""Charts of one participant's estimates. Each has a sentence or a table beside it that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import altair as alt

from services.dashboard import theme
from services.dashboard.wording.estimates import Name, points
from shared.contracts.read_models import Estimate

COLOUR = {Name.CONFIDENCE: theme.CONFIDENCE, Name.READINESS: theme.READINESS}
Chart: TypeAlias = alt.LayerChart | alt.FacetChart

_SCALE = alt.Scale(domain=[0, 10], nice=False)
_ROW = 26
"""Pixels per bar."""


def band_now(name: Name, estimate: Estimate, ink: str) -> Chart:
    """The 80 % band and the best guess on a line from 0 to 10. The estimate has a value; `ink` is a text colour."""
    data = alt.InlineData(values=[{"start": estimate.low, "end": estimate.high, "guess": estimate.value}])
    axis = alt.Axis(title=None, values=list(range(11)), grid=False, labelColor=ink, labelFontSize=12, tickColor=ink)
    base = alt.Chart(data, height=40)
    band = base.mark_bar(color=COLOUR[name], opacity=0.6, height=14, cornerRadius=7).encode(
        x=alt.X("start:Q", scale=_SCALE, axis=axis), x2="end:Q"
    )
    guess = base.mark_tick(color=ink, thickness=5, height=26).encode(x=alt.X("guess:Q", scale=_SCALE, axis=axis))
    return alt.layer(band, guess)


def parts(name: Name, shares: Sequence[tuple[str, int]], ink: str) -> Chart:
    """A waterfall: each part begins where the one before it ended, and the last one ends at the estimate.

    `shares` are the parts in words with their tenths, in the order of the bars; `ink` is a text colour.
    """
    rows: list[dict[str, Any]] = []
    reached = 0
    for place, (part, tenths) in enumerate(shares):
        colour = theme.STARTING_POINT if place == 0 else COLOUR[name] if tenths >= 0 else theme.TAKEN_AWAY
        ends = {"start": reached / 10, "end": (reached + tenths) / 10}
        label = {"edge": max(reached, reached + tenths) / 10, "says": points(tenths)}
        rows.append({"part": part, "colour": colour, **ends, **label})
        reached += tenths
    reach = alt.Scale(domain=[min(0, *(row["end"] for row in rows)), 11], nice=False)
    names = alt.Axis(
        title=None, ticks=False, domain=False, labelColor=ink, labelFontSize=12, labelLimit=260, labelOverlap=False
    )
    numbers = alt.Axis(title=None, values=list(range(0, 11, 2)), labelColor=ink, labelFontSize=12)
    base = alt.Chart(alt.InlineData(values=rows), height=_ROW * len(rows) + 30).encode(
        y=alt.Y("part:N", sort=[row["part"] for row in rows], axis=names)
    )
    bars = base.mark_bar(cornerRadius=3, height=14).encode(
        x=alt.X("start:Q", scale=reach, axis=numbers), x2="end:Q", color=alt.Color("colour:N", scale=None)
    )
    labels = base.mark_text(align="left", dx=5, fontSize=12, color=ink).encode(
        x=alt.X("edge:Q", scale=reach, axis=numbers), text="says:N"
    )
    return alt.layer(bars, labels)
