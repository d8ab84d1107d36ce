"""Beside the list: small wins, what to look at together, what is new, and what rests."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from services.dashboard import in_place, markup
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
        _news(morning.news)
    _resting(visit, morning)


def _leaves_room(morning: Morning) -> bool:
    return len(morning.listed.people) < FEW


def _glance(visit: Visit, listed: Listed, reasons: tuple[AttentionReason, ...], name: str) -> None:
    nobody = "" if listed.people else markup.paragraph(_(words.NOTHING_HERE[reasons]), "quiet")
    st.html(markup.block(markup.heading(2, _(words.LISTS[reasons])) + nobody, "head"))
    people.groups(visit, listed, reasons, name)
    if listed.more:
        visit.link("today", _(words.ALL_OF_THEM), ":material/arrow_forward:", list=name)


def _news(news: News) -> None:
    said = words.said_something(news.count) if news.count else _(words.NOTHING_NEW)
    head = markup.heading(2, _(words.NEW)) + markup.paragraph(words.new_since(news.since), "quiet")
    told = _names(news.joined, "joined") + markup.paragraph(said, "quiet") + _names(news.heard, "heard")
    st.html(markup.block(head + told, "head"))


def _names(those: Sequence[ScoresAsOf], kind: str) -> str:
    """Their names as links, each with when they were heard from; nothing for nobody."""
    entries = "".join(f"<li>{_name(one)} {markup.paragraph(words.heard(one), 'quiet')}</li>" for one in those)
    return f'<ul class="names {kind}">{entries}</ul>' if entries else ""


def _name(person: ScoresAsOf) -> str:
    who = person.participant_id
    return in_place.link(pages.title(who), "participant", participant=who)


def _resting(visit: Visit, morning: Morning) -> None:
    page, resting = morning.wanted.resting, morning.resting
    with st.expander(_(words.RESTING), expanded=page > 0, icon=":material/bedtime:"):
        if resting is None:
            st.button(_(words.SHOW_RESTING), key="show-resting", on_click=asked.turn_resting, args=(1,))
            return
        if resting.people:
            st.html(markup.block("".join(_rests(morning, person) for person in resting.people)))
        else:
            _quiet(_(words.NOTHING_RESTS if page == 1 else words.NO_MORE_HERE))
        with st.container(horizontal=True, key="resting-pages"):
            if page > 1:
                st.button(_(words.PREVIOUS), key="resting-before", on_click=asked.turn_resting, args=(page - 1,))
            if resting.more:
                st.button(_(words.NEXT), key="resting-after", on_click=asked.turn_resting, args=(page + 1,))


def _rests(morning: Morning, person: ScoresAsOf) -> str:
    who = person.participant_id
    told = [
        words.rests(item, morning.rest_because.get((who, item.reason)))
        for item in person.attention
        if item.rests_until is not None
    ]
    return f'<div class="person">{_name(person)}{"".join(markup.paragraph(one, "quiet") for one in told)}</div>'


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))
