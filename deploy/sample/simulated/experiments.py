"""Goals as experiments: set, agreed, tried in small steps, reviewed, revised, closed, reopened, replaced."""

from __future__ import annotations

from typing import NamedTuple

from deploy.sample.simulated import words
from deploy.sample.simulated.commands import Kind
from deploy.sample.simulated.definition import REVIEW_AFTER
from deploy.sample.simulated.diary import By
from deploy.sample.simulated.life import Goal, Life, Step
from deploy.sample.simulated.people import Habit, Path
from shared.contracts.codes import Closing, Weekday
from shared.contracts.vocabulary import Barrier, Period, RevisionReason


class _Small(NamedTuple):
    """A kind of step: at least so much of a measure a day, on weekdays or on so many days a week."""

    measure: str
    at_least: int
    difficulty: int
    weekdays: tuple[str, ...] | None
    days_per_week: int | None


class _Aim(NamedTuple):
    """A kind of goal: so much of a measure per period, at most (`is_limit`) or at least; and steps that lead there.

    An aim that is too hard is made easier by `easier_by`.
    """

    measure: str
    per: str
    amount: int
    easier_by: int
    is_limit: bool
    steps: tuple[_Small, ...]


_MON, _TUE, _WED, _THU, _FRI, _SAT, _SUN = (weekday.value for weekday in Weekday)
_DAY, _WEEK = Period.DAY.value, Period.WEEK.value
_FEWER = (_Small("minutes-waited", 10, 3, (_MON, _WED, _FRI), None), _Small("walks-after-meals", 2, 4, None, 3))
_WITHOUT = (
    _Small("tobacco-free-mornings", 1, 5, None, 4),
    _Small("minutes-of-breathing", 5, 4, (_TUE, _THU, _SAT), None),
    _Small("tobacco-free-days", 1, 7, None, 4),
)
_INSTEAD = (_Small("minutes-walked", 20, 4, None, 3), _Small("evenings-planned", 1, 5, (_FRI, _SUN), None))
AIMS = (
    _Aim("cigarettes", _DAY, 10, 2, True, _FEWER),
    _Aim("tobacco-free-days", _WEEK, 4, -1, False, _WITHOUT),
    _Aim("minutes-walked", _WEEK, 60, -20, False, _INSTEAD),
)
"""One after the other: fewer, without, and what takes the place."""
WITHOUT = 1
"""The aim of being without: what lapses are from."""


def set_goal(life: Life, day: int) -> Goal:
    """Set the next aim as an experiment, agree to it, plan a first step, and what to do if something comes up."""
    before, aim = life.goal, 0 if life.goal is None else min(life.goal.aim + 1, len(AIMS) - 1)
    review = day + REVIEW_AFTER.days
    said = {
        "value_id": life.value.answer if life.value else None,
        "review_on": str(life.diary.date(review)),
        "target": _target(aim, 0),
        "importance": life.rated(life.readiness + 1),
        "confidence": life.rated(life.confidence),
        "hypothesis": life.one_of(words.HYPOTHESES),
    }
    goal = life.goal = Goal(life.diary.say(Kind.GOAL, said), aim, review)
    if before is None and life.has(Habit.DECLINES_FIRST):
        _answer(life, goal, "declined", By.PARTICIPANT)
        revise(life, goal, day, RevisionReason.TOO_HARD)
    else:
        agree(life, goal)
    plan_step(life, goal, day)
    plan_ahead(life, goal)
    return goal


def agree(life: Life, goal: Goal) -> None:
    """Both say yes to the newest version; sometimes a clinician's yes is still to come."""
    _answer(life, goal, "agreed", By.PARTICIPANT)
    if life.happens(0.9):
        _answer(life, goal, "agreed", By.CLINICIAN)


def revise(life: Life, goal: Goal, day: int, reason: RevisionReason) -> None:
    """The next version: an easier aim when it was too hard, a harder one when it was too easy."""
    goal.eased += 1 if reason is RevisionReason.TOO_HARD else -1
    goal.review = max(goal.review, day + REVIEW_AFTER.days)
    said = {
        "from_version": goal.version,
        "reason": reason.value,
        "target": _target(goal.aim, goal.eased),
        "review_on": str(life.diary.date(goal.review)),
        "confidence": life.rated(life.confidence + 0.5),
    }
    life.diary.say(Kind.REVISION, said, about=goal.made.answer)
    goal.version += 1
    agree(life, goal)


def plan_step(life: Life, goal: Goal, day: int) -> None:
    """The aim's next step, from today until the review; it builds on the one before, and leans on a strength."""
    kinds, before = AIMS[goal.aim].steps, goal.steps[-1] if goal.steps else None
    small = kinds[len(goal.steps) % len(kinds)]
    said = {
        "measure": small.measure,
        "at_least": small.at_least,
        "per": Period.DAY.value,
        "starts_on": str(life.diary.date(day)),
        "due_on": str(life.diary.date(goal.review)),
        "weekdays": small.weekdays,
        "days_per_week": small.days_per_week,
        "time_zone": life.diary.zone,
        "difficulty": small.difficulty,
        "builds_on": before.planned.answer if before else None,
        "strength_id": life.one_of(life.strengths).answer if life.strengths and life.happens(0.6) else None,
        "criterion": life.perhaps(words.CRITERIA),
    }
    planned = life.diary.say(Kind.STEP, said, about=goal.made.answer)
    goal.steps.append(
        Step(
            planned,
            day,
            goal.review,
            small.at_least,
            small.difficulty,
            small.weekdays,
            small.days_per_week,
        )
    )


