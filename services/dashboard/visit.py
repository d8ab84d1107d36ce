"""One run of a page: who looks, from where it reads, in which language, and which moment is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import streamlit as st
from streamlit.navigation.page import Page

from services.dashboard.access_log import record_view
from services.dashboard.identity import Identity
from services.dashboard.language_menu import in_the_address
from services.dashboard.released import Released, addresses_in
from services.dashboard.sources import Sources

_LAST_VIEW = "last-view"


@dataclass(frozen=True, slots=True)
class Visit:
    """`now` is one moment for the whole page, in the site's zone: every "9 days ago" counts from the same instant.

    `pages`: those that this identity may open, by name, for links.
    """

    identity: Identity
    sources: Sources
    now: datetime
    language: str
    pages: Mapping[str, Page]

    @property
    def released(self) -> Released:
        """What the services release to this identity, and its commands."""
        return Released(self.sources.client, addresses_in(self.sources.settings), self.identity)

    def later(self) -> Visit:
        """The same visit, now."""
        return replace(self, now=datetime.now(self.now.tzinfo))

    def link(self, page: str, label: str, icon: str = "", **parameters: str) -> None:
        """A link to one of `pages`; nothing for a page that this identity may not open."""
        if page in self.pages:
            st.page_link(
                self.pages[page], label=label, icon=icon or None, query_params={**parameters, **in_the_address()}
            )

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
