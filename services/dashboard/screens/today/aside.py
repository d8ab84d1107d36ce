"""Beside the list: small wins, what to look at together, what is new, and what rests."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from services.dashboard import markup
from services.dashboard.language import _
from services.dashboard.screens.today import asked, people
from services.dashboard.screens.today.reading import Morning
from services.dashboard.today_queries import TOGETHER, WINS, Listed, News
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording import today as words
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ScoresAsOf

FEW = 5
"""People in the list that leave room below it."""


def below(visit: Visit, morning: Morning) -> None:
    """What to look at together stands below a short list, so that neither column stays empty."""
    if _leaves_room(morning):
        _glance(visit, morning.together, TOGETHER, "together")


def show(visit: Visit, morning: Morning) -> None:
    """What went well first."""
    _glance(visit, morning.wins, WINS, "wins")
    if not _leaves_room(morning):
        _glance(visit, morning.together, TOGETHER, "together")
    if morning.news is not None:
        _news(visit, morning.news)
    _resting(visit, morning)


def _leaves_room(morning: Morning) -> bool:
    return len(morning.listed.people) < FEW


def _glance(visit: Visit, listed: Listed, reasons: tuple[AttentionReason, ...], name: str) -> None:
    st.header(_(words.LISTS[reasons]), anchor=False)
    if not listed.people:
        _quiet(_(words.NOTHING_HERE[reasons]))
    people.groups(visit, listed, reasons, name)
    if listed.more:
        visit.link("today", _(words.ALL_OF_THEM), ":material/arrow_forward:", list=name)


def _news(visit: Visit, news: News) -> None:
    st.header(_(words.NEW), anchor=False)
    _quiet(words.new_since(news.since))
    _links(visit, news.joined, "joined")
    _quiet(words.said_something(news.count) if news.count else _(words.NOTHING_NEW))
    _links(visit, news.heard, "heard")


def _links(visit: Visit, those: Sequence[ScoresAsOf], where: str) -> None:
    for person in those:
        who = person.participant_id
        with st.container(horizontal=True, gap="small", vertical_alignment="center", key=f"person-{where}-{who}"):
            visit.link("participant", pages.title(who), participant=who)
            _quiet(words.heard(person))


def _resting(visit: Visit, morning: Morning) -> None:
    page, resting = morning.wanted.resting, morning.resting
    with st.expander(_(words.RESTING), expanded=page > 0, icon=":material/bedtime:"):
        if resting is None:
            st.button(_(words.SHOW_RESTING), key="show-resting", on_click=asked.turn_resting, args=(1,))
            return
        if not resting.people:
            _quiet(_(words.NOTHING_RESTS if page == 1 else words.NO_MORE_HERE))
        for person in resting.people:
            _rests(visit, morning, person)
        with st.container(horizontal=True, key="resting-pages"):
            if page > 1:
                st.button(_(words.PREVIOUS), key="resting-before", on_click=asked.turn_resting, args=(page - 1,))
            if resting.more:
                st.button(_(words.NEXT), key="resting-after", on_click=asked.turn_resting, args=(page + 1,))


def _rests(visit: Visit, morning: Morning, person: ScoresAsOf) -> None:
    who = person.participant_id
    told = [
        words.rests(item, morning.rest_because.get((who, item.reason)))
        for item in person.attention
        if item.rests_until is not None
    ]
    with st.container(gap="xsmall", key=f"person-rests-{who}"):
        visit.link("participant", pages.title(who), participant=who)
        st.html(markup.block("".join(markup.paragraph(one, "quiet") for one in told)))


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))
