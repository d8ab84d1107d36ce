"""What went well: small wins, ways back after setbacks, plans that were used, steps done, what was learned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from services.dashboard.brief.known import LATELY, Heard, Known
from services.dashboard.sentences import Sentence
from services.dashboard.small_wins import WinKind
from services.dashboard.wording import brief as words
from services.dashboard.wording.moments import day_of
from shared.contracts.events import GoalReviewed, Setback, SetbackRecovered, StepCompleted
from shared.contracts.vocabulary import Outcome

FORTNIGHT = timedelta(days=14)


def small_wins(known: Known, now: datetime) -> Iterator[Sentence]:
    """Each done step that is worth celebrating, with why."""
    for done in recent_wins(known, now):
        sources = win_sources(known, done)
        kind = next(kind for kind in WinKind if kind in known.wins[done.fact.attempt_id])
        yield Sentence(words.small_win(kind, tried(known, done), day_of(done.at, now)), sources)


def ways_back(known: Known, now: datetime) -> Iterator[Sentence]:
    """Recovery counts as strength."""
    for way in known.since(now - LATELY, now, SetbackRecovered):
        yield Sentence(words.way_back(day_of(way.at, now)), (way.event_id, *setback_of(known, way)))


def plans_that_were_used(known: Known, now: datetime) -> Iterator[Sentence]:
    """Using a contingency plan counts as coping."""
    for setback in known.since(now - LATELY, now, Setback):
        if setback.fact.plan_used:
            yield Sentence(words.plan_used(day_of(setback.at, now)), (setback.event_id,))


def steps_done(known: Known, now: datetime) -> Iterator[Sentence]:
    """How often steps were done of late, when all of it is known."""
    start = now - FORTNIGHT
    if known.attempts_since is not None and known.attempts_since > start:
        return
    done = [one for one in known.since(start, now, StepCompleted) if one.fact.outcome is Outcome.DONE]
    if done:
        yield Sentence(words.steps_done(len(done), FORTNIGHT.days), tuple(one.event_id for one in done))


def what_was_learned(known: Known, now: datetime) -> Iterator[Sentence]:
    """The learning of an experiment, in their own words."""
    for review in known.since(now - LATELY, now, GoalReviewed):
        if learned := known.words(review.fact.learned_note):
            yield Sentence(words.learned(learned), (review.event_id,))


WENT_WELL = (small_wins, ways_back, plans_that_were_used, steps_done, what_was_learned)


def recent_wins(known: Known, now: datetime) -> list[Heard[StepCompleted]]:
    """The small wins told as news, the newest first."""
    return [one for one in known.since(now - LATELY, now, StepCompleted) if known.wins.get(one.fact.attempt_id)]


def win_sources(known: Known, done: Heard[StepCompleted]) -> tuple[str, ...]:
    """The attempt, the plan that says what was tried, and the setback after which it was the first."""
    plan = known.plan_of(done.fact.step_id, done.at)
    after = WinKind.AFTER_A_SETBACK in known.wins[done.fact.attempt_id]
    setback = next((one for one in known.all(Setback) if one.at <= done.at), None) if after else None
    return (done.event_id, *(one.event_id for one in (plan, setback) if one))


def tried(known: Known, done: Heard[StepCompleted]) -> str:
    """What was done, as far as it is known: "30 minutes walked"."""
    plan = known.plan_of(done.fact.step_id, done.at)
    return words.done_step(done.fact, plan.fact if plan else None)


def setback_of(known: Known, way: Heard[SetbackRecovered]) -> tuple[str, ...]:
    """The event of the setback that somebody came back from, where it still counts."""
    return tuple(one.event_id for one in known.all(Setback) if one.fact.setback_id == way.fact.setback_id)
