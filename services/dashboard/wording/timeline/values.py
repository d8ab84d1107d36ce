"""What matters to a participant, what they do well, what they want to talk about, and who helps, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.wording.names import named
from services.dashboard.wording.timeline.phrases import BARRIER, THEIR_WORDS, Story, kept, listed, said
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
    StrengthKind.PERSEVERANCE: "perseverance",
    StrengthKind.PLANNING: "planning",
    StrengthKind.ASKING_FOR_HELP: "asking for help",
    StrengthKind.CARING_FOR_OTHERS: "caring for others",
    StrengthKind.HONESTY: "honesty",
    StrengthKind.HUMOUR: "humour",
    StrengthKind.CALM: "calm",
    StrengthKind.LEARNING: "learning",
    StrengthKind.SOMETHING_ELSE: "in their own words",
}
SUPPORT: Mapping[SupportKind, str] = {
    SupportKind.APPOINTMENT: "an appointment",
    SupportKind.NETWORK: "a network of people",
    SupportKind.COPING_SKILL: "a coping skill",
    SupportKind.RESOURCE: "a resource",
}
SHARED: Mapping[Shared, str] = {
    Shared.GOALS: "goals",
    Shared.STEPS: "steps",
    Shared.ATTEMPTS: "steps tried",
    Shared.SETBACKS: "setbacks",
    Shared.CHECK_INS: "check-ins",
    Shared.SCORES: "our estimates",
    Shared.OWN_WORDS: "the participant's own words",
}


def value_story(fact: ValueFact) -> Story:
    """Values, strengths, the agenda, supports and supporters."""
    match fact:
        case ValueClarified():
            return Story("♡", f"Said what matters to them: {named(fact.value_area).lower()}", _value(fact))
        case ValueRevisited():
            headline = f"Looked at a value again, now version {fact.version}: {named(fact.value_area).lower()}"
            return Story("♡", headline, _value(fact))
        case StrengthNamed():
            moment = kept("The moment that showed it", fact.moment_note)
            return Story("✦", f"Named a strength: {STRENGTH[fact.kind]}", moment)
        case AgendaWished():
            wish = kept("The wish", fact.words_note)
            return Story("▤", "Wants to talk about something next time", wish)
        case AgendaTalkedOver():
            return Story("▤", "Talked over what they had put on the agenda")
        case SupportArranged():
            barrier = f"For what stands in the way: {BARRIER[fact.barrier]}."
            return Story("⊕", f"Support arranged: {SUPPORT[fact.kind]}", (barrier, *kept("More", fact.words_note)))
        case SupporterInvited():
            return Story("⊕", "Invited a supporter", (_may_see(fact),))
        case SupporterUninvited():
            return Story("⊖", "Took back a supporter's invitation", ("The supporter sees nothing any more.",))
        case _:
            assert_never(fact)


def _value(value: ValueClarified | ValueRevisited) -> tuple[str, ...]:
    return (*said(("Importance", value.importance)), *kept(THEIR_WORDS, value.words_note))


def _may_see(invited: SupporterInvited) -> str:
    if not invited.may_see:
        return "The supporter may see nothing so far."
    return f"The supporter may see {listed(SHARED[one] for one in Shared if one in invited.may_see)}."
