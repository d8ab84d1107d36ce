"""Participant: both estimates with what they are made of and what moved them, and the timeline.

Who is shown comes from the address bar, so it may be anybody's id: the query answers only for the visitor's own site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import groupby, islice

import streamlit as st

from services.dashboard import charts, markup, theme
from services.dashboard.language import _
from services.dashboard.queries import TimelinePage, find_participant, read_events, read_plans, read_timeline
from services.dashboard.visit import Visit
from services.dashboard.wording import pages as words
from services.dashboard.wording.attention import SUGGESTION, because
from services.dashboard.wording.estimates import (
    DISCLAIMER,
    MEANING,
    PARTS,
    Name,
    how_sure,
    points,
    says,
    shown_parts,
    signed,
    total_tenths,
    trend,
)
from services.dashboard.wording.moments import day, day_of, days_ago
from services.dashboard.wording.timeline import TYPES, Kind, Plans, Story, by_step, no_longer_counts, story
from shared.contracts.envelope import CareEvent
from shared.contracts.events import EntryRetracted
from shared.contracts.read_models import ScoresAsOf
from shared.runtime.errors import StoreAway

PARAMETER = "participant"
"""The name of the participant's id in the address."""
MOVES_SHOWN = 5
SMALLEST_MOVE = 0.05
"""0-10. A smaller movement would be shown as zero."""


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about the person is shown."""
    participant_id = st.query_params.get(PARAMETER)
    if participant_id is None:
        _nobody(visit, _(words.CHOOSE))
        return
    scores, identity = visit.sources.scores, visit.identity
    person = find_participant(scores, identity, participant_id, visit.now)
    if person is None:
        _nobody(visit, _(words.NOT_HERE))
        return
    plans = by_step(read_plans(scores, identity, participant_id))
    moved_by = read_events(scores, identity, participant_id, [move.event_id for move in person.movements])
    visit.record("participant", [participant_id])

    _head(visit, person)
    for column, name in zip(st.columns(2, gap="medium"), Name, strict=True):
        with column, st.container(border=True):
            _estimate(name, person, moved_by, plans)
    st.header(_(words.TIMELINE), anchor=False)
    _timeline(visit, participant_id, plans)
    _quiet(_(words.TIMES))


def _quiet(text: str) -> None:
    st.html(markup.block(markup.paragraph(text, "quiet")))


def _nobody(visit: Visit, why: str) -> None:
    st.title(_(words.PARTICIPANT), anchor=False)
    st.info(why)
    _back(visit)


def _back(visit: Visit) -> None:
    with st.container(key="back"):
        visit.link("caseload", _(words.BACK), ":material/arrow_back:")


def _head(visit: Visit, person: ScoresAsOf) -> None:
    _back(visit)
    st.title(words.title(person.participant_id), anchor=False)
    joined = days_ago(person.enrolled_at, visit.now) if person.enrolled_at else None
    _quiet(words.course(person.program, joined))
    _quiet(words.looking(visit.identity, visit.now))
    _quiet(_(DISCLAIMER))
    for item in person.attention:
        reason = markup.paragraph(because(item, person), "because")
        st.html(markup.block(reason + markup.paragraph(_(SUGGESTION[item.reason]), "suggestion")))


def _estimate(name: Name, person: ScoresAsOf, moved_by: Mapping[str, CareEvent], plans: Plans) -> None:
    estimate = person.self_efficacy if name is Name.CONFIDENCE else person.readiness
    sentence = says(name, estimate, person.now)
    ink = theme.INK[st.context.theme.type or "light"]
    st.header(_(name), anchor=False)
    _quiet(_(MEANING[name]))
    st.html(markup.block(markup.paragraph(sentence, "because")))
    if estimate.value is None:
        _quiet(how_sure(estimate))
        return
    st.altair_chart(charts.band_now(name, estimate, ink), alt=sentence)
    _quiet(" ".join(filter(None, (trend(estimate), how_sure(estimate)))))
    st.subheader(_(words.WHY), anchor=False)
    shares = shown_parts(estimate)
    st.altair_chart(charts.parts(name, shares, ink), alt=words.parts_of(name))
    with st.expander(_(words.AS_TABLE)):
        rows = [(part, points(tenths)) for part, tenths in shares]
        total = (_(name), points(total_tenths(estimate)))
        st.html(markup.block(markup.table(words.parts_of(name), words.header(words.PARTS_HEADER), rows, total)))
    st.subheader(_(words.MOVED), anchor=False)
    moves = list(islice(_moves(name, person, moved_by, plans), MOVES_SHOWN))
    if moves:
        st.html(markup.block(markup.table(words.shift_of(name), words.header(words.MOVES_HEADER), moves)))
    else:
        _quiet(_(words.NOTHING_MOVED))


def _moves(
    name: Name, person: ScoresAsOf, moved_by: Mapping[str, CareEvent], plans: Plans
) -> Iterator[tuple[str, str, str]]:
    """When, what and by how much, the newest first."""
    for move in sorted(person.movements, key=lambda move: move.time, reverse=True):
        change = move.self_efficacy if name is Name.CONFIDENCE else move.readiness
        if abs(change) >= SMALLEST_MOVE:
            event = moved_by.get(move.event_id)
            what = story(event, plans).headline if event else _(PARTS[move.category])
            yield days_ago(move.time, person.now).capitalize(), what, signed(change)


@st.fragment
def _timeline(visit: Visit, participant_id: str, plans: Plans) -> None:
    """Runs again by itself when it is narrowed or turned; asks each time whether the visitor may see."""
    kind = st.pills(
        _(words.TIMELINE), list(Kind), format_func=_, label_visibility="collapsed", key=f"kind-{participant_id}"
    )
    types = TYPES[kind] if kind else [name for names in TYPES.values() for name in names]
    place = f"timeline-{participant_id}-{kind}"
    page = st.session_state.setdefault(place, 1)
    try:
        found = read_timeline(visit.sources.scores, visit.identity, participant_id, types, page)
    except StoreAway:
        st.info(_(words.STORE_AWAY))
        return
    if not found.events:
        _quiet(_(words.NO_EVENTS))
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
    """A page of the timeline in words, day by day; what no longer counts is marked."""
    for date, of_the_day in groupby(page.events, key=lambda event: day_of(event.time, now)):
        told = list(of_the_day)
        stories = [_marked(story(event, plans), page.retractions.get(event.id), now) for event in told]
        yield day(date), days_ago(told[0].time, now), [(one.mark, one.headline, one.details) for one in stories]


def _marked(told: Story, retraction: tuple[datetime, EntryRetracted] | None, now: datetime) -> Story:
    return no_longer_counts(told, day_of(retraction[0], now), retraction[1]) if retraction else told
