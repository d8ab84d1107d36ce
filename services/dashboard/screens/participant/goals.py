"""Goals as experiments, on the participant's page."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup, story_markup, theme
from services.dashboard.language import _
from services.dashboard.released import Service
from services.dashboard.screens.participant.turning import Turned
from services.dashboard.story.experiments import Chapter, Experiment
from services.dashboard.story.own_words import Note, if_then
from services.dashboard.story_reading import Asking
from services.dashboard.visit import Visit
from services.dashboard.wording import goals as words
from shared.contracts.read_models import ScoresAsOf

ON_A_PAGE = 5
"""Goals whose history is read at once."""


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The goals that go on first, each with its history. Raises ServiceAway, Refused and StoreAway."""
    asking = Asking(visit, person.participant_id, site)
    goals = asking.goals()
    turned = Turned(f"goals-{person.participant_id}", goals, ON_A_PAGE)
    shown = turned.shown
    told = asking.experiments(shown, asking.values(), asking.notes_of(Service.GOALS)) if shown else []

    st.html(theme.STORY)
    if not told:
        st.html(markup.block(markup.paragraph(_(words.NO_GOALS), "quiet")))
    for goal in told:
        with st.container(border=True):
            st.html(markup.block(_goal(goal, visit), "story"))
    if turned.is_long:
        st.html(markup.block(markup.paragraph(words.goals(len(goals)), "quiet")))
    turned.show()


def _goal(goal: Experiment, visit: Visit) -> str:
    parts = [
        story_markup.heading(_(words.AREA[goal.area]), 3),
        story_markup.labels([words.state(goal), *words.answers(goal.now)]),
        own(_(words.THEIR_VALUE), goal.value),
        markup.paragraph(words.matters(goal.matters), "quiet") if goal.matters is not None else "",
        _chapter(goal.now, visit),
        markup.paragraph(words.review_on(goal.review_on, visit.now.date()), "because") if goal.is_open else "",
        *(markup.paragraph(words.turn(turn, visit.now)) for turn in goal.turns),
        _foreseen(goal),
    ]
    if goal.earlier:
        before = [
            _chapter(chapter, visit) + markup.paragraph(" · ".join(words.answers(chapter)), "quiet")
            for chapter in goal.earlier
        ]
        parts.append(story_markup.folded(words.earlier(len(before)), story_markup.items(before, "chapters")))
    return "".join(parts)


def _chapter(chapter: Chapter, visit: Visit) -> str:
    looks = "".join(
        markup.paragraph(words.look(one, visit.now), "because") + own(_(words.LEARNED), one.learned)
        for one in chapter.looks
    )
    facts = " ".join([words.version(chapter, visit.now), *words.plan(chapter)])
    return own(_(words.HYPOTHESIS), chapter.hypothesis) + markup.paragraph(facts) + looks


def _foreseen(goal: Experiment) -> str:
    if not goal.foreseen:
        return ""
    plans = [plan_in_words(_(words.WHEN[one.barrier]), one.words) for one in goal.foreseen]
    return story_markup.folded(words.foreseen(len(plans)), "".join(plans))


def own(label: str, note: Note | None) -> str:
    """Somebody's own words; that there are some, where they are not released; nothing where nothing was said."""
    if note is None:
        return ""
    if note.words is None:
        return markup.paragraph(label, "quiet") + markup.paragraph(_(words.KEPT))
    return story_markup.own_words(label, note.words)


def plan_in_words(label: str, note: Note | None) -> str:
    """An if-then plan."""
    halves = if_then(note)
    if halves is None:
        return own(label, note) or markup.paragraph(label, "quiet")
    return story_markup.if_then(label, [(_(words.IF), halves.if_this), (_(words.THEN), halves.then_that)])
