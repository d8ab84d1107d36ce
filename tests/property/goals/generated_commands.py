"""Any commands on one goal: a few ids, so that they meet, and dates and versions that sometimes fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from services.goals.domain.goal.commands import (
    AnswerPlan,
    CloseGoal,
    GoalChange,
    PauseStep,
    PlanForBarrier,
    PlanStep,
    ReopenGoal,
    ResumeStep,
    ReviewGoal,
    ReviseGoal,
    ReviseStep,
    SetGoal,
)
from services.goals.domain.goal.elsewhere import Elsewhere, ServedValue
from services.goals.domain.goal.state import MAY_BE_LEFT_OUT, Answer, StepPlan
from shared.contracts.codes import Closing, Party, Weekday
from shared.contracts.events import Target
from shared.contracts.vocabulary import Barrier, Period, RevisionReason, ValueArea

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


FOUND = Elsewhere(value=ServedValue("robin", ValueArea.REST), strength_of="robin", replacement_of="robin")

days = st.dates(date(2026, 3, 15), date(2026, 4, 30))
first_days = st.dates(date(2026, 2, 27), date(2026, 3, 14))
rulers = st.none() | st.integers(0, 10)
note_ids = st.none() | st.from_regex(r"[a-z0-9]{1,8}", fullmatch=True)
amounts = st.floats(0, 1e9, allow_nan=False)
moments = st.none() | st.timedeltas(timedelta(days=-9_000), timedelta(days=1, hours=1)).map(lambda apart: NOW + apart)
targets = st.none() | st.builds(
    Target,
    measure=st.sampled_from(["steps-walked", "minutes-walked"]),
    at_least=amounts,
    at_most=st.none() | amounts,
    per=st.sampled_from(Period),
)
step_ids = st.sampled_from(["step-0", "step-0", "step-1", "step-1", "step-2", "step-3"])
days_per_week = st.sampled_from([None, None, 1, 7])
weekdays = st.none() | st.none() | st.lists(st.sampled_from(Weekday), min_size=1, max_size=3).map(tuple)
zones = st.sampled_from([None, None, None, "Europe/Vienna", "Pacific/Kiritimati", "Mars/Olympus"])
same: dict[str, Any] = {
    "organization": st.sampled_from(["shore"] * 12 + ["elsewhere"]),
    "idempotency_key": st.uuids().map(str),
    "occurred_at": moments,
    "goal_id": st.just("goal-1"),
}
planned: dict[str, Any] = {
    "measure": st.just("steps-walked"),
    "at_least": amounts,
    "per": st.sampled_from(Period),
    "starts_on": first_days,
    "due_on": first_days | days,
    "days_per_week": days_per_week,
    "weekdays": weekdays,
    "time_zone": zones,
    "difficulty": st.none() | st.floats(0, 10, allow_nan=False),
    "builds_on": st.none() | step_ids,
    "strength_id": st.none() | st.just("strength-1"),
    "criterion_note": note_ids,
}

beginnings = st.builds(
    SetGoal,
    organization=st.just("shore"),
    idempotency_key=st.just("set"),
    occurred_at=st.none() | st.just(NOW - timedelta(days=30)),
    goal_id=st.just("goal-1"),
    participant_id=st.just("robin"),
    value_id=st.none() | st.just("value-1"),
    value_area=st.just(ValueArea.REST),
    review_on=days,
    target=st.none(),
    importance=rulers,
    confidence=rulers,
    hypothesis_note=note_ids,
)


def revisions_of(names: set[str]) -> st.SearchStrategy[ReviseStep]:
    """Revisions of a step that say something new of what is named."""
    return st.builds(
        ReviseStep,
        **same,
        step_id=step_ids,
        from_version=st.sampled_from([1, 1, 1, 2, 3]),
        reason=st.sampled_from(RevisionReason),
        without=st.just(frozenset()) | st.frozensets(st.sampled_from(sorted(MAY_BE_LEFT_OUT)), max_size=2),
        **{name: planned[name] for name in names},
    )


changes: st.SearchStrategy[GoalChange] = st.one_of(
    st.builds(
        ReviseGoal,
        **same,
        from_version=st.sampled_from([1, 1, 1, 2, 3]),
        reason=st.sampled_from(RevisionReason),
        review_on=st.none() | days,
        target=targets,
        importance=rulers,
        confidence=rulers,
        hypothesis_note=note_ids,
    ),
    st.builds(
        AnswerPlan,
        **same,
        version=st.sampled_from([1, 1, 1, 2, 3]),
        answer=st.sampled_from(Answer),
        party=st.sampled_from(Party),
    ),
    st.builds(
        ReviewGoal,
        **same,
        attainment=st.integers(-2, 2),
        next_review_on=st.none() | days,
        learned_note=note_ids,
    ),
    st.builds(CloseGoal, **same, closing=st.sampled_from(Closing), replaced_by=st.sampled_from([None, "goal-2"])),
    st.builds(ReopenGoal, **same, review_on=days),
    st.builds(PlanStep, **same, step_id=st.just("step-?"), plan=st.builds(StepPlan, **planned)),
    st.sets(st.sampled_from(sorted(planned)), max_size=3).flatmap(revisions_of),
    st.sampled_from(sorted(planned)).flatmap(lambda name: revisions_of({name})),
    revisions_of({"builds_on"}),
    st.builds(PauseStep, **same, step_id=step_ids),
    st.builds(ResumeStep, **same, step_id=step_ids),
    st.builds(
        PlanForBarrier,
        **same,
        plan_id=st.uuids().map(str),
        barrier=st.sampled_from(Barrier),
        step_id=st.none() | step_ids,
        words_note=note_ids,
    ),
)


TWO_STEPS = [
    PlanStep(
        organization="shore",
        idempotency_key=f"two-steps-{n}",
        step_id=f"step-{n}",
        goal_id="goal-1",
        plan=StepPlan(
            measure="steps-walked",
            at_least=5_000.0,
            per=Period.DAY,
            starts_on=date(2026, 3, 1),
            due_on=date(2026, 3, 8),
        ),
    )
    for n in range(2)
]


def numbered(course: list[GoalChange]) -> list[GoalChange]:
    """The course after two steps were planned, with an id of its own for every step that it plans."""
    ids = iter(range(2, len(course) + 2))
    following = (
        replace(command, step_id=f"step-{next(ids)}") if isinstance(command, PlanStep) else command
        for command in course
    )
    return [*TWO_STEPS, *following]


courses = st.lists(changes, min_size=6, max_size=24).map(numbered)
