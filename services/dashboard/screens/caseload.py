"""Caseload: everybody at the visitor's sites."""

from __future__ import annotations

import streamlit as st

from services.dashboard.caseload_asked import from_address
from services.dashboard.caseload_queries import Page, read_page
from services.dashboard.language import _
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    asked = from_address(st.query_params.to_dict(), visit.identity)
    page = Page() if asked is None else read_page(visit.sources.scores, visit.identity, asked, visit.now)
    visit.record("caseload", [person.participant_id for person in page.people])
    st.title(_(words.CASELOAD), anchor=False)
    for person in page.people:
        visit.link("participant", words.title(person.participant_id), participant=person.participant_id)
