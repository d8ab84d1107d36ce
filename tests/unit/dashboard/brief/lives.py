"""Facts of somebody's last weeks, for the tests of the session brief."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from services.dashboard.brief import Brief, Heard, Known, Part, compose
from services.dashboard.small_wins import WinKind
from shared.contracts.codes import BalanceSide, StrengthKind
from shared.contracts.events import (
    AgendaWished,
    BalanceWeighed,
    CheckedIn,
    EventData,
    GoalSet,
    Setback,
    StepCompleted,
    StepPlanned,
    StrengthNamed,
    ValueClarified,
)
from shared.contracts.events.contacts import BalanceEntry
from shared.contracts.events.fact import RulerAnswer
from shared.contracts.vocabulary import Outcome, Period, RulerKind, SetbackKind, Setting, ValueArea

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = (NOW + timedelta(days=30)).date()
_NUMBERS = count(1)

NOTES = {
    "kids": "being there for my kids",
    "money": "there would be money left",
    "habit": "it is a habit of many years",
    "moment": "I called before it got hard",
    "wish": "how to tell my boss",
    "hypothesis": "if I walk after dinner I will sleep better",
    "why": "I did it twice already",
    "learned": "evenings are harder than mornings",
}


def heard(days_ago: float, fact: EventData) -> Heard[Any]:
    """The fact, that many days ago, by an event of its own."""
    return Heard(f"e-{next(_NUMBERS)}", NOW - timedelta(days=days_ago), fact)


def known(*facts: Heard[Any], **more: Any) -> Known:
    """What is known when these are the facts; every wish waits, every goal is open and whole."""
    said = [one.fact for one in facts]
    goals = frozenset(one.goal_id for one in said if isinstance(one, GoalSet))
    as_usual: dict[str, Any] = {
        "notes": NOTES,
        "waiting": frozenset(one.wish_id for one in said if isinstance(one, AgendaWished)),
        "open_goals": goals,
        "whole_goals": goals,
    }
    return Known(participant_id="robin", heard=facts, **as_usual | more)


def brief(*facts: Heard[Any], **more: Any) -> Brief:
    """The brief of that."""
    return compose(known(*facts, **more), NOW)


def texts(made: Brief, part: Part) -> list[str]:
    """The sentences of a part."""
    return [sentence.text for sentence in made.parts[part]]


def rules(made: Brief, part: Part) -> list[str]:
    """The rules that spoke in a part."""
    return [sentence.rule for sentence in made.parts[part]]


def value(importance: int = 9, words: str | None = "kids") -> ValueClarified:
    """What matters."""
    return ValueClarified(value_id="v-1", value_area=ValueArea.FAMILY, importance=importance, words_note=words)


def goal(hypothesis: str | None = "hypothesis") -> GoalSet:
    """A goal that serves the value."""
    return GoalSet(
        goal_id="g-1",
        sequence=1,
        version=1,
        value_area=ValueArea.FAMILY,
        value_id="v-1",
        review_on=LATER,
        hypothesis_note=hypothesis,
    )


def step(strength_id: str | None = None, starts_days_ago: int = 30) -> StepPlanned:
    """A step of the goal."""
    return StepPlanned(
        step_id="s-1",
        goal_id="g-1",
        sequence=2,
        measure="minutes-walked",
        at_least=20,
        per=Period.DAY,
        starts_on=(NOW - timedelta(days=starts_days_ago)).date(),
        due_on=LATER,
        strength_id=strength_id,
    )


def done(attempt_id: str = "a-1", outcome: Outcome = Outcome.DONE, goal_id: str = "g-1") -> StepCompleted:
    """An attempt at the step."""
    return StepCompleted(attempt_id=attempt_id, step_id="s-1", goal_id=goal_id, outcome=outcome, measured=30)


def setback(setback_id: str = "b-1", learned: str | None = None, plan_used: bool | None = None) -> Setback:
    """Something that got in the way."""
    return Setback(
        setback_id=setback_id, kind=SetbackKind.LIFE_GOT_IN_THE_WAY, learned_note=learned, plan_used=plan_used
    )


def strength(kind: StrengthKind = StrengthKind.ASKING_FOR_HELP, moment: str | None = "moment") -> StrengthNamed:
    """Something they do well."""
    return StrengthNamed(strength_id="t-1", kind=kind, moment_note=moment)


def check_in(kind: RulerKind = RulerKind.CONFIDENCE, answer: int = 6, why: str | None = None) -> CheckedIn:
    """An answer on a ruler."""
    rulers = (RulerAnswer(kind=kind, value=answer, why_note=why),)
    return CheckedIn(checkin_id="c-1", setting=Setting.CHECK_IN, rulers=rulers)


def balance() -> BalanceWeighed:
    """A reason on either side, in their words."""
    staying = BalanceEntry(side=BalanceSide.GOOD_ABOUT_STAYING, weight=6, words_note="habit")
    changing = BalanceEntry(side=BalanceSide.GOOD_ABOUT_CHANGING, weight=4, words_note="money")
    return BalanceWeighed(balance_id="w-1", entries=(staying, changing))


FIRST = {"wins": {"a-1": (WinKind.THE_FIRST,)}}
"""The first attempt is a small win."""
