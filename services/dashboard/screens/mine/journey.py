"""Goals, steps and what helped, in plain words: what the printable summary tells, without the estimates."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.queries import find_participant
from services.dashboard.screens.mine.calm import calmly
from services.dashboard.screens.participant.summary import parts, summarized
from services.dashboard.visit import Visit
from services.dashboard.wording.summary import NOTHING
from shared.contracts.read_models import ScoresAsOf

_KEPT = "own-journey"


@live()
def show(visit: Visit) -> None:
    """Asked anew when something new is recorded, and until all of it could be told."""
    person = find_participant(visit.sources.scores, visit.identity, visit.identity.id, visit.now)
    if person is None:
        return
    with calmly(visit, _KEPT):
        st.html(_told(visit, person))


def _told(visit: Visit, person: ScoresAsOf) -> str:
    """Kept in this visitor's own session, for this identity. Raises ServiceAway, Refused and StoreAway."""
    of = (visit.identity, person.events, visit.now.date(), visit.language)
    known_of, known = st.session_state.get(_KEPT, ((), ""))
    if known_of == of and isinstance(known, str):
        return known
    told = "".join(parts(summarized(visit, person, person.site or ""), visit.now, level=3))
    html = markup.block(told or markup.paragraph(_(NOTHING), "quiet"), "story journey")
    st.session_state[_KEPT] = (of, html)
    return html
