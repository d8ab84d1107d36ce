"""Something to say to the participant, built on the record: questions, affirmations, reflections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from services.dashboard.language import N_, _
from services.dashboard.sentences import Quoted, Said, say
from services.dashboard.small_wins import WinKind
from services.dashboard.wording.brief.record import STRENGTH
from services.dashboard.wording.codes import AREA
from services.dashboard.wording.moments import short_day
from services.dashboard.wording.names import whole
from shared.contracts.codes import BalanceSide, StrengthKind
from shared.contracts.events import GoalSet
from shared.contracts.events.contacts import BalanceEntry
from shared.contracts.events.fact import RulerAnswer
from shared.contracts.vocabulary import RulerKind

RULERS = (RulerKind.CONFIDENCE, RulerKind.IMPORTANCE, RulerKind.READINESS)
"""Which ruler of a check-in is asked about first."""
HIGHEST = 10
ON_A_RULER: Mapping[RulerKind, str] = {
    RulerKind.CONFIDENCE: N_("On {day} your confidence was at {value} of 10."),
    RulerKind.IMPORTANCE: N_("On {day} the change was {value} of 10 important to you."),
    RulerKind.READINESS: N_("On {day} your readiness was at {value} of 10."),
}
ONE_HIGHER = N_("What would make it one higher?")
WIN: Mapping[WinKind, str] = {
    WinKind.THE_FIRST: N_("You did it on {day}, for the first time: {what}."),
    WinKind.A_HARD_ONE: N_("You did it on {day}, and it was a hard one: {what}."),
    WinKind.AFTER_A_SETBACK: N_("After a setback you did it again, on {day}: {what}."),
}
REASON: Mapping[BalanceSide, str] = {
    BalanceSide.GOOD_ABOUT_CHANGING: N_("This would be good about changing, in your words: {words}"),
    BalanceSide.HARD_ABOUT_CHANGING: N_("This would be hard about changing, in your words: {words}"),
    BalanceSide.GOOD_ABOUT_STAYING: N_("This is good about staying the same, in your words: {words}"),
    BalanceSide.HARD_ABOUT_STAYING: N_("This is hard about staying the same, in your words: {words}"),
}
WHY: Mapping[RulerKind, str] = {
    RulerKind.IMPORTANCE: N_("This makes it as important as {value}, in your words: {words}"),
    RulerKind.CONFIDENCE: N_("This gives you a confidence of {value}, in your words: {words}"),
    RulerKind.READINESS: N_("This makes you as ready as {value}, in your words: {words}"),
}


def ask_about_a_wish(words: Quoted | None, on: date) -> Said:
    """An open question about the agenda."""
    if words:
        return say(_("You put this on the agenda: {words} Where would you like to begin?"), words=words)
    return say(_("You put something on the agenda on {day}. Where would you like to begin?"), day=short_day(on))


def ask_about_a_setback(learned: Quoted | None, on: date) -> Said:
    """An open question about what a setback taught."""
    if learned:
        said = _("You said about what happened on {day}: {words} How could that help with what comes next?")
        return say(said, day=short_day(on), words=learned)
    return say(_("Looking back at what happened on {day}: what did it tell you about what helps?"), day=short_day(on))


def ask_about_an_experiment(goal: GoalSet, words: Quoted | None, on: date) -> Said:
    """An open question about the newest goal."""
    if words:
        return say(_("You are trying this out: {words} What have you noticed so far?"), words=words)
    said = _("Since {day} you have been trying something out for {area}. What have you noticed so far?")
    return say(said, day=short_day(on), area=_(AREA[goal.value_area]))


def ask_about_a_ruler(answer: RulerAnswer, on: date) -> Said:
    """The follow-up on a ruler, as far as there is anything below or above the answer."""
    sentences = [_(ON_A_RULER[answer.kind])]
    if answer.value > 0:
        # Translators: the first one is said with 8, "an 8"; the second one with every other number, "a 6".
        sentences.append(
            _("Why an {value} and not lower?") if answer.value == 8 else _("Why a {value} and not lower?")
        )
    if answer.value < HIGHEST:
        sentences.append(_(ONE_HIGHER))
    return say(" ".join(sentences), day=short_day(on), value=whole(answer.value))


def affirm_a_win_with_a_strength(what: str, kind: StrengthKind) -> Said:
    """A small win on a step that leans on a strength."""
    if kind is StrengthKind.SOMETHING_ELSE:
        return say(_("You did it, and a strength of your own was part of the plan: {what}."), what=what)
    return say(_("You did it, with {strength} as part of the plan: {what}."), what=what, strength=_(STRENGTH[kind]))


def affirm_a_strength(kind: StrengthKind, words: Quoted | None) -> Said:
    """A strength, said back."""
    own = kind is StrengthKind.SOMETHING_ELSE
    named = _(STRENGTH[kind])
    if words:
        if own:
            return say(_("This shows something that you do well: {words}"), words=words)
        return say(
            _("Something that you do well is {strength}. You showed it here: {words}"), strength=named, words=words
        )
    if own:
        return say(_("There is something that you do well, and you named it yourself."))
    return say(_("Something that you do well is {strength}."), strength=named)


def affirm_a_win(kind: WinKind, what: str, on: date) -> Said:
    """A small win, said back."""
    return say(_(WIN[kind]), what=what, day=short_day(on))


def affirm_a_way_back(on: date) -> Said:
    """A recovery, said back."""
    return say(_("You found your way back after a setback, on {day}. That takes strength."), day=short_day(on))


def reflect_both_sides(staying: Quoted, changing: Quoted) -> Said:
    """Ambivalence, said back: staying the same first, changing last."""
    said = _("On the one side, in your words: {staying} On the other side: {changing}")
    return say(said, staying=staying, changing=changing)


def reflect_a_reason(entry: BalanceEntry, words: Quoted) -> Said:
    """A reason for change, said back."""
    return say(_(REASON[entry.side]), words=words)


def reflect_a_why(answer: RulerAnswer, words: Quoted) -> Said:
    """The why of a ruler, said back."""
    return say(_(WHY[answer.kind]), value=whole(answer.value), words=words)


def reflect_a_value(words: Quoted) -> Said:
    """What matters, said back."""
    return say(_("This matters to you: {words}"), words=words)
