"""A list of people with their reasons: by kind of reason, each with one way to begin, and what can be done."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

import streamlit as st

from services.dashboard import in_place, markup
from services.dashboard.acting import buttons
from services.dashboard.acting.buttons import Subject
from services.dashboard.language import _
from services.dashboard.screens.today import asked
from services.dashboard.screens.today.asked import Wanted
from services.dashboard.today_queries import Listed, Whose
from services.dashboard.visit import Visit
from services.dashboard.wording import acting, pages
from services.dashboard.wording import today as words
from services.dashboard.wording.attention import HEADING, SUGGESTION, because
from services.dashboard.wording.names import named
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ScoresAsOf


def show(visit: Visit, wanted: Wanted, listed: Listed) -> None:
    """The list that is looked at, with its pages."""
    nobody = "" if listed.people else markup.paragraph(_nobody(wanted))
    st.html(markup.block(markup.heading(2, _(words.LISTS[wanted.reasons])) + nobody, "head"))
    groups(visit, listed, wanted.reasons, "list")
    if wanted.page > 1 or listed.more:
        with st.container(horizontal=True, vertical_alignment="center", key="pages"):
            if wanted.page > 1:
                st.button(_(words.PREVIOUS), key="previous", on_click=asked.turn, args=(wanted.page - 1,))
            st.html(markup.block(markup.paragraph(words.page_number(wanted.page), "quiet")))
            if listed.more:
                st.button(_(words.NEXT), key="next", on_click=asked.turn, args=(wanted.page + 1,))


def groups(visit: Visit, listed: Listed, kinds: Sequence[AttentionReason], where: str) -> None:
    """People under the kind of their first reason, with one suggestion for all of them."""
    for reason, people in groupby(listed.people, _first_reason):
        if reason is not None:
            kind = markup.heading(3, _(HEADING[reason])) if len(kinds) > 1 else ""
            st.html(markup.block(kind + markup.paragraph(_(SUGGESTION[reason]), "suggestion"), "head"))
        for person in people:
            one(visit, person, where)


def one(visit: Visit, person: ScoresAsOf, where: str) -> None:
    """Somebody, why they stand here, who sees to it, and what can be done."""
    who, site = person.participant_id, person.site
    if site is None:
        return  # a list holds nobody without a site
    subject = Subject(who, site, buttons.as_told(visit, who, person.attention))
    with st.container(horizontal=True, gap="small", key=f"person-{where}-{who}"):
        name = in_place.link(pages.title(who), "participant", participant=who)
        st.html(markup.block(name + _why(visit, person, subject) + buttons.told(visit, who), "person"))
        buttons.offer(visit, subject, where=where)


def _why(visit: Visit, person: ScoresAsOf, subject: Subject) -> str:
    items = subject.standing or subject.attention
    me = visit.identity.id
    reasons = "".join(markup.paragraph(because(item, person)) for item in items)
    rules = "".join(markup.paragraph(words.rule(item, person)) for item in items)
    stands = acting.owners(items, me) if items else ""
    if not subject.standing and items:
        stands = words.rests(items[0], None)
    if len(visit.identity.sites) > 1:
        stands = words.at_site(named(subject.site), stands)
    folded = f"<details><summary>{escape(_(words.WHY_HERE))}</summary>{rules}</details>"
    return reasons + markup.paragraph(stands, "quiet") + folded


def _first_reason(person: ScoresAsOf) -> AttentionReason | None:
    standing: Attention | None = next((item for item in person.attention if item.rests_until is None), None)
    return standing.reason if standing else None


def _nobody(wanted: Wanted) -> str:
    if wanted.page > 1:
        return _(words.NO_MORE_HERE)
    if wanted.whose is not Whose.EVERYBODYS:
        return _(words.NONE_OF_THEM_IS[wanted.whose])
    return _(words.NOTHING_HERE[wanted.reasons])
