"""Answers on rulers over time, told apart by colour, by dash and by shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

import altair as alt

from services.dashboard import theme
from services.dashboard.charts.drawing import Rows, Spec, days_before, filled_in, of_ten, template
from services.dashboard.history import Answer
from services.dashboard.wording.conversation import ruler
from shared.contracts.vocabulary import RulerKind

_KINDS = (RulerKind.IMPORTANCE, RulerKind.CONFIDENCE, RulerKind.READINESS)
_COLOURS = (theme.TAKEN_AWAY, theme.CONFIDENCE, theme.READINESS)
_DASHES = ([2, 3], [1, 0], [7, 4])
_SHAPES = ("square", "circle", "triangle-up")
_HEIGHT = 190


def rulers(answers: Sequence[Answer], first: datetime, now: datetime, ink: str) -> Spec:
    """The answers for one goal, or for the change as a whole; the line of days begins at `first`."""
    rows: Rows = [{"day": days_before(one.at, now), "value": one.value, "ruler": ruler(one.kind)} for one in answers]
    made = _template(tuple(ruler(kind) for kind in _KINDS), ink)
    return filled_in(made, {"answers": rows}, days_before(first, now), now, ink)


@cache
def _template(kinds: tuple[str, ...], ink: str) -> Spec:
    """`kinds`: the rulers' names in the language of the page."""
    legend = alt.Legend(title=None, orient="top", labelColor=ink, labelFontSize=12, symbolStrokeWidth=2)
    base = alt.Chart(alt.NamedData("answers")).encode(
        x="day:Q",
        y=of_ten("value", ink),
        color=alt.Color("ruler:N", scale=alt.Scale(domain=list(kinds), range=list(_COLOURS)), legend=legend),
    )
    dash = alt.StrokeDash("ruler:N", scale=alt.Scale(domain=list(kinds), range=list(_DASHES)), legend=legend)
    shape = alt.Shape("ruler:N", scale=alt.Scale(domain=list(kinds), range=list(_SHAPES)), legend=legend)
    return template(
        [
            base.mark_line(strokeWidth=2).encode(strokeDash=dash),
            base.mark_point(size=45, filled=True, opacity=1).encode(shape=shape),
        ],
        _HEIGHT,
    )
