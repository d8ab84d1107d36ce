"""What happened, event by event, in the words of the domain."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from services.dashboard.wording.moments import day
from services.dashboard.wording.names import amount, named
from shared.contracts.events import (
    CareData,
    CheckedIn,
    GoalRevised,
    GoalSet,
    ParticipantEnrolled,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
    Target,
)
from shared.contracts.vocabulary import Barrier, Outcome, Period, RevisionReason, Ruler, SetbackKind, Setting


class Kind(StrEnum):
    """The kinds of events that a timeline can be narrowed to."""

    GOALS = "Goals and steps"
    TRIES = "Steps tried"
    SETBACKS = "Setbacks and recoveries"
    CHECK_INS = "Check-ins"


TYPES: Mapping[Kind, tuple[str, ...]] = {
    Kind.GOALS: (ParticipantEnrolled.TYPE, GoalSet.TYPE, GoalRevised.TYPE, StepPlanned.TYPE),
    Kind.TRIES: (StepCompleted.TYPE, StepNotDone.TYPE),
    Kind.SETBACKS: (Setback.TYPE, SetbackRecovered.TYPE),
    Kind.CHECK_INS: (CheckedIn.TYPE,),
}

REVISED_BECAUSE: Mapping[RevisionReason, str] = {
    RevisionReason.TOO_EASY: "it had become easy",
    RevisionReason.TOO_HARD: "it asked for too much at once",
    RevisionReason.LEARNED_SOMETHING: "they learned something",
    RevisionReason.LIFE_CHANGED: "life changed",
    RevisionReason.SOMETHING_ELSE: "of something else",
}
BARRIER: Mapping[Barrier, str] = {
    Barrier.STIGMA: "stigma",
    Barrier.MONEY: "money",
    Barrier.TIME: "time",
    Barrier.EARLIER_CARE: "earlier experiences with care",
    Barrier.HEALTH: "health",
    Barrier.PEOPLE_AROUND: "people around them",
    Barrier.SOMETHING_ELSE: "something else",
}
SETBACK: Mapping[SetbackKind, str] = {
    SetbackKind.LAPSE: "Recurrence",
    SetbackKind.STEP_DID_NOT_WORK: "A step did not work",
    SetbackKind.RENEWED_AMBIVALENCE: "Renewed ambivalence",
    SetbackKind.LIFE_GOT_IN_THE_WAY: "Life got in the way",
}
_PER: Mapping[Period, str] = {Period.ONCE: "", Period.DAY: " a day", Period.WEEK: " a week"}
_OF_TEN = "of 10"
_BACK = "Coming back counts as a strength."


@dataclass(frozen=True, slots=True)
class Story:
    """One event in words: what it was, and what more is known about it. `mark` repeats the headline for the eye."""

    mark: str
    headline: str
    details: tuple[str, ...] = ()


def story(fact: CareData, steps: Mapping[str, StepPlanned]) -> Story:
    """The event in words. `steps` are the participant's planned steps by id, to say what was tried."""
    match fact:
        case ParticipantEnrolled():
            return Story("☆", f"Joined {named(fact.program)} at {named(fact.site)}")
        case GoalSet():
            return Story("◇", f"Set a goal that serves {named(fact.value_area).lower()}", _goal(fact))
        case GoalRevised():
            headline = f"Revised a goal, now version {fact.version}, because {REVISED_BECAUSE[fact.reason]}"
            return Story("◇", headline, _goal(fact))
        case StepPlanned():
            return Story("▷", f"Planned a step: {success(fact)}", _planned(fact))
        case StepCompleted():
            mark, headline = ("✓", "Done") if fact.outcome is Outcome.DONE else ("◐", "Partly done")
            return Story(mark, headline + _tried(fact, steps), _said(("Effort", fact.effort)))
        case StepNotDone():
            barrier = (_in_the_way(fact.barrier),) if fact.barrier else ()
            return Story("○", "Not this time" + _tried(fact, steps), barrier)
        case Setback():
            return Story("↺", SETBACK[fact.kind], _setback(fact))
        case SetbackRecovered():
            return Story("↗", "Found their way back after a setback", (_BACK,))
        case CheckedIn():
            where = "Talked in a session" if fact.setting is Setting.SESSION else "Checked in"
            return Story("●", where, _answers(fact))
        case _:
            assert_never(fact)


def success(step: StepPlanned | Target) -> str:
    """The success criterion: "at least 10,000 steps walked a day"."""
    upper = amount(step.at_most) if isinstance(step, Target) and step.at_most is not None else None
    much = f"{amount(step.at_least)} to {upper}" if upper else f"at least {amount(step.at_least)}"
    return f"{much} {step.measure.replace('-', ' ')}{_PER[step.per]}"


def _goal(goal: GoalSet | GoalRevised) -> tuple[str, ...]:
    aim = (f"Aim: {success(goal.target)}.",) if goal.target else ()
    rulers = _said(("Importance", goal.importance), ("Confidence", goal.confidence))
    return (*aim, *rulers, f"Review on {day(goal.review_on)}.")


def _planned(step: StepPlanned) -> tuple[str, ...]:
    when = f"{day(step.starts_on)} to {day(step.due_on)}"
    often = f", {step.days_per_week} days a week" if step.days_per_week else ""
    if step.difficulty is None:
        return (f"{when}{often}.",)
    return (f"{when}{often}.", f"Difficulty as they see it: {amount(step.difficulty)} {_OF_TEN}.")


def _tried(attempt: StepCompleted | StepNotDone, steps: Mapping[str, StepPlanned]) -> str:
    step = steps.get(attempt.step_id)
    if step is None:
        return f": {amount(attempt.measured)} counted" if attempt.measured is not None else ""
    planned, measure = amount(step.at_least), step.measure.replace("-", " ")
    if attempt.measured is None:
        return f": at least {planned} {measure}"
    return f": {amount(attempt.measured)} {measure}, at least {planned} planned"


def _setback(setback: Setback) -> tuple[str, ...]:
    barrier = (_in_the_way(setback.barrier),) if setback.barrier else ()
    used = ("The contingency plan was used: that is coping.",) if setback.plan_used else ()
    learned = ("What they learned is kept in a note.",) if setback.learned_note else ()
    return (*barrier, *used, *learned)


def _in_the_way(barrier: Barrier) -> str:
    return f"What stood in the way: {BARRIER[barrier]}."


def _answers(checkin: CheckedIn) -> tuple[str, ...]:
    rulers = _said(*((named(answer.kind), answer.value) for answer in checkin.rulers))
    stage = (f"Stage of change: {checkin.stage}.",) if checkin.stage else ()
    mood = (f"Mood: {checkin.mood}.",) if checkin.mood else ()
    return (*rulers, *stage, *mood)


def _said(*answers: tuple[str, Ruler | None]) -> tuple[str, ...]:
    """One sentence for the rulers that were answered: "Importance 8, confidence 6 of 10."."""
    given = [f"{name} {value}" for name, value in answers if value is not None]
    return (f"{_joined(given)} {_OF_TEN}.",) if given else ()


def _joined(words: Iterable[str]) -> str:
    return ", ".join(words).capitalize()
