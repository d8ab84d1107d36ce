"""What is shared with me: what a participant lets their supporter see now, and nothing else.

Whom a supporter supports is part of who they are: nothing in the address changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

import streamlit as st

from services.dashboard import markup, story_markup, theme
from services.dashboard.history import History
from services.dashboard.language import _
from services.dashboard.live import live
from services.dashboard.shared_with_me import SharedGoal, SharedNow, shared_now
from services.dashboard.story.own_words import Notes
from services.dashboard.story.told import SetbackTold
from services.dashboard.visit import Visit
from services.dashboard.wording import goals as of_goals
from services.dashboard.wording import setbacks as of_setbacks
from services.dashboard.wording import supporting as words
from services.dashboard.wording.estimates import DISCLAIMER, Name
from services.dashboard.wording.setbacks import MEANING
from services.dashboard.wording.steps import MARK

PAGE, WITH_SCORES = "supporting", "supporting-scores"
"""In the access log: whether both estimates were among what was seen."""
_AWAY = "shared-away"


def show(visit: Visit) -> None:
    """Raises StoreAway before anything about the participant is shown."""
    st.title(_(words.TITLE), anchor=False)
    st.html(theme.STORY)
    st.html(theme.MINE)
    if visit.identity.supports is None:
        st.info(_(words.NOBODY))
        return
    _shared(visit, visit.identity.supports)


@live()
def _shared(visit: Visit, participant_id: str) -> None:
    """Asks each time what is shared, and shows nothing before the look at it is recorded."""
    found = shared_now(visit.released, participant_id, visit.now)
    _say_what_is_missing(visit, found)
    if found.is_nothing:
        if not found.missing:
            st.info(_(words.NOTHING_SHARED))
        return
    visit.record(PAGE if found.history is None else WITH_SCORES, [participant_id])
    said = markup.paragraph(words.about(participant_id)) + markup.paragraph(_(words.THEY_DECIDE), "quiet")
    parts = [said, *_parts(found, visit.now), markup.paragraph(words.fresh(visit.now), "quiet asked")]
    st.html(markup.block("".join(parts), "story shared"))


def _say_what_is_missing(visit: Visit, found: SharedNow) -> None:
    if not found.missing:
        st.session_state.pop(_AWAY, None)
        return
    st.info(words.away(found.missing, st.session_state.setdefault(_AWAY, visit.now), visit.now))


def _parts(found: SharedNow, now: datetime) -> Iterable[str]:
    """Each part that is shared, under its heading."""
    if found.history is not None:
        yield _part(words.ESTIMATES, [markup.paragraph(_(DISCLAIMER), "quiet"), *_estimates(found.history, now)])
    if found.goals is not None:
        yield _part(words.GOALS, [_goal(one, found.notes, now) for one in found.goals], words.NO_GOALS)
    if found.wins:
        yield _part(words.WINS, [markup.paragraph(words.win(one, now)) for one in found.wins])
    if found.attempts is not None:
        tried = [markup.paragraph(f"{MARK[one.tried]} {words.attempt(one, now)}") for one in found.attempts]
        yield _part(words.ATTEMPTS, tried, words.NO_ATTEMPTS)
    if found.setbacks is not None:
        meaning = markup.paragraph(_(MEANING), "quiet")
        told = [_setback(one, found.notes, now) for one in found.setbacks]
        yield _part(words.SETBACKS, [meaning, *told] if told else [], words.NO_SETBACKS)
    if found.check_ins is not None:
        yield _part(words.CHECK_INS, _check_ins(found, now), words.NO_CHECK_INS)


def _part(title: str, entries: Sequence[str], instead: str = "") -> str:
    inner = story_markup.items(entries, "plain") if entries else markup.paragraph(_(instead), "quiet")
    return f"<section>{story_markup.heading(_(title), 2)}{inner}</section>"


def _estimates(history: History, now: datetime) -> Iterable[str]:
    for name in Name:
        said = markup.estimate(name, words.estimate(name, history), words.looks_now(name, history, now))
        change = history.window.of(name) if history.window else None
        rows = words.moved(change) if change else []
        header = words.moved_header()
        why = (
            story_markup.folded(_(words.MOVED), markup.table(words.moved_caption(name), header, rows)) if rows else ""
        )
        yield said + why


def _goal(one: SharedGoal, notes: Notes, now: datetime) -> str:
    newest = one.goal.versions[-1]
    draft = words.standing(one.goal.standing)
    steps = [
        words.step_says(step.versions[-1].plan) for step in one.steps if step.versions[-1].plan.due_on >= now.date()
    ]
    return "".join(
        [
            story_markup.heading(_(of_goals.AREA[one.goal.value_area]), 3),
            _own(words.HYPOTHESIS, notes, newest.hypothesis_note),
            *map(markup.paragraph, words.aim(newest)),
            markup.paragraph(draft, "quiet") if draft else "",
            markup.paragraph(of_goals.review_on(one.goal.review_on, now.date()), "quiet"),
            story_markup.items([markup.paragraph(step) for step in steps], "") if steps else "",
        ]
    )


def _setback(one: SetbackTold, notes: Notes, now: datetime) -> str:
    kind = markup.paragraph(_(of_setbacks.KIND[one.said.kind]), "because")
    return kind + markup.paragraph(words.setback(one, now)) + _own(words.LEARNED, notes, one.said.learned_note)


def _check_ins(found: SharedNow, now: datetime) -> Sequence[str]:
    due = words.next_check_in(found.next_check_in, now) if found.next_check_in else None
    told = [markup.paragraph(words.check_in(one, now)) for one in found.check_ins or ()]
    return [*([markup.paragraph(due, "because")] if due else []), *told]


def _own(marked: str, notes: Notes, note_id: str | None) -> str:
    """Their own words, where those are shared; otherwise nothing, not even that there are some."""
    note = notes.find(note_id)
    return story_markup.own_words(_(marked), note.words) if note and note.words else ""
