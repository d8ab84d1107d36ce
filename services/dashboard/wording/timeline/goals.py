"""Goals as experiments, in words: set, agreed, revised, looked at together, ended, taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import AREA, BARRIER, REVISED_BECAUSE, RULER
from services.dashboard.wording.moments import day
from services.dashboard.wording.names import whole
from services.dashboard.wording.timeline.phrases import Story, kept, said
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
from shared.contracts.vocabulary import RulerKind

GoalFact: TypeAlias = (
    GoalSet | GoalRevised | GoalAgreed | GoalDeclined | GoalReviewed | GoalClosed | GoalReopened | ContingencyPlanned
)

REACHED: Mapping[Attainment, str] = {
    -2: N_("much less than hoped for"),
    -1: N_("less than hoped for"),
    0: N_("as hoped for"),
    1: N_("more than hoped for"),
    2: N_("much more than hoped for"),
}
CLOSED: Mapping[Closing, str] = {
    Closing.ACHIEVED: N_("Reached a goal"),
    Closing.SUSTAINED: N_("Keeps up what a goal was about: it is routine now"),
    Closing.SET_ASIDE: N_("Set a goal aside"),
    Closing.REPLACED: N_("Went on from a goal to another one"),
}
SAID_YES: Mapping[Party, str] = {
    Party.PARTICIPANT: N_("Said yes to version {version} of a goal"),
    Party.CLINICIAN: N_("A clinician said yes to version {version} of a goal"),
}
SAID_NOT_LIKE_THIS: Mapping[Party, str] = {
    Party.PARTICIPANT: N_("Said “not like this” to version {version} of a goal"),
    Party.CLINICIAN: N_("A clinician said “not like this” to version {version} of a goal"),
}


def goal_story(fact: GoalFact) -> Story:
    """What happened to a goal, and the if-then plans made for it."""
    match fact:
        case GoalSet():
            return Story("◇", _("Set a goal that serves {value}").format(value=_(AREA[fact.value_area])), _goal(fact))
        case GoalRevised():
            headline = _("Revised a goal, now version {version}, {because}").format(
                version=whole(fact.version), because=_(REVISED_BECAUSE[fact.reason])
            )
            return Story("◇", headline, _goal(fact))
        case GoalAgreed():
            return Story("◆", _(SAID_YES[fact.party]).format(version=whole(fact.version)))
        case GoalDeclined():
            draft = (_("Without their yes it is a draft."),) if fact.party is Party.PARTICIPANT else ()
            return Story("◇", _(SAID_NOT_LIKE_THIS[fact.party]).format(version=whole(fact.version)), draft)
        case GoalReviewed():
            headline = _("Looked at an experiment together: {reached}").format(reached=_(REACHED[fact.attainment]))
            return Story("◈", headline, _review(fact))
        case GoalClosed():
            return Story("◆", _(CLOSED[fact.closing]))
        case GoalReopened():
            return Story("◇", _("Took up a goal again"), (_review_on(fact),))
        case ContingencyPlanned():
            barrier = _("In case this gets in the way: {barrier}.").format(barrier=_(BARRIER[fact.barrier]))
            words = kept(N_("What they will do then is kept in a note."), fact.words_note)
            return Story("⇢", _("Made an if-then plan"), (barrier, *words))
        case _:
            assert_never(fact)


def _goal(goal: GoalSet | GoalRevised) -> tuple[str, ...]:
    aim = (_("Aim: {aim}.").format(aim=success(goal.target)),) if goal.target else ()
    rulers = said((RULER[RulerKind.IMPORTANCE], goal.importance), (RULER[RulerKind.CONFIDENCE], goal.confidence))
    words = kept(N_("The experiment in their words is kept in a note."), goal.hypothesis_note)
    return (*aim, *rulers, *words, _review_on(goal))


def _review(review: GoalReviewed) -> tuple[str, ...]:
    again = (_("Next review on {day}.").format(day=day(review.next_review_on)),) if review.next_review_on else ()
    return (*kept(N_("What they learned is kept in a note."), review.learned_note), *again)


def _review_on(goal: GoalSet | GoalRevised | GoalReopened) -> str:
    return _("Review on {day}.").format(day=day(goal.review_on))
