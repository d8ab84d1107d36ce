"""Small steps, and what came of trying them, in words."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import REVISED_BECAUSE
from services.dashboard.wording.measures import at_least, so_much
from services.dashboard.wording.moments import day
from services.dashboard.wording.names import amount, counted, sentence, side_by_side
from services.dashboard.wording.timeline.phrases import (
    Story,
    in_the_way,
    kept,
    on_weekdays,
    said,
    where_days_count,
)
from services.dashboard.wording.timeline.plans import Plan, Plans, plan_at, success
from shared.contracts.events import StepCompleted, StepNotDone, StepPaused, StepPlanned, StepResumed, StepRevised
from shared.contracts.vocabulary import Outcome

EFFORT = N_("effort {value}")
DIFFICULTY = N_("Difficulty as they see it: {value} of 10.")
StepFact: TypeAlias = StepPlanned | StepRevised | StepPaused | StepResumed | StepCompleted | StepNotDone


def step_story(fact: StepFact, at: datetime, plans: Plans) -> Story:
    """A step that was planned, changed, tried. `at` is when, `plans` say what the step was then."""
    match fact:
        case StepPlanned():
            return Story("▷", _("Planned a step: {step}").format(step=success(fact)), _planned(fact))
        case StepRevised():
            headline = _("Revised a step, {because}: {step}").format(
                because=_(REVISED_BECAUSE[fact.reason]), step=success(fact)
            )
            return Story("▷", headline, _planned(fact))
        case StepPaused():
            return Story("▷", _of(_("Lets a step rest"), plan_at(plans, fact.step_id, at)))
        case StepResumed():
            return Story("▷", _of(_("Took up a step again"), plan_at(plans, fact.step_id, at)))
        case StepCompleted():
            mark, outcome = ("✓", _("Done")) if fact.outcome is Outcome.DONE else ("◐", _("Partly done"))
            tried = _tried(outcome, fact, plan_at(plans, fact.step_id, at))
            return Story(mark, tried, said((EFFORT, fact.effort)))
        case StepNotDone():
            tried = _tried(_("Not this time"), fact, plan_at(plans, fact.step_id, at))
            return Story("○", tried, in_the_way(fact.barrier))
        case _:
            assert_never(fact)


def _planned(plan: Plan) -> tuple[str, ...]:
    often = [
        _("{first} to {last}").format(first=day(plan.starts_on), last=day(plan.due_on)),
        *([counted(plan.days_per_week, "{count} day a week", "{count} days a week")] if plan.days_per_week else ()),
        *([on_weekdays(plan.weekdays)] if plan.weekdays else ()),
    ]
    difficulty = () if plan.difficulty is None else (_(DIFFICULTY).format(value=amount(plan.difficulty)),)
    return (
        sentence(side_by_side(often)),
        *where_days_count(plan.time_zone),
        *difficulty,
        *((_("It builds on an earlier step."),) if plan.builds_on else ()),
        *((_("It leans on a strength of theirs."),) if plan.strength_id else ()),
        *kept(N_("How they will see that it worked is kept in a note."), plan.criterion_note),
    )


def _of(headline: str, plan: Plan | None) -> str:
    return _("{headline}: {step}").format(headline=headline, step=success(plan)) if plan else headline


def _tried(outcome: str, attempt: StepCompleted | StepNotDone, plan: Plan | None) -> str:
    """What came of it, then how much was measured beside how much was planned, as far as either is known."""
    if plan is None:
        if attempt.measured is None:
            return outcome
        return _("{outcome}: {amount} counted").format(outcome=outcome, amount=amount(attempt.measured))
    if attempt.measured is None:
        aim = at_least(plan.measure, plan.at_least)
        return _("{headline}: {step}").format(headline=outcome, step=aim)
    return _("{outcome}: {amount}, at least {planned} planned").format(
        outcome=outcome, amount=so_much(plan.measure, attempt.measured), planned=amount(plan.at_least)
    )
