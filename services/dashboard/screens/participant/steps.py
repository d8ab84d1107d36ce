"""Steps with what came of them, on a calendar: on the participant's page."""

from __future__ import annotations

import streamlit as st

from services.dashboard import markup, story_markup, theme
from services.dashboard.language import _, spoken
from services.dashboard.released import Service
from services.dashboard.screens.participant.goals import own
from services.dashboard.story.attempts import Day
from services.dashboard.story.own_words import Notes
from services.dashboard.story.small_steps import SixWeeks, SmallStep
from services.dashboard.story_markup import Cell
from services.dashboard.story_reading import Asking
from services.dashboard.visit import Visit
from services.dashboard.wording import steps as words
from services.dashboard.wording.moments import day
from shared.contracts.read_models import ScoresAsOf


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """Six weeks, then the steps. Raises StoreAway; and, for the steps' own words, ServiceAway and Refused."""
    asking = Asking(visit, person.participant_id, site)
    found = asking.six_weeks(spoken().first_week_day)
    st.html(theme.STORY)
    if found.is_empty:
        st.html(markup.block(markup.paragraph(_(words.NO_STEPS), "quiet")))
        return
    back = markup.paragraph(words.taken_back(found.taken_back), "quiet") if found.taken_back else ""
    st.html(markup.block(_calendar(found, visit) + back, "story"))
    has_words = any(step.plans and step.plans[-1].plan.criterion_note for step in found.steps)
    notes = asking.notes_of(Service.GOALS) if has_words else Notes()
    steps = [_step(step, notes, visit) for step in found.steps]
    title = story_markup.heading(_(words.STEPS), 3)
    st.html(markup.block(title + story_markup.items(steps, "steps", ordered=True), "story"))


def _calendar(found: SixWeeks, visit: Visit) -> str:
    numbered = len(found.steps) > 1
    first = found.weeks[0][0]
    weeks = [[_cell(one, visit, first=one is first, numbered=numbered) for one in week] for week in found.weeks]
    return story_markup.calendar(_(words.CALENDAR), words.weekdays(spoken().first_week_day), weeks)


def _cell(one: Day, visit: Visit, *, first: bool, numbered: bool) -> Cell:
    state, said = ("ahead", "") if one.ahead else ("", "")
    if one.on == visit.now.date():
        state, said = "today", _(words.TODAY)
    return Cell(words.date_of(one.on, first=first), day(one.on), words.entries(one, numbered=numbered), state, said)


def _step(step: SmallStep, notes: Notes, visit: Visit) -> str:
    criterion = notes.find(step.plans[-1].plan.criterion_note) if step.plans else None
    parts = [
        markup.paragraph(words.step(step), "because"),
        markup.chips(words.tried(step.tried)) if step.tried else "",
        markup.paragraph(" ".join(words.details(step)), "quiet"),
        own(_(words.CRITERION), criterion),
    ]
    if len(step.plans) > 1:
        revisions = [markup.paragraph(words.revision(one, visit.now)) for one in reversed(step.plans)]
        parts.append(story_markup.folded(_(words.REVISIONS), story_markup.items(revisions, "plain")))
    return "".join(parts)
