"""Something to build on: an open question, a question on a ruler, an affirmation, a reflection.

The first rule of each list that finds something in the record speaks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from services.dashboard.brief.known import LATELY, Heard, Known
from services.dashboard.brief.reasons import FOR_CHANGE, FOR_STAYING, explained, values, waiting, weighed
from services.dashboard.brief.went_well import recent_wins, setback_of, tried, win_sources
from services.dashboard.sentences import Sentence
from services.dashboard.small_wins import WinKind
from services.dashboard.wording import brief as words
from services.dashboard.wording.moments import day_of
from shared.contracts.events import CheckedIn, GoalRevised, GoalSet, Setback, SetbackRecovered, StrengthNamed


def about_what_they_want_to_talk_about(known: Known, now: datetime) -> Iterator[Sentence]:
    """The participant sets the agenda."""
    for wish in waiting(known):
        said = known.words(wish.fact.words_note)
        yield Sentence(words.ask_about_a_wish(said, day_of(wish.at, now)), (wish.event_id,))


def about_what_a_setback_taught(known: Known, now: datetime) -> Iterator[Sentence]:
    """A setback is information, and this one has no way back yet."""
    for setback in known.since(now - LATELY, now, Setback):
        if setback.fact.setback_id not in known.recovered:
            learned = known.words(setback.fact.learned_note)
            yield Sentence(words.ask_about_a_setback(learned, day_of(setback.at, now)), (setback.event_id,))


def about_the_newest_experiment(known: Known, now: datetime) -> Iterator[Sentence]:
    """A goal is an experiment: what do they see? The hypothesis is the newest that was said."""
    for goal in known.all(GoalSet):
        if goal.fact.goal_id in known.open_goals:
            told = next((one for one in _versions(known, goal) if known.words(one.fact.hypothesis_note)), goal)
            said = known.words(told.fact.hypothesis_note)
            sources = dict.fromkeys((told.event_id, goal.event_id))
            yield Sentence(words.ask_about_an_experiment(goal.fact, said, day_of(goal.at, now)), tuple(sources))


OPEN_QUESTIONS = (about_what_they_want_to_talk_about, about_what_a_setback_taught, about_the_newest_experiment)


def about_the_newest_ruler(known: Known, now: datetime) -> Iterator[Sentence]:
    """Why that much and not lower, and what would make it one higher: never why it is not a ten."""
    for checkin in known.since(now - LATELY, now, CheckedIn):
        for answer in sorted(checkin.fact.rulers, key=lambda one: words.RULERS.index(one.kind)):
            yield Sentence(words.ask_about_a_ruler(answer, day_of(checkin.at, now)), (checkin.event_id,))


RULER_QUESTIONS = (about_the_newest_ruler,)


def a_win_with_a_strength(known: Known, now: datetime) -> Iterator[Sentence]:
    """A small win on a step that was planned to lean on a strength of theirs."""
    named = {one.fact.strength_id: one for one in known.all(StrengthNamed)}
    for done in recent_wins(known, now):
        plan = known.plan_of(done.fact.step_id, done.at)
        strength = named.get(plan.fact.strength_id or "") if plan else None
        if strength:
            said = words.affirm_a_win_with_a_strength(tried(known, done), strength.fact.kind)
            yield Sentence(said, (*win_sources(known, done), strength.event_id))


def a_named_strength(known: Known, now: datetime) -> Iterator[Sentence]:
    """The newest strength, with the moment that showed it."""
    for strength in known.all(StrengthNamed):
        said = known.words(strength.fact.moment_note)
        yield Sentence(words.affirm_a_strength(strength.fact.kind, said), (strength.event_id,))


def a_small_win(known: Known, now: datetime) -> Iterator[Sentence]:
    """The newest small win."""
    for done in recent_wins(known, now):
        kind = next(kind for kind in WinKind if kind in known.wins[done.fact.attempt_id])
        said = words.affirm_a_win(kind, tried(known, done), day_of(done.at, now))
        yield Sentence(said, win_sources(known, done))


def a_way_back(known: Known, now: datetime) -> Iterator[Sentence]:
    """The newest recovery."""
    for way in known.since(now - LATELY, now, SetbackRecovered):
        yield Sentence(words.affirm_a_way_back(day_of(way.at, now)), (way.event_id, *setback_of(known, way)))


AFFIRMATIONS = (a_win_with_a_strength, a_named_strength, a_small_win, a_way_back)


def both_sides(known: Known, now: datetime) -> Iterator[Sentence]:
    """Ambivalence is normal: a reason for staying the same, and then one for change, from the newest balance."""
    staying, changing = next(weighed(known, FOR_STAYING), None), next(weighed(known, FOR_CHANGE), None)
    if staying and changing:
        yield Sentence(words.reflect_both_sides(staying[2], changing[2]), (changing[0].event_id,))


def a_reason_for_change(known: Known, now: datetime) -> Iterator[Sentence]:
    """The weightiest reason of the newest balance."""
    for balance, entry, said in weighed(known, FOR_CHANGE):
        yield Sentence(words.reflect_a_reason(entry, said), (balance.event_id,))


def a_why_of_a_ruler(known: Known, now: datetime) -> Iterator[Sentence]:
    """What they answered to "why not lower"."""
    for checkin, answer, said in explained(known):
        yield Sentence(words.reflect_a_why(answer, said), (checkin.event_id,))


def what_matters_to_them(known: Known, now: datetime) -> Iterator[Sentence]:
    """Their most important value that they put into words."""
    for value in values(known):
        if said := known.words(value.fact.words_note):
            yield Sentence(words.reflect_a_value(said), (value.event_id,))


REFLECTIONS = (both_sides, a_reason_for_change, a_why_of_a_ruler, what_matters_to_them)


def _versions(known: Known, goal: Heard[GoalSet]) -> list[Heard[GoalSet | GoalRevised]]:
    versions: Sequence[Heard[GoalSet | GoalRevised]] = known.all(GoalSet, GoalRevised)
    of_it = [one for one in versions if one.fact.goal_id == goal.fact.goal_id]
    return sorted(of_it, key=lambda one: one.fact.sequence, reverse=True)
