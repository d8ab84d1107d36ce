"""Both estimates as their participant reads them, and the way to say that one does not fit."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from services.dashboard import markup, story_markup
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.queries import find_participant, read_events
from services.dashboard.screens.mine import answering
from services.dashboard.screens.mine.calm import quiet
from services.dashboard.screens.participant.estimates import estimate_of
from services.dashboard.visit import Visit
from services.dashboard.wording import own_estimates as words
from services.dashboard.wording import pages
from services.dashboard.wording.estimates import Name, points, says, shown_parts, signed, total_tenths, trend
from services.dashboard.wording.moments import days_ago
from services.dashboard.wording.movement import step
from shared.contracts.codes import EstimateName
from shared.contracts.read_models import Estimate, Movement, ScoresAsOf

MOVES_SHOWN = 5
SMALLEST_MOVE = 0.05
"""0-10. A smaller movement would be shown as zero."""
NAMED = {Name.CONFIDENCE: EstimateName.SELF_EFFICACY, Name.READINESS: EstimateName.READINESS}


def show(visit: Visit) -> None:
    """Side by side where there is room."""
    for column, name in zip(st.columns(2, gap="medium"), Name, strict=True):
        with column, st.container(border=True, height="stretch", key=f"estimate-{name.value.lower()}"):
            st.subheader(_(name), anchor=False)
            _card(visit, name)
            answering.does_not_fit(visit, NAMED[name])


@live()
def _card(visit: Visit, name: Name) -> None:
    person = find_participant(visit.sources.scores, visit.identity, visit.identity.id, visit.now)
    if person is None:
        return
    estimate = estimate_of(person, name)
    quiet(_(words.MEANING[name]))
    st.html(markup.block(markup.estimate(name, estimate, says(name, estimate, visit.now)), "now"))
    quiet(" ".join(filter(None, (trend(estimate), words.how_sure(estimate)))))
    moves = [move for move in reversed(person.movements) if abs(_of(move, name)) >= SMALLEST_MOVE][:MOVES_SHOWN]
    parts = _made_of(name, estimate) if estimate.value is not None else ""
    st.html(markup.block(_moved(visit, person, name, moves) + parts, "story"))


def _moved(visit: Visit, person: ScoresAsOf, name: Name, moves: list[Movement]) -> str:
    if not moves:
        return markup.paragraph(_(words.NOTHING_MOVED), "quiet")
    ids = [move.event_id for move in moves]
    events = read_events(visit.sources.scores, visit.identity, person.participant_id, ids)

    def rows() -> Iterator[tuple[str, str, str]]:
        for move in moves:
            when = days_ago(move.time, visit.now)
            what = words.moved_by(events.get(move.event_id), move.category)
            yield when[:1].upper() + when[1:], what, signed(_of(move, name))

    table = markup.table(_(words.MOVED[name]), pages.header(pages.MOVES_HEADER), rows())
    return story_markup.folded(_(words.MOVED_LAST), table)


def _made_of(name: Name, estimate: Estimate) -> str:
    first, *others = shown_parts(estimate, words.PARTS)
    rows = [(first[0], points(first[1])), *((part, step(tenths)) for part, tenths in others)]
    total = (_(name), points(total_tenths(estimate)))
    table = markup.table(pages.parts_of(name), pages.header(pages.PARTS_HEADER), rows, total)
    return story_markup.folded(_(words.MADE_OF), table)


def _of(move: Movement, name: Name) -> float:
    return move.self_efficacy if name is Name.CONFIDENCE else move.readiness