def plan_ahead(life: Life, goal: Goal) -> None:
    """An if-then for a foreseen barrier, for the whole goal or for its newest step."""
    said = {
        "barrier": life.one_of(list(Barrier)).value,
        "if_this": life.one_of(words.IF_THIS),
        "then_that": life.one_of(words.THEN_THAT),
        "step_id": goal.steps[-1].planned.answer if goal.steps and life.happens(0.4) else None,
    }
    goal.plan = life.diary.say(Kind.PLAN, said, about=goal.made.answer).answer


def look_back(life: Life, goal: Goal, day: int) -> None:
    """Review the goal, and go on from what was learned: revise it, close it, or take a next step."""
    attainment = _attainment(goal)
    sets_aside = goal.reviews >= 1 and attainment < 0 and life.person.path in (Path.WAVERING, Path.RELUCTANT)
    reached = goal.reviews >= 1 and attainment >= 0
    goal.reviews, goal.tried, goal.done = goal.reviews + 1, 0, 0.0
    ends = sets_aside or reached
    if not ends:
        goal.review = day + REVIEW_AFTER.days
    said = {
        "attainment": attainment,
        "learned": life.perhaps(words.LEARNED, 0.7),
        "next_review_on": None if ends else str(life.diary.date(goal.review)),
    }
    life.diary.say(Kind.REVIEW, said, by=By.CLINICIAN, about=goal.made.answer)
    if sets_aside:
        close(life, goal, Closing.SET_ASIDE)
    elif reached:
        _go_on_from(life, goal, day)
    elif attainment < 0:
        revise(life, goal, day, RevisionReason.TOO_HARD)
        ease_step(life, goal)
    else:
        if attainment > 1:
            revise(life, goal, day, RevisionReason.TOO_EASY)
        plan_step(life, goal, day)


def reopen(life: Life, goal: Goal, day: int) -> None:
    """Take a closed goal up again, with a new review date and a new step."""
    goal.review, goal.open = day + REVIEW_AFTER.days, True
    life.diary.say(Kind.REOPENING, {"review_on": str(life.diary.date(goal.review))}, about=goal.made.answer)
    plan_step(life, goal, day)


def close(life: Life, goal: Goal, closing: Closing, replaced_by: Goal | None = None) -> None:
    """The experiment ends; none of the ways is a failure."""
    goal.open = False
    said = {"closing": closing.value, "replaced_by": replaced_by.made.answer if replaced_by else None}
    life.diary.say(Kind.CLOSING, said, by=By.CLINICIAN, about=goal.made.answer)


def ease_step(life: Life, goal: Goal) -> None:
    """The newest step becomes smaller at once, without blame, and lasts until the next review."""
    step = goal.steps[-1]
    step.at_least, step.difficulty, step.due = max(1, step.at_least // 2), max(1, step.difficulty - 2), goal.review
    said = {
        "from_version": step.version,
        "reason": RevisionReason.TOO_HARD.value,
        "at_least": step.at_least,
        "difficulty": step.difficulty,
        "due_on": str(life.diary.date(step.due)),
    }
    life.diary.say(Kind.STEP_REVISION, said, about=step.planned.answer, goal=goal.made.answer)
    step.version += 1


def rest(life: Life, goal: Goal, step: Step) -> None:
    """Nothing is expected of the step for a while."""
    step.resting = True
    life.diary.say(Kind.STEP_PAUSE, about=step.planned.answer, goal=goal.made.answer)


def wake(life: Life, goal: Goal, step: Step) -> None:
    """The step goes on."""
    step.resting = False
    life.diary.say(Kind.STEP_RESUMPTION, about=step.planned.answer, goal=goal.made.answer)


def _go_on_from(life: Life, goal: Goal, day: int) -> None:
    if life.happens(0.5):
        close(life, goal, Closing.REPLACED, set_goal(life, day))
    else:
        close(life, goal, Closing.ACHIEVED)
        set_goal(life, day)


def _answer(life: Life, goal: Goal, answer: str, by: By) -> None:
    life.diary.say(Kind.AGREEMENT, {"version": goal.version, "answer": answer}, by=by, about=goal.made.answer)


def _target(aim: int, eased: int) -> dict[str, object]:
    kind = AIMS[aim]
    amount = max(1, kind.amount + eased * kind.easier_by)
    bounds = {"at_least": 0, "at_most": amount} if kind.is_limit else {"at_least": amount}
    return {"measure": kind.measure, **bounds, "per": kind.per}


def _attainment(goal: Goal) -> int:
    if not goal.tried:
        return -1
    share = goal.done / goal.tried
    return sum(share >= mark for mark in (0.25, 0.5, 0.75, 0.95)) - 2
