"""What happened, the newest first, page by page, narrowed to a kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

import streamlit as st

from services.dashboard import markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.queries import TimelinePage, read_timeline
from services.dashboard.screens.participant.calm import quiet
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from services.dashboard.wording.moments import day, day_of, days_ago
from services.dashboard.wording.timeline import TYPES, Kind, Plans, Story, no_longer_counts, story
from shared.contracts.events import EntryRetracted
from shared.contracts.read_models import ScoresAsOf


@live(every=None)
def show(visit: Visit, person: ScoresAsOf, site: str, plans: Plans) -> None:
    """Runs again by itself when it is narrowed or turned; asks each time whether the visitor may see."""
    participant_id = person.participant_id
    kind = st.pills(
        _(words.TIMELINE), list(Kind), label_visibility="collapsed", format_func=_, key=f"kind-{participant_id}"
    )
    types = TYPES[kind] if kind else [name for names in TYPES.values() for name in names]
    place = f"timeline-{participant_id}-{kind}"
    page = st.session_state.setdefault(place, 1)
    found = read_timeline(visit.sources.scores, visit.identity, participant_id, types, page)
    if not found.events:
        quiet(_(words.NO_EVENTS))
    else:
        st.html(markup.block(markup.timeline(told_by_day(found, plans, visit.now))))
    with st.container(horizontal=True):
        if page > 1 and st.button(_(words.NEWER), icon=":material/arrow_upward:"):
            st.session_state[place] = page - 1
            st.rerun(scope="fragment")
        if found.older and st.button(_(words.OLDER), icon=":material/arrow_downward:"):
            st.session_state[place] = page + 1
            st.rerun(scope="fragment")


def told_by_day(page: TimelinePage, plans: Plans, now: datetime) -> Iterator[markup.Day]:
    """A page of the timeline in words, day by day where `now` is; what no longer counts is marked."""
    for date, of_the_day in groupby(page.events, key=lambda event: day_of(event.time, now)):
        told = list(of_the_day)
        stories = [_marked(story(event, plans), page.retractions.get(event.id)) for event in told]
        yield day(date), days_ago(told[0].time, now), [(one.mark, one.headline, one.details) for one in stories]


def _marked(told: Story, retraction: tuple[datetime, EntryRetracted] | None) -> Story:
    return no_longer_counts(told, *retraction) if retraction else told
