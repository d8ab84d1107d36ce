"""What happens between conversations: attempts, check-ins, setbacks, and ways back from them."""

from __future__ import annotations

from datetime import date

from deploy.sample.simulated import words
from deploy.sample.simulated.commands import Answered, Kind
from deploy.sample.simulated.definition import PROMPTS
from deploy.sample.simulated.experiments import WITHOUT
from deploy.sample.simulated.life import Goal, Life, Step
from deploy.sample.simulated.people import Habit, Path
from shared.contracts.codes import RetractionReason, Weekday
from shared.contracts.vocabulary import Barrier, Mood, RulerKind, SetbackKind, Setting

_TOLD = 0.5
"""Share of the days of a step on which they say what came of it. The others are not known."""
_LAPSES = dict.fromkeys((Path.WAVERING, Path.RETURNING, Path.RELUCTANT), 0.06)
_LAPSE = 0.025
"""A day's chance of a lapse while being without."""
_WEEKDAYS = tuple(Weekday)


def try_steps(life: Life, day: int) -> None:
    """An attempt at each step that today is a day of, if they tell of it."""
    goal = life.goal
    if goal is None or not goal.open:
        return
    for step in goal.steps:
        is_on = step.starts <= day <= step.due and not step.resting and _is_on(life, step, life.diary.date(day))
        if is_on and life.happens(_TOLD):
            life.diary.turn_to(day, 18)
            _attempt(life, goal, step)


def check_in(life: Life, day: int) -> None:
    """A short contact: confidence, perhaps readiness, mood, and one prompt that was not offered lately."""
    life.diary.turn_to(day, 20)
    goal = life.goal.made.answer if life.goal and day > life.joined + 14 and life.happens(0.2) else None
    rulers: list[dict[str, object]] = [{"kind": RulerKind.CONFIDENCE.value, "value": life.rated(life.confidence)}]
    if goal is not None:
        rulers.append({"kind": RulerKind.IMPORTANCE.value, "value": life.rated(life.readiness + 1), "goal_id": goal})
    if life.happens(0.4):
        rulers.append({"kind": RulerKind.READINESS.value, "value": life.rated(life.readiness)})
    if not life.prompts:
        life.prompts = life.chance.sample(PROMPTS, len(PROMPTS))
    said = {
        "setting": Setting.CHECK_IN.value,
        "rulers": rulers,
        "mood": life.one_of(list(Mood)).value,
        "prompt": life.prompts.pop(),
        "journal": life.perhaps(words.JOURNAL, 0.6),
        "concern": life.perhaps(words.CONCERNS, 0.15),
    }
    told = life.diary.say(Kind.CHECK_IN, said)
    life.will_put_right(told, mood=Mood.NEUTRAL.value)


def meet_setbacks(life: Life, day: int) -> None:
    """A lapse, doubts that come back, or life in the way; one at a time."""
    goal = life.goal if life.goal and life.goal.open else None
    if life.setback is not None:
        return
    if goal is not None and goal.aim == WITHOUT and life.happens(_LAPSES.get(life.person.path, _LAPSE)):
        used = goal.plan is not None and life.happens(0.5)
        plan = goal.plan if used else None
        life.feel(-0.4 if used else -0.8)
        _fall_back(life, day, SetbackKind.LAPSE, goal_id=goal.made.answer, plan_used=used, plan_id=plan)
    elif life.readiness < 4 and day - life.joined > 21 and life.happens(0.04):
        _fall_back(life, day, SetbackKind.RENEWED_AMBIVALENCE)
    elif life.happens(0.006):
        _fall_back(life, day, SetbackKind.LIFE_GOT_IN_THE_WAY)


def come_back(life: Life, day: int) -> None:
    """Most find their way back within a few days, and say so."""
    if life.setback is not None and life.happens(0.3):
        life.diary.turn_to(day, 17)
        life.diary.say(Kind.RECOVERY, about=life.setback.answer)
        life.setback = None
        life.feel(0.4)


def _attempt(life: Life, goal: Goal, step: Step) -> None:
    done = min(max(0.42 + (life.confidence - step.difficulty) * 0.09, 0.1), 0.9)
    drawn = life.chance.random()
    outcome = "done" if drawn < done else "partly" if drawn < done + 0.4 * (1 - done) else "not-this-time"
    stood_in_the_way = life.one_of(list(Barrier)) if outcome == "not-this-time" and life.happens(0.7) else None
    some = step.at_least / 2 if step.at_least > 1 else None
    said = {
        "outcome": outcome,
        "measured": {"done": step.at_least, "partly": some}.get(outcome),
        "effort": None if outcome == "not-this-time" else life.rated(step.difficulty),
        "barrier": stood_in_the_way.value if stood_in_the_way else None,
    }
    told = life.diary.say(Kind.ATTEMPT, said, about=step.planned.answer)
    _take_stock(life, goal, outcome)
    if outcome != "not-this-time":
        life.will_put_right(told, outcome="partly", effort=life.rated(step.difficulty))
    if life.has(Habit.SAYS_TWICE) and life.first_time("said twice"):
        again = life.diary.say(Kind.ATTEMPT, said, about=step.planned.answer)
        life.diary.say(Kind.RETRACTION, {"reason": RetractionReason.SAID_TWICE.value}, about=again.answer)
    if outcome == "not-this-time" and life.setback is None and life.happens(0.25):
        life.barrier = stood_in_the_way
        _tell_setback(life, SetbackKind.STEP_DID_NOT_WORK, step_id=step.planned.answer, barrier=stood_in_the_way)


def _take_stock(life: Life, goal: Goal, outcome: str) -> None:
    goal.tried += 1
    goal.done += {"done": 1.0, "partly": 0.5}.get(outcome, 0.0)
    life.feel({"done": 0.12, "partly": 0.03}.get(outcome, -0.1))


def _fall_back(
    life: Life,
    day: int,
    kind: SetbackKind,
    goal_id: Answered | None = None,
    plan_used: bool | None = None,
    plan_id: Answered | None = None,
) -> None:
    life.diary.turn_to(day, 21)
    life.barrier = life.one_of(list(Barrier)) if life.happens(0.7) else None
    _tell_setback(life, kind, goal_id=goal_id, plan_used=plan_used, plan_id=plan_id, barrier=life.barrier)


def _tell_setback(life: Life, kind: SetbackKind, *, barrier: Barrier | None, **about: Answered | bool | None) -> None:
    said = {
        "kind": kind.value,
        "barrier": barrier.value if barrier else None,
        "learned": life.perhaps(words.LEARNED),
        **about,
    }
    life.setback = life.diary.say(Kind.SETBACK, said)
    life.will_put_right(life.setback, barrier=Barrier.TIME.value)


def _is_on(life: Life, step: Step, today: date) -> bool:
    if step.weekdays is not None:
        return _WEEKDAYS[today.weekday()].value in step.weekdays
    return life.happens((step.days_per_week or 7) / 7)
