"""The two estimates as their participant reads them: what they mean, what they are made of, what moved them last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from services.dashboard.language import N_, _
from services.dashboard.wording import estimates
from services.dashboard.wording.codes import RULER
from services.dashboard.wording.estimates import Name
from services.dashboard.wording.names import side_by_side, whole
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    Affirmed,
    BalanceWeighed,
    CareData,
    CheckedIn,
    ClinicianConfidenceRated,
    GoalRevised,
    GoalSet,
    RulerAnswer,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    TalkCounted,
)
from shared.contracts.read_models import Category, Estimate
from shared.contracts.vocabulary import Outcome, RulerKind

MEANING: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("How far you trust yourself with your next step."),
    Name.READINESS: N_("How ready you feel for the change you want."),
}
MADE_OF = N_("What it is made of")
MOVED_LAST = N_("What moved it last")
NOTHING_MOVED = N_("Nothing that you told us has moved it noticeably in these weeks.")
MOVED: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("What moved our estimate of your confidence last, in points on 0 to 10."),
    Name.READINESS: N_("What moved our estimate of your readiness last, in points on 0 to 10."),
}
PARTS: Mapping[Category, str] = {
    Category.PRIOR: N_("Where everybody begins"),
    Category.RULER: N_("Your answers on rulers"),
    Category.STAGE: N_("Your stage of change"),
    Category.TALK: N_("How you spoke about change and about staying the same"),
    Category.BALANCE: N_("How you weighed changing and staying the same"),
    Category.STEP: N_("Steps you tried"),
    Category.RECOVERY: N_("How you came back after setbacks"),
    Category.SETBACK: N_("Setbacks you told us of"),
    Category.AFFIRMATION: N_("Strengths and efforts of yours that were said back to you"),
    Category.CLINICIAN: N_("The clinician's own confidence in you"),
}
_TRIED: Mapping[Outcome, str] = {
    Outcome.DONE: N_("What you told us: you did a step."),
    Outcome.PARTLY: N_("What you told us: you did a part of a step."),
}

_TOLD: Mapping[type[CareData], str] = {
    CheckedIn: N_("What you told us in a check-in."),
    StepNotDone: N_("What you told us: a step, not this time."),
    Setback: N_("What you told us: a setback."),
    SetbackRecovered: N_("What you told us: you came back after a setback."),
    TalkCounted: N_("How you spoke about change and about staying the same, in a session."),
    BalanceWeighed: N_("What you told us: how you weigh changing and staying the same."),
    Affirmed: N_("A strength or an effort of yours was said back to you."),
    ClinicianConfidenceRated: N_("A clinician said how much they trust you with it."),
}
"""What says enough by its type."""


def how_sure(estimate: Estimate) -> str:
    """What the band means, or what would tell more."""
    if estimate.value is None:
        return _(
            "Your next answer on a ruler, step or check-in will tell more. Until then there is no number to show."
        )
    return estimates.how_sure(estimate)


def moved_by(event: CareEvent | None, category: Category) -> str:
    """What moved an estimate: what the participant told us, as far as the record says; else what kind of thing."""
    match event.data if event else None:
        case CheckedIn(rulers=rulers) if rulers:
            return _("What you told us: {answers} of 10.").format(answers=_answers(rulers))
        case GoalSet() | GoalRevised() as goal:
            return _with_a_goal(goal.importance, goal.confidence)
        case StepCompleted(outcome=outcome):
            return _(_TRIED[outcome])
        case Setback(plan_used=True):
            return _("What you told us: a setback, and that you used your plan for it.")
        case None:
            return _(PARTS[category])
        case told:
            return _(_TOLD.get(type(told), PARTS[category]))


def _answers(rulers: Iterable[RulerAnswer]) -> str:
    newest = {one.kind: one.value for one in rulers}
    return side_by_side(_(RULER[kind]).format(value=whole(value)) for kind, value in newest.items())


def _with_a_goal(importance: int | None, confidence: int | None) -> str:
    given = {RulerKind.IMPORTANCE: importance, RulerKind.CONFIDENCE: confidence}
    answers = side_by_side(
        _(RULER[kind]).format(value=whole(said)) for kind, said in given.items() if said is not None
    )
    if not answers:
        return _("What you told us with a goal.")
    return _("What you told us with a goal: {answers} of 10.").format(answers=answers)
