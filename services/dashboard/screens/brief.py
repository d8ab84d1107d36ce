"""Session brief: one page before a conversation, on the screen and on paper.

Who is it about comes from the address bar, so it may be anybody's id: the query answers only for the visitor's sites,
and the services answer only for the participant's site now.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import streamlit as st

from services.dashboard import brief_markup, markup
from services.dashboard.brief import TO_BUILD_ON, Brief, Heard, Known, Part, Sentence, compose
from services.dashboard.brief_queries import read_known
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.released import Refused
from services.dashboard.visit import Visit
from services.dashboard.wording import pages
from services.dashboard.wording.brief import page as words
from services.dashboard.zones import zone_of
from shared.contracts.read_models import ScoresAsOf

PARAMETER = "participant"
"""The name of the participant's id in the address."""
STYLE = Path(__file__).parent.with_name("brief.css")


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about a person is shown."""
    participant_id = st.query_params.get(PARAMETER)
    if participant_id is None:
        _nobody(visit, _(words.CHOOSE))
        return
    st.html(STYLE)
    _sheet(visit, participant_id)


@live()
def _sheet(visit: Visit, participant_id: str) -> None:
    """Asks each time whether the visitor may see; a service that was away is asked again."""
    try:
        found = read_known(visit, participant_id)
    except Refused:
        found = None
    if found is None:
        _nobody(visit, _(pages.NOT_HERE))
        return
    person, known = found
    visit.record("brief", [participant_id])
    now = visit.now.astimezone(zone_of(visit.sources.settings, person.organization, person.site))
    _head(visit, person, known, now)
    st.html(_composed(compose(known, now), known, now))


def _nobody(visit: Visit, why: str) -> None:
    st.title(_(words.TITLE), anchor=False)
    st.info(why)
    visit.link("caseload", _(pages.BACK), ":material/arrow_back:")


def _head(visit: Visit, person: ScoresAsOf, known: Known, now: datetime) -> None:
    with st.container(key="back"):
        visit.link("participant", _(words.BACK), ":material/arrow_back:", participant=person.participant_id)
    st.title(words.title(person.participant_id), anchor=False)
    about = markup.paragraph(words.about(person, now), "quiet") + markup.paragraph(_(words.PRINTS), "unprinted")
    st.html(markup.block(about, "brief-head"))
    if known.missing:
        st.info(words.not_answering(known.missing))
    if known.on_their_way:
        st.info(words.on_their_way(known.on_their_way))


def _composed(brief: Brief, known: Known, now: datetime) -> str:
    """The whole sheet; all of it is in one piece of HTML, so that nothing of it can be shown without the rest."""
    told = {one.event_id: one for one in known.heard}
    sections = {part: _section(brief, part, told, now) for part in Part}
    record = [html for part, html in sections.items() if part not in TO_BUILD_ON]
    to_say = [sections[part] for part in TO_BUILD_ON]
    return brief_markup.sheet(record, to_say, (_(words.FROM_THE_RECORD), _(words.TO_BUILD_ON)))


def _section(brief: Brief, part: Part, told: Mapping[str, Heard[Any]], now: datetime) -> str:
    sentences = brief.parts[part]
    return brief_markup.section(
        part,
        _(words.HEADING[part]),
        [_sentence(one, told, now) for one in sentences],
        words.remark(part, said=bool(sentences), whole=brief.is_whole(part)),
    )


def _sentence(one: Sentence, told: Mapping[str, Heard[Any]], now: datetime) -> str:
    sources = [words.source(told[event_id].fact, told[event_id].at, now) for event_id in one.sources]
    return brief_markup.sentence(one, words.sources(sources), sources)
