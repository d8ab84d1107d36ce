"""The history of one participant, asked for once and kept for this visitor while nothing new has happened."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

import streamlit as st

from services.dashboard.history import History, ask_history
from services.dashboard.released import ServiceAway
from services.dashboard.visit import Visit
from services.dashboard.wording.movement import BACKS
from shared.contracts.read_models import ScoresAsOf

_KEPT = "history"
Kept: TypeAlias = tuple[tuple[object, ...], dict[int, History]]


def history(visit: Visit, person: ScoresAsOf, site: str, back: int = BACKS[0]) -> History:
    """Estimates over time, and what moved them in the last `back` days. Raises ServiceAway, Refused.

    Kept in this visitor's own session, for this identity, until there is another event or another hour. A service
    that does not answer is asked once in a run of the page.
    """
    hour = visit.now.replace(minute=0, second=0, microsecond=0)
    of = (visit.identity, person.participant_id, person.events, site, hour)
    known_of, known = st.session_state.get(_KEPT, ((), {}))
    if known_of != of:
        known = {}
        st.session_state[_KEPT] = (of, known)
    if back not in known:
        known[back] = _asked(visit, person, site, back)
    found: History = known[back]
    return found


def _asked(visit: Visit, person: ScoresAsOf, site: str, back: int) -> History:
    tried: tuple[datetime, ServiceAway] | None = st.session_state.get(f"{_KEPT}-away")
    if tried and tried[0] == visit.now:
        raise tried[1]
    try:
        return ask_history(visit.released, person.participant_id, site, visit.now, back)
    except ServiceAway as error:
        st.session_state[f"{_KEPT}-away"] = (visit.now, error)
        raise
