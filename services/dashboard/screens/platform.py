"""Platform: how the services are, for those who run them. They are asked about themselves, never about people."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup, platform_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.platform_queries import Watch
from services.dashboard.released import addresses_in
from services.dashboard.visit import Visit
from services.dashboard.wording import platform as words

LOOK_AGAIN = 8
"""Seconds between two looks: more than one takes at the most, for what is still asked when the next begins is never
drawn."""


def show(visit: Visit) -> None:
    """Nobody is shown, so nothing goes into the access log."""
    st.html(platform_markup.STYLE)
    st.title(_(words.TITLE), anchor=False)
    st.html(markup.block(markup.paragraph(_(words.NOBODY), "quiet")))
    _services(visit)
    with st.expander(_(words.MEANINGS)):
        st.html(platform_markup.meanings())


@live(every=LOOK_AGAIN)
def _services(visit: Visit) -> None:
    seen = _watch().look(visit.sources.client, addresses_in(visit.sources.settings), visit.now)
    st.html(markup.block(markup.paragraph(words.looked(visit.now), "quiet")))
    st.html(platform_markup.services(seen, visit.now))


@st.cache_resource(show_spinner=False)
def _watch() -> Watch:
    """The same for every operator: a service is away for all of them since the same moment."""
    return Watch()
