"""Who looked at a participant's record, and when: the newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import streamlit as st

from services.dashboard import markup
from services.dashboard.identity import Role
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.own.looks import LooksPage, read_looks
from services.dashboard.screens.mine.calm import quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import mine as words
from services.dashboard.wording import pages
from services.dashboard.wording.moments import day, day_of, days_ago
from services.dashboard.wording.own_supporters import short_forms

_PAGE = "looks-page"


@live()
def show(visit: Visit) -> None:
    """A page of the access log, of views of this participant."""
    quiet(_(words.EVERY_LOOK))
    place = (_PAGE, visit.identity)
    page = st.session_state.setdefault(str(place), 1)
    found = read_looks(visit.sources.own, visit.identity, page)
    if not found.looks:
        quiet(_(words.NOBODY_LOOKED))
    else:
        st.html(markup.block(markup.timeline(_by_day(found, visit))))
    with st.container(horizontal=True):
        if page > 1 and st.button(_(pages.NEWER), icon=":material/arrow_upward:"):
            st.session_state[str(place)] = page - 1
            st.rerun(scope="fragment")
        if found.older and st.button(_(pages.OLDER), icon=":material/arrow_downward:"):
            st.session_state[str(place)] = page + 1
            st.rerun(scope="fragment")


def _by_day(page: LooksPage, visit: Visit) -> Iterator[markup.Day]:
    shorts = short_forms(one.by for one in page.looks if one.role is Role.SUPPORTER)
    for date, of_the_day in groupby(page.looks, key=lambda one: day_of(one.at, visit.now)):
        looks = list(of_the_day)
        told = [words.looked(one, visit.identity, visit.now, shorts) for one in looks]
        yield (
            day(date),
            days_ago(looks[0].at, visit.now),
            [("·", who, [what] if what else []) for who, what in told],
        )
