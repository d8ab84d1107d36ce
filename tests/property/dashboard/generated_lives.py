"""Whatever can be known of somebody: facts about a few things, each other's ids, and notes in any script."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from services.dashboard.brief import Heard, Known
from services.dashboard.released import Service
from services.dashboard.sentences import LONGEST_QUOTE
from services.dashboard.small_wins import WinKind
from shared.contracts.codes import BalanceSide, StrengthKind
from shared.contracts.events import (
    AgendaWished,
    BalanceWeighed,
    CheckedIn,
    ContactRequested,
    EventData,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
    StrengthNamed,
    TalkCounted,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.events.contacts import BalanceEntry, TalkCounts
from shared.contracts.events.fact import RulerAnswer
from shared.contracts.vocabulary import (
    Outcome,
    Period,
    RevisionReason,
    RulerKind,
    SetbackKind,
    Setting,
    ValueArea,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FEW = ("1", "2", "3")
few = st.sampled_from(FEW)
note = st.none() | st.sampled_from(("n-1", "n-2", "n-3", "n-4", "not-released"))
sequences = st.integers(1, 6)
rulers = st.integers(0, 10)
areas = st.sampled_from(ValueArea)
days = st.dates(NOW.date() - timedelta(days=60), NOW.date() + timedelta(days=60))
in_any_script = st.one_of(
    st.text(st.characters(codec="utf-8"), max_size=2 * LONGEST_QUOTE),
    st.sampled_from(("👨‍👩‍👧" * 60, "أن أكون حاضرا لأولادي " * 14, "{words} {day} <b>", "a" * 300, "e\u0301" * 200)),
)
_goal = {"goal_id": few, "sequence": sequences}
_plan = {
    **_goal,
    "step_id": few,
    "measure": st.sampled_from(("minutes-walked", "pages-read")),
    "at_least": st.floats(0, 100),
    "per": st.sampled_from(Period),
    "starts_on": days,
    "due_on": days,
    "strength_id": st.none() | few,
}
_value = {"value_id": few, "value_area": areas, "importance": rulers, "words_note": note}
_ruler = st.builds(RulerAnswer, kind=st.sampled_from(RulerKind), value=rulers, why_note=note)
_entry = st.builds(BalanceEntry, side=st.sampled_from(BalanceSide), weight=st.none() | rulers, words_note=note)
facts: st.SearchStrategy[EventData] = st.one_of(
    st.builds(ValueClarified, **_value),
    st.builds(ValueRevisited, **_value, version=st.integers(2, 4)),
    st.builds(StrengthNamed, strength_id=few, kind=st.sampled_from(StrengthKind), moment_note=note),
    st.builds(AgendaWished, wish_id=few, words_note=note),
    st.builds(
        GoalSet,
        **_goal,
        version=st.just(1),
        value_area=areas,
        review_on=days,
        hypothesis_note=note,
        value_id=st.none() | few,
    ),
    st.builds(
        GoalRevised,
        **_goal,
        version=st.integers(2, 4),
        reason=st.sampled_from(RevisionReason),
        review_on=days,
        hypothesis_note=note,
    ),
    st.builds(GoalReviewed, **_goal, version=st.just(1), attainment=st.integers(-2, 2), learned_note=note),
    st.builds(StepPlanned, **_plan),
    st.builds(StepRevised, **_plan, version=st.just(2), reason=st.sampled_from(RevisionReason)),
    st.builds(StepPaused, **_goal, step_id=few),
    st.builds(StepResumed, **_goal, step_id=few),
    st.builds(
        StepCompleted,
        attempt_id=few,
        step_id=few,
        goal_id=few,
        outcome=st.sampled_from(Outcome),
        measured=st.none() | st.floats(0, 1e9),
    ),
    st.builds(StepNotDone, attempt_id=few, step_id=few, goal_id=few),
    st.builds(
        Setback,
        setback_id=few,
        kind=st.sampled_from(SetbackKind),
        plan_used=st.none() | st.booleans(),
        learned_note=note,
    ),
    st.builds(SetbackRecovered, setback_id=few),
    st.builds(
        CheckedIn,
        checkin_id=few,
        setting=st.sampled_from(Setting),
        rulers=st.lists(_ruler, max_size=3).map(tuple),
        concern_note=note,
    ),
    st.builds(BalanceWeighed, balance_id=few, entries=st.lists(_entry, min_size=1, max_size=4).map(tuple)),
    st.builds(TalkCounted, session_id=few, change=st.builds(TalkCounts, reason=st.integers(0, 9))),
    st.builds(ContactRequested, request_id=few, words_note=note),
)
moments = st.integers(-48, 60 * 24).map(lambda hours: NOW - timedelta(hours=hours))
"""Up to two months ago, on the hour so that some are the same; clocks may run two days ahead."""
some = st.frozensets(few)


@st.composite
def lives(draw: st.DrawFn, missing: st.SearchStrategy[frozenset[Service]] = st.just(frozenset())) -> Known:  # noqa: B008
    """What may be known of somebody."""
    told = draw(st.lists(st.tuples(moments, facts), max_size=25))
    heard: list[Heard[Any]] = [Heard(f"e-{place}", at, fact) for place, (at, fact) in enumerate(told)]
    return Known(
        participant_id="robin",
        heard=tuple(heard),
        notes=draw(st.fixed_dictionaries({f"n-{place}": in_any_script for place in range(1, 5)})),
        waiting=draw(some),
        open_goals=draw(some),
        whole_goals=draw(some),
        recovered=draw(some),
        wins=draw(st.dictionaries(few, st.lists(st.sampled_from(WinKind), unique=True).map(tuple))),
        asked=draw(st.booleans()),
        resting=draw(st.booleans()),
        missing=draw(missing),
        attempts_since=draw(st.none() | moments),
    )
