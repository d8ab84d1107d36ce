"""The demo's identity picker: choose a site and a role. It exists only where `settings.demo` says so.

The choice lives on the server, where a reloaded page finds it again by the browser's random cookie. What the address
bar says is never a choice.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import streamlit as st

from services.dashboard import markup
from services.dashboard.demo_cookie import COOKIE
from services.dashboard.identity import Identity, Place, Role
from services.dashboard.queries import places
from services.dashboard.sources import sources
from services.dashboard.wording import pages as words
from services.dashboard.wording.names import named

KEPT_FOR = 10
"""Seconds for which the list of sites is not read again."""
_MOST_REMEMBERED = 1_000


def pick() -> Identity | None:
    """Show the picker and return what is chosen; None while there is nobody to see at any site. Raises StoreAway."""
    offered = _places()
    if not offered:
        _places.clear()  # somebody may join at any moment: an empty answer is not kept
        return None
    before = _remembered().get(st.context.cookies.get(COOKIE, ""))
    with st.sidebar:
        st.html(markup.block(markup.paragraph(words.DEMO, "because") + markup.paragraph(words.DEMO_HELP, "quiet")))
        organization = _choose(
            words.ORGANIZATION,
            sorted({place.organization for place in offered}),
            before.organization if before else None,
        )
        sites = [place.site for place in offered if place.organization == organization]
        site = _choose(words.SITE, sites, before.site if before else None)
        role = st.radio(
            words.ROLE,
            list(Role),
            index=list(Role).index(before.role) if before else 0,
            format_func=named,
            key="role",
        )
    chosen = Identity(organization, site, role or Role.COORDINATOR)
    _remember(st.context.cookies.get(COOKIE, ""), chosen)
    return chosen


def _choose(label: str, options: Sequence[str], before: str | None) -> str:
    """One of the options; a choice between one is not shown."""
    if len(options) == 1:
        return options[0]
    start = options.index(before) if before in options else 0
    # The key names the options: another organization's sites are another widget, with its own first choice.
    return st.selectbox(label, options, index=start, format_func=named, key=f"{label}:{','.join(options)}")


@st.cache_data(ttl=KEPT_FOR, show_spinner=False)
def _places() -> list[Place]:
    return places(sources().scores)


@st.cache_resource(show_spinner=False)
def _remembered() -> OrderedDict[str, Identity]:
    return OrderedDict()


def _remember(browser: str, chosen: Identity) -> None:
    if browser:
        _remembered()[browser] = chosen
        while len(_remembered()) > _MOST_REMEMBERED:
            _remembered().popitem(last=False)
