"""A printable summary for the participant, in plain words: one or two pages, black on white."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TypeVar

import streamlit as st

from services.dashboard import markup, story_markup, theme
from services.dashboard.language import _, spoken
from services.dashboard.released import Service
from services.dashboard.story.own_words import IfThen
from services.dashboard.story.summary import MOST, Aim, Help, Matter, Record, Some, Strong, Summary, summary
from services.dashboard.story.told import GoalStatus
from services.dashboard.story_reading import Asking
from services.dashboard.visit import Visit
from services.dashboard.wording import summary as words
from services.dashboard.wording.estimates import DISCLAIMER, Name, says
from services.dashboard.wording.goals import IF, THEN
from shared.contracts.read_models import ScoresAsOf

T = TypeVar("T")


def show(visit: Visit, person: ScoresAsOf, site: str) -> None:
    """The whole page. Raises ServiceAway, Refused and StoreAway before anything about the person is shown."""
    found = summarized(visit, person, site)
    st.html(theme.STORY)
    st.html(theme.PAPER)
    with st.container(key="beside-the-summary"):
        visit.link("participant", _(words.BACK), ":material/arrow_back:", participant=person.participant_id)
        st.html(markup.block(markup.paragraph(_(words.HINT), "quiet")))
    st.html(markup.block(_page(found, visit, person), "story paper"))


def summarized(visit: Visit, person: ScoresAsOf, site: str) -> Summary:
    """As of the visit. Raises ServiceAway, Refused and StoreAway."""
    return summary(_record(Asking(visit, person.participant_id, site)), visit.now.date())


def _record(asking: Asking) -> Record:
    notes = asking.notes_of(Service.GOALS, Service.CHECKINS)
    values, goals = asking.values(), [one for one in asking.goals() if one.status is GoalStatus.OPEN]
    return Record(
        values=values,
        open_goals=goals,
        experiments=asking.experiments(goals[:MOST], values, notes),
        weeks=asking.six_weeks(spoken().first_week_day),
        strengths=asking.strengths(),
        supports=asking.supports(),
        wishes=asking.wishes(),
        affirmations=asking.affirmations(),
        learnings=asking.learnings(notes),
        wins=asking.small_wins(),
        next_check_in=asking.next_check_in().due_on,
        notes=notes,
    )


def _page(found: Summary, visit: Visit, person: ScoresAsOf) -> str:
    *told, ahead = parts(found, visit.now)
    return "".join(
        [
            story_markup.heading(_(words.TITLE), 1),
            markup.paragraph(words.as_of(person.participant_id, visit.now.date()), "quiet"),
            *told,
            _part(_(words.ESTIMATES), _estimates(person)),
            ahead,
        ]
    )


def parts(found: Summary, now: datetime, level: int = 2) -> list[str]:
    """All but the estimates, as HTML; what is next comes last. Of what the record says nothing about, nothing.

    `level`: of the headings.
    """
    helped = [
        *_some(found.strengths, _strength),
        *_some(found.said_back, partial(story_markup.own_words, _(words.SAID_BACK))),
        *_some(found.coped, _coped),
        *([markup.paragraph(words.ways_back(found.ways_back))] if found.ways_back else []),
        *_some(found.help, _help),
    ]
    upcoming = [*map(markup.paragraph, words.upcoming(found, now.date())), *_some(found.wishes, _wish)]
    tried = _some(found.tried, lambda one: markup.paragraph(words.tried(one)))
    wins = _some(found.wins, lambda one: markup.paragraph(words.win(one, now)))
    return [
        _part(_(words.MATTERS), _some(found.matters, _matter), level),
        _part(_(words.GOALS), _some(found.aims, _aim), level),
        _part(_(words.TRIED), tried, level),
        _part(_(words.WINS), wins, level),
        _part(_(words.HELPED), helped, level),
        _part(_(words.NEXT), upcoming, level),
    ]


def _part(title: str, entries: Iterable[str], level: int = 2) -> str:
    """A part with its entries; nothing of a part that the record says nothing about."""
    said = list(entries)
    if not said:
        return ""
    return f"<section>{story_markup.heading(title, level)}{story_markup.items(said, 'plain')}</section>"


def _some(some: Some[T], shown: Callable[[T], str]) -> list[str]:
    rest = [markup.paragraph(words.more(some.more), "quiet")] if some.more else []
    return [*map(shown, some.shown), *rest]


def _matter(one: Matter) -> str:
    return _said(words.matter(one), one.words)


def _aim(one: Aim) -> str:
    draft = markup.paragraph(_(words.DRAFT)) if one.is_draft else ""
    learned = story_markup.own_words(_(words.LEARNED), one.learned) if one.learned else ""
    return _said(words.aim(one), one.hypothesis) + draft + learned


def _strength(one: Strong) -> str:
    return _said(words.strength(one), one.moment)


def _help(one: Help) -> str:
    return _said(_(words.SUPPORT[one.kind]), one.words)


def _coped(one: IfThen) -> str:
    return story_markup.if_then(_(words.COPED), [(_(IF), one.if_this), (_(THEN), one.then_that)])


def _wish(wish: str) -> str:
    return story_markup.own_words(_(words.WISHES), wish)


def _said(what: str, in_their_words: str | None) -> str:
    if in_their_words is None:
        return markup.paragraph(what)
    return story_markup.own_words(what, in_their_words)


def _estimates(person: ScoresAsOf) -> list[str]:
    estimates = {Name.CONFIDENCE: person.self_efficacy, Name.READINESS: person.readiness}
    told = [
        markup.paragraph(_(words.MEANING[name]), "quiet") + markup.paragraph(says(name, estimate, person.now))
        for name, estimate in estimates.items()
    ]
    return [*told, markup.paragraph(_(DISCLAIMER), "quiet")]
