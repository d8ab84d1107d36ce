"""What is said in a conversation with a clinician: the first, the next ones, and the one after coming back."""

from __future__ import annotations

from collections.abc import Mapping

from deploy.sample.simulated import company, experiments, words
from deploy.sample.simulated.commands import Kind
from deploy.sample.simulated.diary import By
from deploy.sample.simulated.life import Life
from deploy.sample.simulated.people import Habit
from shared.contracts.codes import BalanceSide, Closing, StrengthKind
from shared.contracts.events import TalkCounts
from shared.contracts.vocabulary import RulerKind, Setting, Stage, ValueArea

AFTER_JOINING = (0, 7, 14, 21, 35, 49, 63, 77)
"""Days from joining to each conversation."""
_READY_TO_TRY = 3.8
"""Readiness from which somebody tries something out; before that there is no goal, and nobody presses."""
_HOUR = 10
_KINDS_OF_TALK = tuple(TalkCounts.model_fields)


def begin(life: Life, day: int) -> None:
    """The first one: what speaks for changing and for staying, what matters, what goes well already."""
    life.diary.turn_to(day, _HOUR)
    _ask(life)
    count_talk(life)
    weigh(life)
    clarify_value(life)
    name_strength(life)
    rhythm = {"every_days": 7} if life.happens(0.7) else {"weekdays": ["monday", "thursday"]}
    life.diary.say(Kind.RHYTHM, {**rhythm, "time_zone": life.diary.zone})


def go_on(life: Life, day: int) -> None:
    """Each of the next: rulers and talk, then the experiment, then what there is to affirm and to talk over."""
    life.diary.turn_to(day, _HOUR)
    _ask(life)
    count_talk(life)
    if life.wish is not None:
        life.diary.say(Kind.TALK, by=By.CLINICIAN, about=life.wish.answer)
        life.wish = None
    _experiment(life, day)
    if len(life.strengths) < 3 and life.happens(0.25):
        name_strength(life)
    if life.happens(0.4):
        affirm(life)
    if life.happens(0.35):
        rate_confidence(life)
    if life.value is not None and day - life.joined >= AFTER_JOINING[4] and life.has(Habit.REVISITS_VALUES):
        revisit_value(life)
    company.arrange_support(life)


def end(life: Life, day: int) -> None:
    """The last one before the program is completed: the goal that goes well is sustained from here."""
    life.diary.turn_to(day, _HOUR)
    _ask(life)
    count_talk(life)
    if life.goal is not None and life.goal.open:
        said = {"attainment": 1, "learned": life.perhaps(words.LEARNED)}
        life.diary.say(Kind.REVIEW, said, by=By.CLINICIAN, about=life.goal.made.answer)
        experiments.close(life, life.goal, Closing.SUSTAINED)
    affirm(life)


def count_talk(life: Life) -> None:
    """The participant's words for changing and for staying, counted: the readier, the more for changing."""
    said = life.chance.randrange(10, 22)
    change = round(said * min(max(0.1 + life.readiness / 11, 0.15), 0.9))
    counts = {"change": _spread(life, change) or None, "sustain": _spread(life, said - change) or None}
    told = life.diary.say(Kind.TALK_COUNT, counts, by=By.CLINICIAN)
    life.will_put_right(told, change=_spread(life, change + 1))


def weigh(life: Life) -> None:
    """A decisional balance: reasons for changing weigh about as much as readiness, those for staying the rest."""
    for_changing = (BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING)
    entries = [
        {
            "side": side.value,
            "weight": life.rated(life.readiness if side in for_changing else 10 - life.readiness),
            **({"words": life.one_of(words.REASONS)} if life.happens(0.4) else {}),
        }
        for side in BalanceSide
        for _ in range(life.chance.randrange(1, 3))
    ]
    told = life.diary.say(Kind.BALANCE, {"entries": entries}, by=By.CLINICIAN)
    forgotten = {"side": BalanceSide.GOOD_ABOUT_CHANGING.value, "weight": 5}
    life.will_put_right(told, entries=[*entries, forgotten])


def clarify_value(life: Life) -> None:
    """What matters, and how much."""
    said = {
        "value_area": life.one_of(list(ValueArea)).value,
        "importance": life.rated(7.5),
        "words": life.perhaps(words.VALUES, 0.8),
    }
    life.value = life.diary.say(Kind.VALUE, said)


def revisit_value(life: Life) -> None:
    """Once, half-way: it matters more, or less, than it did."""
    if life.value is None or not life.first_time("value revisited"):
        return
    said = {"from_version": 1, "importance": life.rated(8), "words": life.perhaps(words.VALUES)}
    life.diary.say(Kind.VALUE_VERSION, said, about=life.value.answer)


def name_strength(life: Life) -> None:
    """Something they do well already, with the moment that showed it."""
    said = {"kind": life.one_of(list(StrengthKind)).value, "moment": life.perhaps(words.MOMENTS, 0.8)}
    life.strengths.append(life.diary.say(Kind.STRENGTH, said, by=By.CLINICIAN))


def affirm(life: Life) -> None:
    """A strength, or in words an effort, said back."""
    strength = life.one_of(life.strengths) if life.happens(0.7) else None
    said = {
        "strength_id": strength.answer if strength else None,
        "words": None if strength else life.one_of(words.AFFIRMATIONS),
    }
    life.diary.say(Kind.AFFIRMATION, said, by=By.CLINICIAN)


def rate_confidence(life: Life) -> None:
    """The clinician's own confidence, often higher than the participant's."""
    life.diary.say(Kind.CLINICIANS_CONFIDENCE, {"value": life.rated(life.confidence + 1.5)}, by=By.CLINICIAN)


def stage(life: Life) -> Stage:
    """Where they would see themselves. Nobody is in maintenance within twelve weeks."""
    if life.goal is not None and life.goal.aim >= experiments.WITHOUT and life.goal.open:
        return Stage.ACTION
    marks = (3.0, 5.5)
    return (Stage.PRECONTEMPLATION, Stage.CONTEMPLATION, Stage.PREPARATION)[sum(life.readiness >= m for m in marks)]


def _ask(life: Life) -> None:
    estimates = {
        RulerKind.IMPORTANCE: life.readiness + 1,
        RulerKind.CONFIDENCE: life.confidence,
        RulerKind.READINESS: life.readiness,
    }
    rulers: list[Mapping[str, object]] = [
        {
            "kind": kind.value,
            "value": life.rated(estimate),
            **({"why": life.one_of(words.WHY_NOT_LOWER)} if life.happens(0.3) else {}),
        }
        for kind, estimate in estimates.items()
    ]
    said = {"setting": Setting.SESSION.value, "rulers": rulers, "stage": stage(life).value}
    life.diary.say(Kind.CHECK_IN, said, by=By.CLINICIAN)


def _experiment(life: Life, day: int) -> None:
    goal = life.goal
    if goal is None:
        if life.readiness >= _READY_TO_TRY:
            experiments.set_goal(life, day)
        else:
            weigh(life)
    elif not goal.open:
        experiments.reopen(life, goal, day)
    else:
        for step in goal.steps:
            if step.resting:
                experiments.wake(life, goal, step)
        if day >= goal.review:
            experiments.look_back(life, goal, day)
        elif life.has(Habit.RESTS_A_STEP) and life.first_time("a step rests"):
            experiments.rest(life, goal, goal.steps[-1])


def _spread(life: Life, count: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for _ in range(count):
        kind = life.one_of(_KINDS_OF_TALK)
        counts[kind] = counts.get(kind, 0) + 1
    return counts
