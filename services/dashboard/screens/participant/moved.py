"""Why both estimates moved over the days looked back: part by part, and the events that moved them most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import streamlit as st

from services.dashboard import bars, markup
from services.dashboard.history import History, Move, Window
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.queries import find_participant, read_events
from services.dashboard.screens.participant.calm import calmly, quiet
from services.dashboard.screens.participant.estimates import estimate_of
from services.dashboard.screens.participant.told import history
from services.dashboard.visit import Visit
from services.dashboard.wording import movement as words
from services.dashboard.wording import pages
from services.dashboard.wording.estimates import Name, signed
from services.dashboard.wording.moments import days_ago
from services.dashboard.wording.timeline import Plans, story
from shared.contracts.envelope import CareEvent
from shared.contracts.read_models import ScoresAsOf

MOVES_SHOWN = 5
SMALLEST_MOVE = 0.05
"""0-10. A smaller movement would be shown as zero."""


@live(every=None)
def show(visit: Visit, shown: ScoresAsOf, site: str, plans: Plans) -> None:
    """Runs again when another stretch of days is chosen; asks each time whether the visitor may see."""
    person = find_participant(visit.sources.scores, visit.identity, shown.participant_id, visit.now)
    if person is None:
        st.info(_(pages.NOT_HERE))
        return
    back = st.segmented_control(
        _(words.LOOK_BACK),
        words.BACKS,
        default=words.BACKS[0],
        required=True,
        format_func=words.last_days,
        key=f"back-{shown.participant_id}",
    )
    told: History | None = None
    with calmly(visit):
        told = history(visit, person, site, back)
    window = told.window if told else None
    moves = window.moves if window else _known_moves(visit, person, back)
    most = {name: _most(name, moves) for name in Name}
    ids = {move.event_id for chosen in most.values() for move in chosen}
    events = read_events(visit.sources.scores, visit.identity, shown.participant_id, ids)
    for column, name in zip(st.columns(2, gap="medium"), Name, strict=True):
        with column, st.container(border=True, height="stretch", key=f"moved-{name.value.lower()}"):
            st.subheader(_(name), anchor=False)
            if window and told:
                _parts(name, person, told, window, back)
            _moves(visit, name, most[name], events, plans)


def _parts(name: Name, person: ScoresAsOf, told: History, window: Window, back: int) -> None:
    change = window.of(name)
    if change is None:
        return
    if estimate_of(person, name).value is None:
        quiet(_(words.TOO_LITTLE))
        return
    known = any(point.of(name) and point.at <= window.since + timedelta(days=1) for point in told.points)
    parts = words.waterfall(change)
    since, until = words.in_tenths(change.since), words.in_tenths(change.until)
    drawn = bars.Waterfall((words.stood(window.since, known=known), since), parts, (words.now_said(), until))
    said = [words.step(tenths) for _part, tenths in parts], words.points(since), words.points(until)
    quiet(words.shift(name, change, back))
    part, much = pages.PARTS_HEADER
    table = bars.waterfall(words.moved_caption(name), (_(part), _(much)), drawn, said, name.value.lower())
    st.html(markup.block(table))


def _moves(visit: Visit, name: Name, most: Sequence[Move], events: Mapping[str, CareEvent], plans: Plans) -> None:
    st.markdown(f"**{_(words.MOVED_MOST)}**")
    if not most:
        quiet(_(words.NOTHING_MOVED))
        return
    header = tuple(_(word) for word in pages.MOVES_HEADER)
    rows = list(_told(visit, name, most, events, plans))
    st.html(markup.block(markup.table(pages.shift_of(name), header, rows)))


def _told(
    visit: Visit, name: Name, most: Sequence[Move], events: Mapping[str, CareEvent], plans: Plans
) -> Iterator[tuple[str, str, str]]:
    """When, what and by how much."""
    for move in most:
        event = events.get(move.event_id)
        what = story(event, plans).headline if event else words.part_said(move.category)
        when = days_ago(move.at, visit.now)
        yield when[:1].upper() + when[1:], what, signed(move.of(name))


def _most(name: Name, moves: Sequence[Move]) -> Sequence[Move]:
    """Those that moved an estimate most, the newest first."""
    noticeable = [move for move in moves if abs(move.of(name)) >= SMALLEST_MOVE]
    largest = sorted(noticeable, key=lambda move: -abs(move.of(name)))[:MOVES_SHOWN]
    return sorted(largest, key=lambda move: move.at, reverse=True)


def _known_moves(visit: Visit, person: ScoresAsOf, back: int) -> Sequence[Move]:
    """What the projection itself remembers of these days: while scoring does not answer, it has to do."""
    since = visit.now - timedelta(days=back)
    return [
        Move(move.event_id, move.time, move.category, move.readiness, move.self_efficacy)
        for move in person.movements
        if move.time >= since
    ]
