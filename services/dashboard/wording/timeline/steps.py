"""Small steps, and what came of trying them, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias, assert_never

from services.dashboard.wording.moments import day
from services.dashboard.wording.names import amount
from services.dashboard.wording.timeline.phrases import (
    OF_TEN,
    REVISED_BECAUSE,
    Story,
    in_the_way,
    kept,
    on_weekdays,
    said,
    where_days_count,
)
from services.dashboard.wording.timeline.plans import Plan, Plans, counted_in, plan_at, success
from shared.contracts.events import StepCompleted, StepNotDone, StepPaused, StepPlanned, StepResumed, StepRevised
from shared.contracts.vocabulary import Outcome

StepFact: TypeAlias = StepPlanned | StepRevised | StepPaused | StepResumed | StepCompleted | StepNotDone


def step_story(fact: StepFact, at: datetime, plans: Plans) -> Story:
    """A step that was planned, changed, tried. `at` is when, `plans` say what the step was then."""
    match fact:
        case StepPlanned():
            return Story("▷", f"Planned a step: {success(fact)}", _planned(fact))
        case StepRevised():
            headline = f"Revised a step, because {REVISED_BECAUSE[fact.reason]}: {success(fact)}"
            return Story("▷", headline, _planned(fact))
        case StepPaused():
            return Story("▷", "Lets a step rest" + _which(plan_at(plans, fact.step_id, at)))
        case StepResumed():
            return Story("▷", "Took up a step again" + _which(plan_at(plans, fact.step_id, at)))
        case StepCompleted():
            mark, headline = ("✓", "Done") if fact.outcome is Outcome.DONE else ("◐", "Partly done")
            tried = _tried(fact, plan_at(plans, fact.step_id, at))
            return Story(mark, headline + tried, said(("Effort", fact.effort)))
        case StepNotDone():
            tried = _tried(fact, plan_at(plans, fact.step_id, at))
            return Story("○", "Not this time" + tried, in_the_way(fact.barrier))
        case _:
            assert_never(fact)


def _planned(plan: Plan) -> tuple[str, ...]:
    when = f"{day(plan.starts_on)} to {day(plan.due_on)}"
    often = f", {plan.days_per_week} days a week" if plan.days_per_week else ""
    days = f", {on_weekdays(plan.weekdays)}" if plan.weekdays else ""
    difficulty = (
        () if plan.difficulty is None else (f"Difficulty as they see it: {amount(plan.difficulty)} {OF_TEN}.",)
    )
    return (
        f"{when}{often}{days}.",
        *where_days_count(plan.time_zone),
        *difficulty,
        *(("It builds on an earlier step.",) if plan.builds_on else ()),
        *(("It leans on a strength of theirs.",) if plan.strength_id else ()),
        *kept("How they will see that it worked", plan.criterion_note),
    )


def _which(plan: Plan | None) -> str:
    return f": {success(plan)}" if plan else ""


def _tried(attempt: StepCompleted | StepNotDone, plan: Plan | None) -> str:
    if plan is None:
        return f": {amount(attempt.measured)} counted" if attempt.measured is not None else ""
    planned, measure = amount(plan.at_least), counted_in(plan)
    if attempt.measured is None:
        return f": at least {planned} {measure}"
    return f": {amount(attempt.measured)} {measure}, at least {planned} planned"
