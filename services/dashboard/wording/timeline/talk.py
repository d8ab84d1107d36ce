"""Talk for change and for staying the same, what is said back, and what is said of an estimate, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, assert_never

from services.dashboard.wording.estimates import Name
from services.dashboard.wording.timeline.phrases import THEIR_WORDS, Story, kept
from shared.contracts.codes import BalanceSide, EstimateName, Feels
from shared.contracts.events import Affirmed, BalanceEntry, BalanceWeighed, ScoreQuestioned, TalkCounted, TalkCounts

TalkFact: TypeAlias = BalanceWeighed | TalkCounted | Affirmed | ScoreQuestioned

ESTIMATE: Mapping[EstimateName, Name] = {
    EstimateName.READINESS: Name.READINESS,
    EstimateName.SELF_EFFICACY: Name.CONFIDENCE,
}
FEELS: Mapping[Feels, str] = {
    Feels.TOO_LOW: "To them it feels like more than we show.",
    Feels.TOO_HIGH: "To them it feels like less than we show.",
    Feels.OTHERWISE: "To them it feels different from what we show.",
}
FOR_CHANGE = (BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING)
FOR_STAYING = (BalanceSide.GOOD_ABOUT_STAYING, BalanceSide.HARD_ABOUT_CHANGING)
_TO_CHANGE, _TO_STAY = "Reasons for change", "Reasons for staying the same"


def talk_story(fact: TalkFact) -> Story:
    """Balances, talk in a session, affirmations, and answers to an estimate."""
    match fact:
        case BalanceWeighed():
            sides = (_reasons(_TO_CHANGE, fact.entries, FOR_CHANGE), _reasons(_TO_STAY, fact.entries, FOR_STAYING))
            return Story("⚖", "Weighed changing and staying the same", sides)
        case TalkCounted():
            sides = (_talk("Talk for change", fact.change), _talk(_TO_STAY, fact.sustain))
            return Story("❝", "What was heard in a session", sides)
        case Affirmed():
            what = "A strength" if fact.strength_id else "An effort"
            return Story("✦", f"{what} was said back to them", kept("What was said", fact.words_note))
        case ScoreQuestioned():
            feels = (FEELS[fact.feels],) if fact.feels else ()
            headline = f"Said that our estimate of {ESTIMATE[fact.estimate].lower()} does not fit"
            corrects = "A new ruler answer corrects it."
            return Story("✎", headline, (*feels, corrects, *kept(THEIR_WORDS, fact.words_note)))
        case _:
            assert_never(fact)


def _reasons(title: str, entries: Iterable[BalanceEntry], sides: Sequence[BalanceSide]) -> str:
    """Such as "Reasons for change: 3, with weights of 17 together."; weights only as far as they were given."""
    ours = [entry for entry in entries if entry.side in sides]
    weights = [entry.weight for entry in ours if entry.weight is not None]
    if not weights:
        return f"{title}: {len(ours)}."
    sums = f"a weight of {weights[0]}" if len(weights) == 1 else f"weights of {sum(weights)} together"
    return f"{title}: {len(ours)}, with {sums}."


def _talk(title: str, counts: TalkCounts) -> str:
    """Such as "Talk for change: 5 (desire 2, taking steps 3)."."""
    kinds = [f"{kind.replace('_', ' ')} {count}" for kind, count in counts if count]
    return f"{title}: {counts.total} ({', '.join(kinds)})." if kinds else f"{title}: none heard."
