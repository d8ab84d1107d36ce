"""Both estimates: what they say, how sure that is, how they came about over time, and what they are made of."""

from __future__ import annotations

import streamlit as st

from services.dashboard import bars, charts, markup
from services.dashboard.history import History
from services.dashboard.language import _
from services.dashboard.screens.participant.calm import calmly, ink, quiet
from services.dashboard.screens.participant.told import history
from services.dashboard.visit import Visit
from services.dashboard.wording import movement as words
from services.dashboard.wording import pages
from services.dashboard.wording.estimates import (
    MEANING,
    Name,
    about,
    how_sure,
    points,
    says,
    shown_parts,
    total_tenths,
    trend,
)
from services.dashboard.wording.moments import day
from shared.contracts.read_models import Estimate, ScoresAsOf

_A_WEEK = 7


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The estimates stand here even while scoring does not answer: only their course over time is missing then."""
    told: History | None = None
    with calmly(visit):
        told = history(visit, person, site)
    for column, name in zip(st.columns(2, gap="medium"), Name, strict=True):
        with column, st.container(border=True, height="stretch", key=f"estimate-{name.value.lower()}"):
            _card(visit, name, estimate_of(person, name), told)


def estimate_of(person: ScoresAsOf, name: Name) -> Estimate:
    """One of the two."""
    return person.self_efficacy if name is Name.CONFIDENCE else person.readiness


def _card(visit: Visit, name: Name, estimate: Estimate, told: History | None) -> None:
    st.subheader(_(name), anchor=False)
    quiet(_(MEANING[name]))
    st.html(markup.block(markup.estimate(name, estimate, says(name, estimate, visit.now)), "now"))
    quiet(" ".join(filter(None, (trend(estimate), how_sure(estimate)))))
    if told and told.points:
        _over_time(visit, name, told)
    if estimate.value is not None:
        with st.expander(_(pages.WHY)):
            st.html(markup.block(_made_of(name, estimate)))


def _over_time(visit: Visit, name: Name, told: History) -> None:
    sentence = words.course(name, told.points, visit.now)
    st.vega_lite_chart(spec=charts.over_time(name, told.points, visit.now, ink()), alt=sentence)
    quiet(" ".join(filter(None, (sentence, words.gaps(name, told.points)))))
    with st.expander(_(pages.AS_TABLE)):
        rows = []
        for point in told.points[::-1][::_A_WEEK]:
            band = point.of(name)
            unknown = _(words.NOT_ENOUGH)
            said = (about(band.low, band.high), points(words.in_tenths(band.value))) if band else (unknown, "")
            rows.append((day(point.at.date()), *said))
        st.html(markup.block(markup.table(words.course_caption(name), words.course_header(), rows)))


def _made_of(name: Name, estimate: Estimate) -> str:
    first, *others = shown_parts(estimate)
    total = total_tenths(estimate)
    told = bars.Waterfall(first, others, (_(name), total))
    said = [words.step(tenths) for _part, tenths in others], points(first[1]), points(total)
    part, much = pages.PARTS_HEADER
    return bars.waterfall(pages.parts_of(name), (_(part), _(much)), told, said, name.value.lower())
