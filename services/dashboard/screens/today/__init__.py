"""Today: who would welcome a hand and why, what to celebrate and to look at together, and what is new.

The lists look again by themselves. The forms in which somebody acts on a reason belong to the whole page.
"""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from services.dashboard import in_place, markup, theme
from services.dashboard.acting.dialog import dialog
from services.dashboard.freshness import behind_since
from services.dashboard.language import _
from services.dashboard.live import SAME_RUN, live, look_for_news
from services.dashboard.screens.today import aside, asked, people
from services.dashboard.screens.today.reading import Morning, kept, read
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording import today as words
from shared.runtime.errors import StoreAway


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    st.html(theme.LISTS)
    st.title(_(words.TODAY), anchor=False)
    where = markup.block(markup.paragraph(pages.where(visit.identity), "quiet"))
    st.html(where + in_place.SCRIPT, unsafe_allow_javascript=True)
    asked.choices(visit)
    _morning(visit)
    dialog(visit)


@live(every=None)
def _morning(visit: Visit) -> None:
    wanted = asked.from_address(visit.identity)
    try:
        morning = read(visit, wanted)
    except StoreAway:
        before = kept(visit.identity, wanted)
        if before is None:
            raise
        morning = before
    else:
        visit.record("today", morning.everybody())
    _look_again(visit, morning)
    if morning.nobody:
        st.info(_(pages.EMPTY_SITE))
        return
    _at_a_glance(morning)
    if wanted.is_first:
        first, second = st.columns([5, 3], gap="large")
        with first:
            people.show(visit, wanted, morning.listed)
            aside.below(visit, morning)
        with second:
            aside.show(visit, morning)
    else:
        people.show(visit, wanted, morning.listed)


def _look_again(visit: Visit, shown: Morning) -> None:
    def look(later: Visit) -> Hashable:
        try:
            return read(later, shown.wanted).seen
        except StoreAway:
            return shown.seen  # nothing newer is known

    look_for_news(visit, visit.now, shown.seen, look, lambda later: _say_how_fresh(later, shown))


def _say_how_fresh(visit: Visit, shown: Morning) -> None:
    last = kept(visit.identity, shown.wanted) or shown
    if visit.now - last.now > SAME_RUN:
        st.info(words.kept_from(last.now, visit.now))
        return
    behind, since = behind_since(visit.sources)
    if behind:
        st.info(words.behind(since, visit.now))
    else:
        st.html(markup.block(markup.paragraph(words.shown_as_of(visit.now), "quiet")))


def _at_a_glance(morning: Morning) -> None:
    said = [words.how_many(reasons, count) for reasons, count in morning.counts.items() if count]
    if said:
        st.html(markup.block(markup.chips(said)))
