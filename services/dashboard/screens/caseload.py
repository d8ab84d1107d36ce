"""Caseload: who at this site may welcome a hand today and why, then everyone else."""

from __future__ import annotations

from itertools import groupby
from math import ceil

import streamlit as st

from services.dashboard import markup
from services.dashboard.caseload_queries import PAGE_SIZE, Caseload
from services.dashboard.language import _
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from services.dashboard.wording.attention import HEADING, SUGGESTION, because, summary
from services.dashboard.wording.estimates import DISCLAIMER, Name, says
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ScoresAsOf


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    caseload = Caseload(visit.sources.scores, visit.identity, visit.now)
    overview = caseload.overview()
    to_reach, others = _List(visit, "hand", overview.may_welcome_a_hand), _List(visit, "else", overview.everyone_else)
    with_reasons = caseload.may_welcome_a_hand(to_reach.page)
    without = caseload.everyone_else(others.page)
    visit.record("caseload", [person.participant_id for person in (*with_reasons, *without)])

    st.title(_(words.CASELOAD), anchor=False)
    _quiet(words.looking(visit.identity, visit.now))
    if not overview.people:
        st.info(_(words.EMPTY_SITE))
        return
    _quiet(_(DISCLAIMER))
    st.html(markup.block(markup.chips([words.people(overview.people), *summary(overview.by_reason)])))
    st.header(_(words.MAY_WELCOME_A_HAND), anchor=False)
    if not with_reasons:
        st.write(_(words.NO_REASONS))
    for reason, people in groupby(with_reasons, _first_reason):
        if reason is not None:
            st.subheader(_(HEADING[reason]), anchor=False)
            st.html(markup.block(markup.paragraph(_(SUGGESTION[reason]), "suggestion")))
        for person in people:
            with st.container(border=True, key=f"person-{person.participant_id}"):
                why, estimates = st.columns(2)
                with why.container(gap="xsmall"):
                    _link(visit, person)
                    st.html(markup.block(_reasons(person)))
                estimates.html(markup.block(_estimates(person)))
    to_reach.show_pages()
    st.header(_(words.EVERYONE_ELSE), anchor=False)
    if not without:
        st.write(_(words.NOBODY_ELSE))
    for person in without:
        with st.container(border=True, gap="xsmall", key=f"person-{person.participant_id}"):
            name, estimates = st.columns([1, 5], vertical_alignment="center")
            with name:
                _link(visit, person)
            estimates.html(markup.block(_estimates(person, "beside")))
    others.show_pages()
    _quiet(_(words.TIMES))


class _List:
    """One of the two lists: which page of it is shown, and the control to turn it."""

    def __init__(self, visit: Visit, name: str, length: int) -> None:
        # Another site is another list, and begins at its first page.
        self._key = f"page-{name}-{visit.identity.organization}-{'-'.join(visit.identity.sites)}"
        self._pages = ceil(length / PAGE_SIZE)
        self.page = max(1, min(st.session_state.get(self._key) or 1, self._pages))

    def show_pages(self) -> None:
        if self._pages > 1:
            st.pagination(self._pages, key=self._key)


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))


def _link(visit: Visit, person: ScoresAsOf) -> None:
    visit.link("participant", words.title(person.participant_id), participant=person.participant_id)


def _first_reason(person: ScoresAsOf) -> AttentionReason | None:
    # None: their newest event carries a time ahead of ours, and by then the reason has passed.
    return person.attention[0].reason if person.attention else None


def _reasons(person: ScoresAsOf) -> str:
    return "".join(markup.paragraph(because(item, person)) for item in person.attention)


def _estimates(person: ScoresAsOf, how: str = "") -> str:
    confidence, readiness = person.self_efficacy, person.readiness
    return (
        f'<div class="estimates {how}">'
        + markup.estimate(Name.CONFIDENCE, confidence, says(Name.CONFIDENCE, confidence, person.now))
        + markup.estimate(Name.READINESS, readiness, says(Name.READINESS, readiness, person.now))
        + "</div>"
    )
