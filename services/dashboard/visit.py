"""One run of a page: who looks, from where it reads, and which moment is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from services.dashboard.access_log import record_view
from services.dashboard.identity import Identity
from services.dashboard.sources import Sources

_LAST_VIEW = "last-view"


@dataclass(frozen=True, slots=True)
class Visit:
    """`now` is one moment for the whole page: every "9 days ago" on it counts from the same instant."""

    identity: Identity
    sources: Sources
    now: datetime

    def record(self, page: str, participant_ids: Sequence[str]) -> None:
        """Put into the access log that these people are about to be shown. Raises StoreAway: then show nothing.

        A page that runs again with the same people for the same identity is the same view, and recorded once.
        """
        view = (page, self.identity, tuple(participant_ids))
        if st.session_state.get(_LAST_VIEW) == view:
            return
        if participant_ids:
            record_view(self.sources.own, self.identity, page, participant_ids, self.now)
        st.session_state[_LAST_VIEW] = view
