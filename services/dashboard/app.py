"""The script that Streamlit runs for every visit and every click: only wiring."""

from __future__ import annotations

from datetime import datetime

import streamlit as st
from streamlit.navigation.page import Page

from services.dashboard import theme
from services.dashboard.identity import Identity, identify
from services.dashboard.language import _, right_to_left, speaking
from services.dashboard.language_menu import in_the_address, pick_language
from services.dashboard.navigation import SCREENS, Screen, first_for
from services.dashboard.picker import pick
from services.dashboard.queries import places
from services.dashboard.sources import sources
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from services.dashboard.zones import zone_for
from shared.runtime.errors import StoreAway

FIRST = "first"
"""Streamlit wants a name for the page without an address; nobody sees it."""
LOOK_AGAIN = 5
"""Seconds between two looks at a database that is away, or still empty."""


def main() -> None:
    """Decide who is asking, find the page that the address names, and run it for them."""
    # The icon comes before the navigation, which would otherwise ask another server for a picture of the page's own.
    st.set_page_config(page_icon=theme.ICON, layout="wide")
    st.html(theme.STYLE)
    language = pick_language()
    with speaking(language):
        if right_to_left():
            st.html(theme.RIGHT_TO_LEFT)
        try:
            identity, away = identify(sources().settings, pick), False
        except StoreAway:
            identity, away = None, True
        first = first_for(identity.role if identity else None)
        pages: dict[str, Page] = {}
        by_name: list[Page] = []
        for screen in SCREENS:
            page = _page(screen, identity, language, pages, away=away)
            if screen.name == first:
                # The page that opens without an address has none; its own leads to it all the same.
                by_name.append(page)
                page = _page(screen, identity, language, pages, away=away, first=True)
            pages[screen.name] = page
        page = st.navigation([*pages.values(), *by_name])
        st.set_page_config(page_title=words.in_browser(page.title))
        page.run()


def _page(
    screen: Screen,
    identity: Identity | None,
    language: str,
    pages: dict[str, Page],
    *,
    away: bool,
    first: bool = False,
) -> Page:
    theirs = identity is not None and identity.role in screen.roles
    opens_first = screen.name == first_for(identity.role if identity else None)

    def run() -> None:
        if away:
            _wait_for_the_database(language)
        elif identity is None:
            _nobody(language)
        elif not theirs:
            _not_theirs(screen, identity, pages)
        else:
            _show(screen, identity, language, {name: pages[name] for name in _open_to(identity)})

    return st.Page(
        run,
        title=screen.title(),
        icon=screen.icon,
        url_path=FIRST if first else screen.name,
        default=first,
        visibility="visible" if theirs and screen.listed and (first or not opens_first) else "hidden",
    )


def _not_theirs(screen: Screen, identity: Identity, pages: dict[str, Page]) -> None:
    """That this page is not for them, and the way to the one that stands first for them."""
    st.title(screen.title(), anchor=False)
    st.info(words.not_for(identity.role))
    first = first_for(identity.role)
    with st.container(key="back"):
        label = words.first_page(pages[first].title)
        st.page_link(pages[first], label=label, icon=":material/arrow_back:", query_params=in_the_address())


def _open_to(identity: Identity) -> list[str]:
    return [screen.name for screen in SCREENS if identity.role in screen.roles]


def _show(screen: Screen, identity: Identity, language: str, pages: dict[str, Page]) -> None:
    here = sources()
    now = datetime.now(zone_for(here.settings, identity))
    try:
        screen.show(Visit(identity, here, now, language, pages))
    except StoreAway:
        _wait_for_the_database(language)


def _nobody(language: str) -> None:
    if sources().settings.demo:
        _wait_for_somebody(language)
    else:
        st.info(_(words.NO_PROVIDER))


@st.fragment(run_every=LOOK_AGAIN)
def _wait_for_somebody(language: str) -> None:
    with speaking(language):
        st.info(_(words.NOBODY_YET))
    try:
        arrived = bool(places(sources().scores))
    except StoreAway:
        arrived = True  # the whole page says so
    if arrived:
        st.rerun()


@st.fragment(run_every=LOOK_AGAIN)
def _wait_for_the_database(language: str) -> None:
    with speaking(language):
        st.info(_(words.STORE_AWAY))
    try:
        sources().ping()
    except StoreAway:
        return
    st.rerun()


main()
