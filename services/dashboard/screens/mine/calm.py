"""A part of their own pages that cannot be shown just now says so and since when, and comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from services.dashboard import markup
from services.dashboard.released import Refused, ServiceAway
from services.dashboard.visit import Visit
from services.dashboard.wording import participant as words


@contextmanager
def calmly(visit: Visit, part: str) -> Iterator[None]:
    """What is shown within stops at a service that is away. `part` has not been there since the first time."""
    key = f"away-{part}"
    try:
        yield
    except ServiceAway as error:
        since = st.session_state.setdefault(key, visit.now)
        st.info(words.away(error.service, since, visit.now))
    except Refused:
        st.info(words.not_released())
    else:
        st.session_state.pop(key, None)


def quiet(text: str) -> None:
    """A sentence in a softer colour."""
    st.html(markup.block(markup.paragraph(text, "quiet")))
