"""What the record holds, in sentences: about the participant, with their own words at `{words}`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from services.dashboard.language import N_, _, n_
from services.dashboard.sentences import Quoted, Said, say
from services.dashboard.small_wins import WinKind
from services.dashboard.wording.codes import AREA
from services.dashboard.wording.measures import at_least, so_much
from services.dashboard.wording.moments import short_day
from services.dashboard.wording.names import whole
from shared.contracts.codes import BalanceSide, StrengthKind
from shared.contracts.events import StepCompleted, StepPlanned, StepRevised, ValueClarified, ValueRevisited
from shared.contracts.events.contacts import BalanceEntry
from shared.contracts.events.fact import RulerAnswer
from shared.contracts.vocabulary import RulerKind

ValueFact: TypeAlias = ValueClarified | ValueRevisited

STRENGTH: Mapping[StrengthKind, str] = {
    StrengthKind.PERSEVERANCE: N_("perseverance"),
    StrengthKind.PLANNING: N_("planning"),
    StrengthKind.ASKING_FOR_HELP: N_("asking for help"),
    StrengthKind.CARING_FOR_OTHERS: N_("caring for others"),
    StrengthKind.HONESTY: N_("honesty"),
    StrengthKind.HUMOUR: N_("humour"),
    StrengthKind.CALM: N_("calm"),
    StrengthKind.LEARNING: N_("learning"),
    StrengthKind.SOMETHING_ELSE: N_("a strength of their own"),
}
WIN: Mapping[WinKind, str] = {
    WinKind.THE_FIRST: N_("A small win on {day}, the first step that was done: {what}."),
    WinKind.A_HARD_ONE: N_("A small win on {day}, and a hard one: {what}."),
    WinKind.AFTER_A_SETBACK: N_("A small win on {day}, the first after a setback: {what}."),
}
REASON: Mapping[BalanceSide, str] = {
    BalanceSide.GOOD_ABOUT_CHANGING: N_("Good about changing: {words}"),
    BalanceSide.HARD_ABOUT_CHANGING: N_("Hard about changing: {words}"),
    BalanceSide.GOOD_ABOUT_STAYING: N_("Good about staying the same: {words}"),
    BalanceSide.HARD_ABOUT_STAYING: N_("Hard about staying the same: {words}"),
}
WEIGHED_REASON: Mapping[BalanceSide, str] = {
    BalanceSide.GOOD_ABOUT_CHANGING: N_("Good about changing, weighing {weight} of 10: {words}"),
    BalanceSide.HARD_ABOUT_CHANGING: N_("Hard about changing, weighing {weight} of 10: {words}"),
    BalanceSide.GOOD_ABOUT_STAYING: N_("Good about staying the same, weighing {weight} of 10: {words}"),
    BalanceSide.HARD_ABOUT_STAYING: N_("Hard about staying the same, weighing {weight} of 10: {words}"),
}
WHY: Mapping[RulerKind, str] = {
    RulerKind.IMPORTANCE: N_("Why importance was {value} and not lower on {day}: {words}"),
    RulerKind.CONFIDENCE: N_("Why confidence was {value} and not lower on {day}: {words}"),
    RulerKind.READINESS: N_("Why readiness was {value} and not lower on {day}: {words}"),
}


def small_win(kind: WinKind, what: str, on: date) -> Said:
    """A done step worth celebrating, and why."""
    return say(_(WIN[kind]), what=what, day=short_day(on))


def done_step(done: StepCompleted, plan: StepPlanned | StepRevised | None) -> str:
    """What was done: "30 minutes walked"; without its plan nobody knows what was counted."""
    if plan is None:
        return _("a step")
    if done.measured is None:
        return at_least(plan.measure, plan.at_least)
    return so_much(plan.measure, done.measured)


def way_back(on: date) -> Said:
    """A recovery."""
    return say(_("Found their way back after a setback, on {day}."), day=short_day(on))


def plan_used(on: date) -> Said:
    """A contingency plan was used at a setback."""
    return say(_("Used the if-then plan when things were hard, on {day}: that is coping."), day=short_day(on))


def steps_done(count: int, days: int) -> Said:
    """How often a step was done in so many days."""
    said = n_(
        "Did a step {count} time in the last {days} days.", "Did a step {count} times in the last {days} days.", count
    )
    return say(said, count=whole(count), days=whole(days))


def learned(words: Quoted) -> Said:
    """What an experiment taught."""
    return say(_("Learned from an experiment: {words}"), words=words)


def reason(entry: BalanceEntry, words: Quoted) -> Said:
    """One reason of a decisional balance."""
    if entry.weight is None:
        return say(_(REASON[entry.side]), words=words)
    return say(_(WEIGHED_REASON[entry.side]), weight=whole(entry.weight), words=words)


def value(fact: ValueFact, words: Quoted | None) -> Said:
    """What matters, and how much."""
    importance = whole(fact.importance)
    if words:
        return say(_("What matters, {importance} of 10: {words}"), importance=importance, words=words)
    return say(_("What matters, {importance} of 10: {area}."), importance=importance, area=_(AREA[fact.value_area]))


def why_not_lower(answer: RulerAnswer, words: Quoted, on: date) -> Said:
    """Why a ruler stands where it stands."""
    return say(_(WHY[answer.kind]), value=whole(answer.value), day=short_day(on), words=words)


def talk_for_change(count: int, on: date) -> Said:
    """How often they spoke for change in a session."""
    said = n_(
        "Spoke {count} time for change in the conversation on {day}.",
        "Spoke {count} times for change in the conversation on {day}.",
        count,
    )
    return say(said, count=whole(count), day=short_day(on))


def strength(kind: StrengthKind, words: Quoted | None, on: date) -> Said:
    """A strength, with the moment that showed it."""
    named = _(STRENGTH[kind])
    if words:
        return say(_("On {day}, {strength}: {words}"), strength=named, day=short_day(on), words=words)
    return say(_("On {day}, {strength}: the moment was not put into words."), strength=named, day=short_day(on))


def asked_for_contact(words: Quoted | None, on: date) -> Said:
    """They asked for contact, and wait."""
    if words:
        return say(_("Asked for contact on {day}: {words}"), day=short_day(on), words=words)
    return say(_("Asked for contact on {day}, and waits for it."), day=short_day(on))


def wish(words: Quoted | None, on: date) -> Said:
    """Something on the agenda."""
    if words:
        return say(_("Since {day} on the agenda: {words}"), day=short_day(on), words=words)
    return say(_("Since {day} something waits on the agenda that was not put into words."), day=short_day(on))


def concern(words: Quoted, on: date) -> Said:
    """A concern from a check-in."""
    return say(_("A concern at the check-in on {day}: {words}"), day=short_day(on), words=words)


def drift(fact: ValueFact, words: Quoted | None, days: int) -> Said:
    """A value, and recent days beside it: a question, never a finding."""
    fields = {"importance": whole(fact.importance), "days": whole(days)}
    if words:
        said = _(
            "What matters, {importance} of 10: {words} In the last {days} days none of its steps was said to be "
            "done. How do the two go together these days?"
        )
        return say(said, **fields, words=words)
    said = _(
        "What matters, {importance} of 10: {area}. In the last {days} days none of its steps was said to be done. "
        "How do the two go together these days?"
    )
    return say(said, **fields, area=_(AREA[fact.value_area]))
