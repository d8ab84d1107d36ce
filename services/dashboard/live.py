"""Parts of a page that look again by themselves, so that what is new shows without a reload."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec

import streamlit as st

from services.dashboard.language import _, speaking
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from shared.contracts.read_models import ScoresAsOf
from shared.runtime.errors import StoreAway

LOOK_AGAIN = 12
"""Seconds between two looks: with what scoring and a rerun take, what is new shows within 15."""
SAME_RUN = timedelta(seconds=5)
"""A look so soon after something was drawn belongs to drawing it."""

P = ParamSpec("P")


def live(
    every: float | None = LOOK_AGAIN,
) -> Callable[[Callable[Concatenate[Visit, P], None]], Callable[Concatenate[Visit, P], None]]:
    """A part that runs again every so many seconds (None: only when something in it is used), and on its own.

    It is given the visit as of then, and says by itself when the database is away. It must scope its queries by the
    visit each time: what the visitor may see can have changed.
    """

    def decorated(show: Callable[Concatenate[Visit, P], None]) -> Callable[Concatenate[Visit, P], None]:
        @st.fragment(run_every=every)
        def again(visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> None:
            with speaking(visit.language):
                try:
                    show(visit.later(), *args, **kwargs)
                except StoreAway:
                    st.info(_(words.STORE_AWAY))

        return again

    return decorated


@live()
def look_for_news(
    visit: Visit, drawn_at: datetime, shown: Hashable, look: Callable[[Visit], Hashable], say: Callable[[Visit], None]
) -> None:
    """Draws the page again when `look` finds something else than what is `shown`, and says how fresh that is.

    A page that changes rarely looks often in this way for the price of a line: to draw a list again costs the browser
    as much as to open it.
    """
    if visit.now - drawn_at > SAME_RUN and look(visit) != shown:
        st.rerun()
    say(visit)


def newest(person: ScoresAsOf) -> Hashable:
    """What a page shows of somebody is another only when this is another: their events, or the day."""
    return (person.participant_id, person.events, person.site, person.status, person.attention, person.now.date())
