"""Goals as experiments, in words: set, agreed, revised, looked at together, ended, taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.wording.moments import day
from services.dashboard.wording.names import named
from services.dashboard.wording.timeline.phrases import BARRIER, REVISED_BECAUSE, Story, kept, said
from services.dashboard.wording.timeline.plans import success
from shared.contracts.codes import Attainment, Closing, Party
from shared.contracts.events import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
)

GoalFact: TypeAlias = (
    GoalSet | GoalRevised | GoalAgreed | GoalDeclined | GoalReviewed | GoalClosed | GoalReopened | ContingencyPlanned
)

REACHED: Mapping[Attainment, str] = {
    -2: "much less than hoped for",
    -1: "less than hoped for",
    0: "as hoped for",
    1: "more than hoped for",
    2: "much more than hoped for",
}
CLOSED: Mapping[Closing, str] = {
    Closing.ACHIEVED: "Reached a goal",
    Closing.SUSTAINED: "Keeps up what a goal was about: it is routine now",
    Closing.SET_ASIDE: "Set a goal aside",
    Closing.REPLACED: "Went on from a goal to another one",
}
SAID_BY: Mapping[Party, str] = {Party.PARTICIPANT: "Said", Party.CLINICIAN: "A clinician said"}


def goal_story(fact: GoalFact) -> Story:
    """What happened to a goal, and the if-then plans made for it."""
    match fact:
        case GoalSet():
            return Story("◇", f"Set a goal that serves {named(fact.value_area).lower()}", _goal(fact))
        case GoalRevised():
            headline = f"Revised a goal, now version {fact.version}, because {REVISED_BECAUSE[fact.reason]}"
            return Story("◇", headline, _goal(fact))
        case GoalAgreed():
            return Story("◆", f"{SAID_BY[fact.party]} yes to version {fact.version} of a goal")
        case GoalDeclined():
            draft = ("Without their yes it is a draft.",) if fact.party is Party.PARTICIPANT else ()
            return Story("◇", f"{SAID_BY[fact.party]} “not like this” to version {fact.version} of a goal", draft)
        case GoalReviewed():
            return Story("◈", f"Looked at an experiment together: {REACHED[fact.attainment]}", _review(fact))
        case GoalClosed():
            return Story("◆", CLOSED[fact.closing])
        case GoalReopened():
            return Story("◇", "Took up a goal again", (_review_on(fact),))
        case ContingencyPlanned():
            barrier = f"In case this gets in the way: {BARRIER[fact.barrier]}."
            words = kept("What they will do then", fact.words_note)
            return Story("⇢", "Made an if-then plan", (barrier, *words))
        case _:
            assert_never(fact)


def _goal(goal: GoalSet | GoalRevised) -> tuple[str, ...]:
    aim = (f"Aim: {success(goal.target)}.",) if goal.target else ()
    rulers = said(("Importance", goal.importance), ("Confidence", goal.confidence))
    return (*aim, *rulers, *kept("The experiment in their words", goal.hypothesis_note), _review_on(goal))


def _review(review: GoalReviewed) -> tuple[str, ...]:
    again = (f"Next review on {day(review.next_review_on)}.",) if review.next_review_on else ()
    return (*kept("What they learned", review.learned_note), *again)


def _review_on(goal: GoalSet | GoalRevised | GoalReopened) -> str:
    return f"Review on {day(goal.review_on)}."
