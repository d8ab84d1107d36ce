"""Who this is, why they may welcome a hand, and where to go from here; looks for news by itself."""

from __future__ import annotations

from collections.abc import Hashable

import streamlit as st

from services.dashboard import markup
from services.dashboard.acting import buttons
from services.dashboard.language import _
from services.dashboard.live import look_for_news, newest
from services.dashboard.pulse import is_still_so, silent
from services.dashboard.queries import find_participant
from services.dashboard.screens.participant.calm import missing, quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording import participant as words
from services.dashboard.wording.attention import SUGGESTION, because
from services.dashboard.wording.estimates import DISCLAIMER
from services.dashboard.wording.moments import as_of, days_ago
from shared.contracts.attention import Attention
from shared.contracts.read_models import ScoresAsOf

PARAMETER, VIEW, SUMMARY = "participant", "view", "summary"
"""In the address: whose page it is, and that their summary is asked for instead of the whole page."""


def back(visit: Visit) -> None:
    """The way to the caseload."""
    with st.container(key="back"):
        visit.link("caseload", _(pages.BACK), ":material/arrow_back:")


def show(visit: Visit, person: ScoresAsOf) -> None:
    """The head of the page; an empty list of reasons shows nothing."""
    back(visit)
    st.title(pages.title(person.participant_id), anchor=False)
    joined = days_ago(person.enrolled_at, visit.now) if person.enrolled_at else None
    course = pages.course(person.program, joined)
    quiet(f"{course}. {pages.where(visit.identity, [person.site] if person.site else None)} {as_of(visit.now)}.")
    quiet(_(DISCLAIMER))
    with st.container(horizontal=True, key="ways"):
        visit.link("brief", _(words.BRIEF), ":material/forum:", participant=person.participant_id)
        on_paper = {PARAMETER: person.participant_id, VIEW: SUMMARY}
        visit.link("participant", _(words.SUMMARY), ":material/print:", **on_paper)
    news(visit, person)
    places = [(_(heading), place) for heading, place in words.PLACES.items()]
    st.html(markup.block(markup.places(_(words.ON_THIS_PAGE), places)))
    attention = buttons.as_told(visit, person.participant_id, person.attention)
    if attention:
        st.header(_(words.MAY_WELCOME_A_HAND), anchor=False)
        st.html(markup.block("".join(_reason(visit, person, item) for item in attention)))
    if person.site is not None:
        if told := buttons.told(visit, person.participant_id):
            st.html(markup.block(told))
        with st.container(horizontal=True, gap="xsmall", key="acting"):
            buttons.offer(visit, buttons.Subject(person.participant_id, person.site, attention))


def _reason(visit: Visit, person: ScoresAsOf, item: Attention) -> str:
    stands = words.stands(item, visit.identity)
    return (
        markup.paragraph(because(item, person), "because")
        + (markup.paragraph(stands, "quiet") if stands else "")
        + markup.paragraph(_(SUGGESTION[item.reason]), "suggestion")
    )


def news(visit: Visit, shown: ScoresAsOf) -> None:
    """Says when it looked last; draws the page again when there is something new, they have moved away, or something
    else is missing than was: a service went away, or is back."""

    def look(later: Visit) -> Hashable:
        person = find_participant(later.sources.scores, later.identity, shown.participant_id, later.now)
        return newest(person) if person is not None and is_still_so(missing(), silent(later.sources)) else None

    look_for_news(visit, visit.now, newest(shown), look, lambda later: quiet(words.fresh(later.now)))
