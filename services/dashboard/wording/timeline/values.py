"""What matters to a participant, what they do well, what they want to talk about, and who helps, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import AREA, BARRIER, RULER
from services.dashboard.wording.names import listed, whole
from services.dashboard.wording.timeline.phrases import THEIR_WORDS, Story, kept, said
from shared.contracts.codes import Shared, StrengthKind, SupportKind
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.vocabulary import RulerKind

ValueFact: TypeAlias = (
    ValueClarified
    | ValueRevisited
    | StrengthNamed
    | AgendaWished
    | AgendaTalkedOver
    | SupportArranged
    | SupporterInvited
    | SupporterUninvited
)

STRENGTH: Mapping[StrengthKind, str] = {
    StrengthKind.PERSEVERANCE: N_("perseverance"),
    StrengthKind.PLANNING: N_("planning"),
    StrengthKind.ASKING_FOR_HELP: N_("asking for help"),
    StrengthKind.CARING_FOR_OTHERS: N_("caring for others"),
    StrengthKind.HONESTY: N_("honesty"),
    StrengthKind.HUMOUR: N_("humour"),
    StrengthKind.CALM: N_("calm"),
    StrengthKind.LEARNING: N_("learning"),
    StrengthKind.SOMETHING_ELSE: N_("in their own words"),
}
SUPPORT: Mapping[SupportKind, str] = {
    SupportKind.APPOINTMENT: N_("an appointment"),
    SupportKind.NETWORK: N_("a network of people"),
    SupportKind.COPING_SKILL: N_("a coping skill"),
    SupportKind.RESOURCE: N_("a resource"),
}
SHARED: Mapping[Shared, str] = {
    Shared.GOALS: N_("goals"),
    Shared.STEPS: N_("steps"),
    Shared.ATTEMPTS: N_("steps tried"),
    Shared.SETBACKS: N_("setbacks"),
    Shared.CHECK_INS: N_("check-ins"),
    Shared.SCORES: N_("our estimates"),
    Shared.OWN_WORDS: N_("the participant's own words"),
}


def value_story(fact: ValueFact) -> Story:
    """Values, strengths, the agenda, supports and supporters."""
    match fact:
        case ValueClarified():
            headline = _("Said what matters to them: {value}").format(value=_(AREA[fact.value_area]))
            return Story("♡", headline, _value(fact))
        case ValueRevisited():
            headline = _("Looked at a value again, now version {version}: {value}").format(
                version=whole(fact.version), value=_(AREA[fact.value_area])
            )
            return Story("♡", headline, _value(fact))
        case StrengthNamed():
            moment = kept(N_("The moment that showed it is kept in a note."), fact.moment_note)
            return Story("✦", _("Named a strength: {strength}").format(strength=_(STRENGTH[fact.kind])), moment)
        case AgendaWished():
            wish = kept(N_("The wish is kept in a note."), fact.words_note)
            return Story("▤", _("Wants to talk about something next time"), wish)
        case AgendaTalkedOver():
            return Story("▤", _("Talked over what they had put on the agenda"))
        case SupportArranged():
            barrier = _("For what stands in the way: {barrier}.").format(barrier=_(BARRIER[fact.barrier]))
            more = kept(N_("More is kept in a note."), fact.words_note)
            return Story(
                "⊕", _("Support arranged: {support}").format(support=_(SUPPORT[fact.kind])), (barrier, *more)
            )
        case SupporterInvited():
            return Story("⊕", _("Invited a supporter"), (_may_see(fact),))
        case SupporterUninvited():
            return Story("⊖", _("Took back a supporter's invitation"), (_("The supporter sees nothing any more."),))
        case _:
            assert_never(fact)


def _value(value: ValueClarified | ValueRevisited) -> tuple[str, ...]:
    return (*said((RULER[RulerKind.IMPORTANCE], value.importance)), *kept(THEIR_WORDS, value.words_note))


def _may_see(invited: SupporterInvited) -> str:
    if not invited.may_see:
        return _("The supporter may see nothing so far.")
    shared = listed(_(SHARED[one]) for one in Shared if one in invited.may_see)
    return _("The supporter may see {shared}.").format(shared=shared)
