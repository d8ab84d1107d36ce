"""What they said, over time: rulers, both sides of a balance, talk; and apart from it a clinician's confidence."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from services.dashboard import bars, charts, markup
from services.dashboard.history import Answer
from services.dashboard.language import _
from services.dashboard.participant_queries import read_goals, read_newest
from services.dashboard.screens.participant.calm import ink, part, quiet
from services.dashboard.screens.participant.told import history
from services.dashboard.visit import Visit
from services.dashboard.wording import conversation as words
from services.dashboard.wording import pages
from services.dashboard.wording import participant as page_words
from services.dashboard.wording.moments import day, day_of
from services.dashboard.wording.names import whole
from shared.contracts.events import BalanceWeighed, ClinicianConfidenceRated
from shared.contracts.read_models import ScoresAsOf

CHARTS_SHOWN = 4
"""Goals whose rulers are drawn; the table has all."""
ROWS_SHOWN = 12
"""Sessions, balances and ratings listed at the most: the newest."""
ANSWERS_SHOWN = 100


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """Rulers over the whole width, then balance and talk side by side, then the clinician's own confidence."""
    part(page_words.RULERS, rulers, visit, person, site)
    balance_at, talk_at = st.columns(2, gap="medium")
    with balance_at:
        part(page_words.BALANCE, balance, visit, person, site)
    with talk_at:
        part(page_words.TALK, talk, visit, person, site)
    part(page_words.CLINICIAN, clinician, visit, person, site)


def rulers(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """Small charts, one for each goal and one for the change as a whole, where there is more than one moment to draw;
    the goal answered last stands first."""
    told = history(visit, person, site)
    if not told.rulers:
        quiet(_(words.NO_RULERS))
        return
    newest: dict[str | None, list[Answer]] = {}
    for answer in reversed(told.rulers):
        newest.setdefault(answer.goal_id, []).insert(0, answer)
    goals = read_goals(visit.sources.scores, visit.identity, person.participant_id, [one for one in newest if one])
    names = {one: words.goal_name(goals.get(one), visit.now) if one else _(words.OVERALL) for one in newest}
    first = min(told.rulers[0].at, told.points[0].at) if told.points else told.rulers[0].at
    columns = st.columns(2, gap="medium") if len(newest) > 1 else [st.container()]
    for place, (goal, answers) in enumerate(list(newest.items())[:CHARTS_SHOWN]):
        with columns[place % len(columns)]:
            sentence = " ".join(_latest(answers))
            st.markdown(f"**{names[goal]}**")
            if len({one.at for one in answers}) > 1:
                st.vega_lite_chart(spec=charts.rulers(answers, first, visit.now, ink()), alt=sentence)
            quiet(sentence)
    quiet(_(words.FOLLOW_UP))
    with st.expander(_(pages.AS_TABLE)):
        for goal, answers in newest.items():
            rows = [
                (day(one.at.date()), words.ruler(one.kind), words.setting(one.setting), whole(one.value))
                for one in answers[: -ANSWERS_SHOWN - 1 : -1]
            ]
            st.html(markup.block(markup.table(names[goal], words.rulers_header(), rows)))


def balance(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """A bar to two sides for each balance, the newest first; the newest one side by side in words."""
    found = read_newest(
        visit.sources.scores, visit.identity, person.participant_id, BalanceWeighed, at_most=ROWS_SHOWN
    )
    if not found:
        quiet(_(words.NO_BALANCE))
        return
    at, newest = found[0]
    st.html(markup.block(markup.paragraph(words.weighed(at, newest, visit.now))))
    header = (_(words.DAY), _(words.TO_STAY), _(words.TO_CHANGE))
    rows = [
        bars.Sides(
            day(day_of(when, visit.now)), words.weighs(one, words.FOR_STAYING), words.weighs(one, words.FOR_CHANGE)
        )
        for when, one in found
    ]
    st.html(markup.block(bars.two_sided(words.balances_caption(), header, rows)))
    said = [*words.sides(newest.entries, words.FOR_STAYING), *words.sides(newest.entries, words.FOR_CHANGE)]
    st.html(markup.block(markup.chips(said)))
    quiet(_(words.AMBIVALENCE))


def talk(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """A bar to two sides for each session, the newest first."""
    sessions = history(visit, person, site).talk
    if not sessions:
        quiet(_(words.NO_TALK))
        return
    st.html(markup.block(markup.paragraph(words.heard(sessions, visit.now))))
    header = (_(words.DAY), _(words.TO_STAY), _(words.TALK_FOR_CHANGE))
    rows = [bars.Sides(day(one.at.date()), one.sustain, one.change) for one in sessions[: -ROWS_SHOWN - 1 : -1]]
    st.html(markup.block(bars.two_sided(words.talk_caption(), header, rows)))


def clinician(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The newest rating in a sentence, the ones before it in a table."""
    found = read_newest(
        visit.sources.scores, visit.identity, person.participant_id, ClinicianConfidenceRated, at_most=ROWS_SHOWN
    )
    if not found:
        quiet(_(words.NO_RATING))
        return
    at, newest = found[0]
    st.html(markup.block(markup.paragraph(words.rated(newest.value, at, visit.now))))
    quiet(_(words.RATED_APART))
    if len(found) > 1:
        with st.expander(_(page_words.EARLIER)):
            rows = [(day(day_of(when, visit.now)), whole(one.value)) for when, one in found]
            st.html(markup.block(markup.table(words.ratings_caption(), words.ratings_header(), rows)))


def _latest(answers: Sequence[Answer]) -> list[str]:
    by_kind: dict[str, list[int]] = {}
    for answer in answers:
        by_kind.setdefault(answer.kind, []).append(answer.value)
    return [words.latest(kind, said[0], said[-1], len(said)) for kind, said in by_kind.items()]
