"""Events of every type that our own models can write, and the JSON of anything at all."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from hypothesis import strategies as st

from shared.contracts.envelope import Event, event
from shared.contracts.events import (
    CheckedIn,
    EventData,
    GoalRevised,
    GoalSet,
    ParticipantEnrolled,
    ReadinessChanged,
    RulerAnswer,
    SelfEfficacyChanged,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
    Target,
)
from shared.contracts.vocabulary import (
    Barrier,
    Mood,
    Outcome,
    Period,
    RevisionReason,
    RulerKind,
    SetbackKind,
    Setting,
    Stage,
    ValueArea,
)

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_LOWER = "abcdefghijklmnopqrstuvwxyz0123456789"


def _one_then(first: str, then: str, at_most: int) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(first), st.text(then, max_size=at_most - 1)).map("".join)


slugs = _one_then(_LOWER, _LOWER + "-", 63)
ids = _one_then(_LOWER + _LOWER.upper(), _LOWER + _LOWER.upper() + "._:-", 128)
rulers = st.integers(0, 10)
difficulties = st.floats(0, 10)
amounts = st.floats(0, 1e9)
ordinals = st.integers(1, 2**31 - 1)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
zones = st.integers(-24 * 60 + 1, 24 * 60 - 1).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments: st.SearchStrategy[datetime] = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001  # `timezones` gives them their zone
    datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=zones,
)
targets = st.builds(
    Target,
    measure=slugs,
    at_least=amounts,
    at_most=st.none() | amounts,
    per=st.sampled_from(Period),
)
_goal = {
    "goal_id": ids,
    "sequence": ordinals,
    "review_on": days,
    "target": st.none() | targets,
    "importance": st.none() | rulers,
    "confidence": st.none() | rulers,
    "hypothesis_note": st.none() | ids,
}
_attempt = {
    "attempt_id": ids,
    "step_id": ids,
    "goal_id": ids,
    "measured": st.none() | amounts,
    "difficulty": st.none() | difficulties,
}
_estimate = {
    "events": ordinals,
    "value": st.none() | st.floats(0, 10),
    "low": st.none() | st.floats(0, 10),
    "high": st.none() | st.floats(0, 10),
    "last_heard": st.none() | moments,
}

DATA: dict[type[EventData], st.SearchStrategy[EventData]] = {
    ParticipantEnrolled: st.builds(ParticipantEnrolled, enrolment_id=ids, site=slugs, program=slugs),
    GoalSet: st.builds(GoalSet, version=ordinals, value_area=st.sampled_from(ValueArea), **_goal),
    GoalRevised: st.builds(
        GoalRevised, version=st.integers(2, 2**31 - 1), reason=st.sampled_from(RevisionReason), **_goal
    ),
    StepPlanned: st.builds(
        StepPlanned,
        step_id=ids,
        goal_id=ids,
        sequence=ordinals,
        measure=slugs,
        at_least=amounts,
        per=st.sampled_from(Period),
        starts_on=days,
        due_on=days,
        days_per_week=st.none() | st.integers(1, 7),
        difficulty=st.none() | difficulties,
        builds_on=st.none() | ids,
    ),
    StepCompleted: st.builds(StepCompleted, outcome=st.sampled_from(Outcome), effort=st.none() | rulers, **_attempt),
    StepNotDone: st.builds(StepNotDone, barrier=st.none() | st.sampled_from(Barrier), **_attempt),
    Setback: st.builds(
        Setback,
        setback_id=ids,
        kind=st.sampled_from(SetbackKind),
        barrier=st.none() | st.sampled_from(Barrier),
        plan_used=st.none() | st.booleans(),
        goal_id=st.none() | ids,
        step_id=st.none() | ids,
        learned_note=st.none() | ids,
    ),
    SetbackRecovered: st.builds(SetbackRecovered, setback_id=ids, difficulty=st.none() | difficulties),
    CheckedIn: st.builds(
        CheckedIn,
        checkin_id=ids,
        setting=st.sampled_from(Setting),
        rulers=st.lists(
            st.builds(RulerAnswer, kind=st.sampled_from(RulerKind), value=rulers, goal_id=st.none() | ids), max_size=4
        ).map(tuple),
        stage=st.none() | st.sampled_from(Stage),
        mood=st.none() | st.sampled_from(Mood),
    ),
    ReadinessChanged: st.builds(ReadinessChanged, **_estimate),
    SelfEfficacyChanged: st.builds(SelfEfficacyChanged, **_estimate),
}
"""What can be said in an event of each type."""


@st.composite
def events(draw: st.DrawFn, of: st.SearchStrategy[EventData]) -> Event[EventData]:
    """An event of a service, with any data out of `of`."""
    return event(
        draw(of),
        organization=draw(slugs),
        participant_id=draw(slugs),
        time=draw(moments),
        source=draw(st.text(st.characters(codec="utf-8"), min_size=1, max_size=128)),
        idempotency_key=draw(st.text(st.characters(codec="utf-8"), max_size=40)),
    )


json_values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=8,
)
