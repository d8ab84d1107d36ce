"""A part of the page that cannot be shown just now says so, and the rest of the page stays."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import TypeAlias

import streamlit as st

from services.dashboard import markup, theme
from services.dashboard.language import _
from services.dashboard.released import Refused, Service, ServiceAway
from services.dashboard.visit import Visit
from services.dashboard.wording import participant as words
from shared.contracts.read_models import ScoresAsOf
from shared.runtime.errors import StoreAway

Part: TypeAlias = Callable[[Visit, ScoresAsOf, str], None]
"""Shows one part for a visit, a person, and the site at which the visitor may see them."""

_AWAY = "parts-away"
_DATABASE = "database"


def part(heading: str, show: Part, visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The part under its heading, which is marked and one of `words.PLACES`: links lead there."""
    st.header(_(heading), anchor=words.PLACES[heading])
    with calmly(visit):
        show(visit, person, site)


@contextmanager
def calmly(visit: Visit) -> Iterator[None]:
    """What is shown within stops at whatever is away, and a sentence takes its place."""
    try:
        yield
    except ServiceAway as error:
        st.info(words.away(error.service, away_since(visit, error.service), visit.now))
    except StoreAway:
        away_since(visit, _DATABASE)
        st.info(words.database_away(visit.now))
    except Refused:
        st.info(words.not_released())


def begin() -> None:
    """A run of the whole page begins: what was away in the one before is remembered by since when."""
    now_away, _before = _kept()
    st.session_state[_AWAY] = ({}, now_away)


def missing() -> Collection[object]:
    """The services, and perhaps the database, that something of the page could not be shown for."""
    return _kept()[0].keys()


def quiet(text: str) -> None:
    """A sentence in a softer colour."""
    st.html(markup.block(markup.paragraph(text, "quiet")))


def ink() -> str:
    """The colour of text in charts, for the theme of this browser."""
    return theme.INK[st.context.theme.type or "light"]


def away_since(visit: Visit, what: str | Service) -> datetime:
    """Since when this page has missed something of it; from now on it is one that something is missing from."""
    now_away, before = _kept()
    now_away.setdefault(what, before.get(what, visit.now))
    return now_away[what]


def _kept() -> tuple[dict[str, datetime], Mapping[str, datetime]]:
    kept: tuple[dict[str, datetime], Mapping[str, datetime]] = st.session_state.setdefault(_AWAY, ({}, {}))
    return kept
