"""Participant: reasons for attention, both estimates and why they moved, the journey, and the timeline.

Who is shown comes from the address bar, so it may be anybody's id: the query answers only for the visitor's own
sites. What a service does not release just now is missing from its own part only.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from services.dashboard import theme
from services.dashboard.acting.dialog import dialog
from services.dashboard.language import _
from services.dashboard.queries import find_participant, read_plans
from services.dashboard.screens.participant import (
    calm,
    conversation,
    estimates,
    goals,
    head,
    moved,
    setbacks,
    steps,
    summary,
    timeline,
)
from services.dashboard.screens.participant.calm import part
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording import participant as words
from services.dashboard.wording.timeline import by_step
from shared.contracts.read_models import ScoresAsOf

_STYLE = Path(__file__).parents[2] / "participant.css"
_JOURNEY = (
    (words.GOALS, goals.show),
    (words.STEPS, steps.show),
    (words.SETBACKS, setbacks.show),
)
"""Parts that need what the services release of the participant's own words."""


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about the person is shown."""
    participant_id = st.query_params.get(head.PARAMETER)
    if participant_id is None:
        _nobody(visit, pages.CHOOSE)
        return
    person = find_participant(visit.sources.scores, visit.identity, participant_id, visit.now)
    if person is None or person.site is None:
        _nobody(visit, pages.NOT_HERE)
        return
    visit.record("participant", [participant_id])
    calm.begin()
    st.html(_STYLE)
    st.html(theme.LISTS)
    if st.query_params.get(head.VIEW) == head.SUMMARY:
        with st.container(key="news"):
            head.news(visit, person)
        with calm.calmly(visit):
            summary.show(visit, person, person.site)
        return
    _whole_page(visit, person, person.site)


def _whole_page(visit: Visit, person: ScoresAsOf, site: str) -> None:
    plans = by_step(read_plans(visit.sources.scores, visit.identity, person.participant_id))
    head.show(visit, person)
    part(words.ESTIMATES, estimates.show, visit, person, site)
    part(words.WHY, partial(moved.show, plans=plans), visit, person, site)
    for heading, show_it in _JOURNEY:
        part(heading, show_it, visit, person, site)
    conversation.show(visit, person, site)
    part(words.TIMELINE, partial(timeline.show, plans=plans), visit, person, site)
    calm.quiet(_(pages.TIMES))
    dialog(visit)


def _nobody(visit: Visit, why: str) -> None:
    st.title(_(pages.PARTICIPANT), anchor=False)
    st.info(_(why))
    head.back(visit)
