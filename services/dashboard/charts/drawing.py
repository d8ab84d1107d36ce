"""What the charts over time share: drawn as SVG, days written by us, and one scale from 0 to 10.

A chart is made with Altair once, without data, and filled in for each who looks: to make one takes a hundred times as
long as to fill it in.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import altair as alt

from services.dashboard.wording.moments import short_day

Spec: TypeAlias = dict[str, Any]
"""A chart in Vega-Lite's own terms."""
Rows: TypeAlias = list[dict[str, Any]]

_SVG = {"embedOptions": {"renderer": "svg"}}
"""Sharp on every screen, and no canvas."""
_TICKS = 4
_PADDING = {"left": 2, "right": 6, "top": 6, "bottom": 2}


def days_before(moment: datetime, now: datetime) -> float:
    """Where a moment stands on the line of days: 0 is now, what was is below."""
    return round((moment - now) / timedelta(days=1), 2)


def of_ten(name: str, ink: str) -> alt.Y:
    """The scale from 0 to 10."""
    axis = alt.Axis(
        title=None, values=[0, 2, 4, 6, 8, 10], labelColor=ink, labelFontSize=12, domain=False, ticks=False
    )
    return alt.Y(f"{name}:Q", scale=alt.Scale(domain=[0, 10], nice=False), axis=axis)


def template(layers: Sequence[alt.Chart], height: int) -> Spec:
    """Layers with named data as one chart that says nothing to screen readers by itself: its alternative does."""
    chart = alt.layer(*layers).properties(height=height, usermeta=_SVG).configure(aria=False, padding=_PADDING)
    made: Spec = chart.to_dict()
    for layer in made["layer"]:
        layer["mark"]["aria"] = False
    return made


def filled_in(made: Mapping[str, Any], rows: Mapping[str, Rows], first: float, now: datetime, ink: str) -> Spec:
    """A copy of a template with its data by name, on the line of days from `first` (below zero) to now."""
    spec: Spec = deepcopy(dict(made))
    days = _over_days(first, now, ink)
    shared = spec.pop("data", None)
    for layer in spec["layer"]:
        layer["data"] = {"values": rows[layer.get("data", shared)["name"]]}
        layer["encoding"]["x"].update(days)
    return spec


def _over_days(first: float, now: datetime, ink: str) -> dict[str, Any]:
    """Scale and axis of the line of days, with days written in the page's language and zone."""
    reach = max(round(-first), 1)
    apart = -(-reach // _TICKS)
    ticks = [-apart * n for n in range(reach // apart, -1, -1)]
    written = json.dumps({str(tick): short_day((now + timedelta(days=tick)).date()) for tick in ticks})
    axis = {
        "title": None,
        "values": ticks,
        "labelExpr": f"({written})[toString(datum.value)]",
        "labelColor": ink,
        "labelFontSize": 12,
        "labelFlush": True,
        "tickColor": ink,
        "grid": False,
    }
    return {"axis": axis, "scale": {"domain": [min(first, -1), 0], "nice": False}}
