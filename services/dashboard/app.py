"""The script that Streamlit runs for every visit and every click: only wiring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st

from services.dashboard import theme
from services.dashboard.identity import identify
from services.dashboard.picker import pick
from services.dashboard.queries import places
from services.dashboard.screens import caseload, participant
from services.dashboard.sources import sources
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from shared.runtime.errors import StoreAway

LOOK_AGAIN = 5
"""Seconds between two looks at a database that is away, or still empty."""


def main() -> None:
    """Find the page that the address names, decide who is asking, and run it for them."""
    # The icon comes before the navigation, which would otherwise ask another server for a picture of the page's own.
    st.set_page_config(page_icon=theme.ICON, layout="wide")
    st.html(theme.STYLE)
    people = st.Page(
        lambda: _for_whoever_asks(lambda visit: caseload.show(visit, person)),
        title=words.CASELOAD,
        icon=":material/groups:",
        default=True,
    )
    person = st.Page(
        lambda: _for_whoever_asks(lambda visit: participant.show(visit, people)),
        title=words.PARTICIPANT,
        icon=":material/person:",
        url_path="participant",
    )
    page = st.navigation([people, person])
    st.set_page_config(page_title=words.in_browser(page.title))
    page.run()


def _for_whoever_asks(show: Callable[[Visit], None]) -> None:
    here = sources()
    try:
        identity = identify(here.settings, pick)
        if identity is not None:
            show(Visit(identity, here, datetime.now(UTC)))
        elif here.settings.demo:
            _wait_for_somebody()
        else:
            st.info(words.NO_PROVIDER)
    except StoreAway:
        _wait_for_the_database()


@st.fragment(run_every=LOOK_AGAIN)
def _wait_for_somebody() -> None:
    st.info(words.NOBODY_YET)
    try:
        arrived = bool(places(sources().scores))
    except StoreAway:
        arrived = True  # the whole page says so
    if arrived:
        st.rerun()


@st.fragment(run_every=LOOK_AGAIN)
def _wait_for_the_database() -> None:
    st.info(words.STORE_AWAY)
    try:
        sources().ping()
    except StoreAway:
        return
    st.rerun()


main()
