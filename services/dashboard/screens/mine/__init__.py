"""My pages: what a participant can know of their own record, and what they can say to it.

Everything is asked as this participant and about nobody else: nothing in the address changes who is shown.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from services.dashboard import markup, theme
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.queries import find_participant
from services.dashboard.screens.mine import answering, estimates, journey, looked, sharing
from services.dashboard.screens.mine.calm import quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import mine as words
from services.dashboard.wording import pages
from services.dashboard.wording.estimates import DISCLAIMER
from services.dashboard.wording.participant import ON_THIS_PAGE
from services.dashboard.zones import zone_of


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about the participant is shown."""
    st.title(_(words.TITLE), anchor=False)
    person = find_participant(visit.sources.scores, visit.identity, visit.identity.id, visit.now)
    if person is None:
        _wait(visit)
        return
    visit.record("mine", [visit.identity.id])
    zone = zone_of(visit.sources.settings, person.organization, person.site)
    visit = replace(visit, now=visit.now.astimezone(zone))
    st.html(theme.STORY)
    st.html(theme.MINE)
    quiet(pages.looking(visit.identity, visit.now))
    st.html(markup.block(markup.places(_(ON_THIS_PAGE), [(_(name), at) for name, at in words.PLACES.items()])))
    _head(words.ESTIMATES)
    quiet(_(DISCLAIMER))
    estimates.show(visit)
    _head(words.CHECK_IN)
    answering.check_in(visit)
    _head(words.CONTACT)
    answering.contact(visit)
    _head(words.JOURNEY)
    journey.show(visit)
    _head(words.SHARING)
    sharing.show(visit)
    _head(words.LOOKED)
    looked.show(visit)


def _head(marked: str) -> None:
    st.header(_(marked), anchor=words.PLACES[marked])


@live()
def _wait(visit: Visit) -> None:
    """Until something is recorded of them."""
    if find_participant(visit.sources.scores, visit.identity, visit.identity.id, visit.now) is not None:
        st.rerun()
    st.info(_(words.NOTHING_YET))
