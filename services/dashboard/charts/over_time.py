"""An estimate over time: its 80 % band and best guess, which pause where too little is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import altair as alt

from services.dashboard import theme
from services.dashboard.charts.drawing import Rows, Spec, days_before, filled_in, of_ten, template
from services.dashboard.history import Point, stretches
from services.dashboard.wording.estimates import Name

COLOUR = {Name.CONFIDENCE: theme.CONFIDENCE, Name.READINESS: theme.READINESS}
_HEIGHT = 190


def over_time(name: Name, points: Sequence[Point], now: datetime, ink: str) -> Spec:
    """`points` are not empty, the oldest first; `ink` is a text colour. Days without a number are shaded."""
    known, unknown = _rows(name, points, now)
    rows = {"known": known, "unknown": unknown, "newest": known[-1:]}
    return filled_in(_template(name, ink), rows, days_before(points[0].at, now), now, ink)


@cache
def _template(name: Name, ink: str) -> Spec:
    known = alt.Chart(alt.NamedData("known")).encode(x="day:Q", detail="stretch:N")
    colour = COLOUR[name]
    return template(
        [
            alt.Chart(alt.NamedData("unknown"))
            .mark_rect(color=ink, opacity=0.1)
            .encode(x="day:Q", x2="until:Q", y=alt.datum(0), y2=alt.datum(10)),
            known.mark_area(color=colour, opacity=0.3).encode(y=of_ten("low", ink), y2="high:Q"),
            known.mark_line(color=colour, strokeWidth=2.5).encode(y=of_ten("value", ink)),
            alt.Chart(alt.NamedData("newest"))
            .mark_circle(color=colour, size=70, opacity=1)
            .encode(x="day:Q", y=of_ten("value", ink)),
        ],
        _HEIGHT,
    )


def _rows(name: Name, points: Sequence[Point], now: datetime) -> tuple[Rows, Rows]:
    """What is known day by day, by stretches, and the stretches between."""
    known: Rows = []
    unknown: Rows = []
    ended = days_before(points[0].at, now)
    for number, (there, together) in enumerate(stretches(points, name)):
        first, last = (days_before(point.at, now) for point in (together[0], together[-1]))
        if there:
            bands = [(point.at, band) for point in together if (band := point.of(name)) is not None]
            known += [
                {"day": days_before(at, now), "stretch": number, **_rounded(band.value, band.low, band.high)}
                for at, band in bands
            ]
        else:
            unknown.append({"day": ended, "until": last})
        ended = last if there else first
    return known, unknown


def _rounded(value: float, low: float, high: float) -> dict[str, float]:
    return {"value": round(value, 2), "low": round(low, 2), "high": round(high, 2)}
