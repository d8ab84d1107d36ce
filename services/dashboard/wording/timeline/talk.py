"""Talk for change and for staying the same, what is said back, and what is said of an estimate, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import TALK
from services.dashboard.wording.estimates import Name
from services.dashboard.wording.names import side_by_side, whole
from services.dashboard.wording.timeline.phrases import THEIR_WORDS, Story, kept
from shared.contracts.codes import BalanceSide, EstimateName, Feels
from shared.contracts.events import Affirmed, BalanceEntry, BalanceWeighed, ScoreQuestioned, TalkCounted, TalkCounts

TalkFact: TypeAlias = BalanceWeighed | TalkCounted | Affirmed | ScoreQuestioned

ESTIMATE: Mapping[EstimateName, Name] = {
    EstimateName.READINESS: Name.READINESS,
    EstimateName.SELF_EFFICACY: Name.CONFIDENCE,
}
FEELS: Mapping[Feels, str] = {
    Feels.TOO_LOW: N_("To them it feels like more than we show."),
    Feels.TOO_HIGH: N_("To them it feels like less than we show."),
    Feels.OTHERWISE: N_("To them it feels different from what we show."),
}
FOR_CHANGE = (BalanceSide.GOOD_ABOUT_CHANGING, BalanceSide.HARD_ABOUT_STAYING)
FOR_STAYING = (BalanceSide.GOOD_ABOUT_STAYING, BalanceSide.HARD_ABOUT_CHANGING)
DOES_NOT_FIT: Mapping[EstimateName, str] = {
    EstimateName.READINESS: N_("Said that our estimate of readiness does not fit"),
    EstimateName.SELF_EFFICACY: N_("Said that our estimate of confidence does not fit"),
}
TO_CHANGE, TO_STAY = N_("Reasons for change"), N_("Reasons for staying the same")


def talk_story(fact: TalkFact) -> Story:
    """Balances, talk in a session, affirmations, and answers to an estimate."""
    match fact:
        case BalanceWeighed():
            sides = (
                _reasons(_(TO_CHANGE), fact.entries, FOR_CHANGE),
                _reasons(_(TO_STAY), fact.entries, FOR_STAYING),
            )
            return Story("⚖", _("Weighed changing and staying the same"), sides)
        case TalkCounted():
            sides = (_talk(_("Talk for change"), fact.change), _talk(_(TO_STAY), fact.sustain))
            return Story("❝", _("What was heard in a session"), sides)
        case Affirmed():
            what = _("A strength was said back to them") if fact.strength_id else _("An effort was said back to them")
            return Story("✦", what, kept(N_("What was said is kept in a note."), fact.words_note))
        case ScoreQuestioned():
            feels = (_(FEELS[fact.feels]),) if fact.feels else ()
            corrects = _("A new ruler answer corrects it.")
            details = (*feels, corrects, *kept(THEIR_WORDS, fact.words_note))
            return Story("✎", _(DOES_NOT_FIT[fact.estimate]), details)
        case _:
            assert_never(fact)


def _reasons(title: str, entries: Iterable[BalanceEntry], sides: Sequence[BalanceSide]) -> str:
    """Such as "Reasons for change: 3, with weights of 17 together."; weights only as far as they were given."""
    ours = [entry for entry in entries if entry.side in sides]
    weights = [entry.weight for entry in ours if entry.weight is not None]
    fields = {"title": title, "count": whole(len(ours)), "weight": whole(sum(weights))}
    match len(weights):
        case 0:
            return _("{title}: {count}.").format(**fields)
        case 1:
            return _("{title}: {count}, with a weight of {weight}.").format(**fields)
        case _:
            return _("{title}: {count}, with weights of {weight} together.").format(**fields)


def _talk(title: str, counts: TalkCounts) -> str:
    """Such as "Talk for change: 5 (desire 2, taking steps 3)."."""
    if not counts.total:
        return _("{title}: none heard.").format(title=title)
    kinds = side_by_side(_(TALK[kind]).format(count=whole(count)) for kind, count in counts if count)
    return _("{title}: {count} ({kinds}).").format(title=title, count=whole(counts.total), kinds=kinds)
