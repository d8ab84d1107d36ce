"""Why somebody may welcome a hand, in one sentence, and one way to begin the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from services.dashboard.wording.moments import days_ago
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ScoresAsOf

SUGGESTION: Mapping[AttentionReason, str] = {
    AttentionReason.ASKED_FOR_CONTACT: (
        "Asking for help is courage, so thank them: “I am glad you asked. What would you like to talk about first?”"
    ),
    AttentionReason.SETBACK_NOT_TALKED_OVER: (
        "Ask what it taught them: “What was going on around that day, and what helped, even a little?”"
    ),
    AttentionReason.NO_WORD: (
        "A short hello without any expectation: “You came to my mind. How have things been for you lately?”"
    ),
    AttentionReason.AGREEMENT_WAITING: (
        "The plan is theirs as much as yours: “How does this sit with you, and what would you change about it?”"
    ),
    AttentionReason.REVIEW_DUE: (
        "Look at the experiment together: “What have you found out, and what would you like to try next?”"
    ),
    AttentionReason.CONFIDENCE_EASED: (
        "Recall a strength: “Tell me about something hard that you managed before. What did you draw on?”"
    ),
    AttentionReason.SMALL_WIN: "Celebrate it and name the effort: “You did it. How did you make that happen?”",
}
"""One suggestion for each kind of reason: open, without pressure, from the spirit of motivational interviewing."""

HEADING: Mapping[AttentionReason, str] = {
    AttentionReason.ASKED_FOR_CONTACT: "Asked for contact",
    AttentionReason.SETBACK_NOT_TALKED_OVER: "A setback to talk over",
    AttentionReason.NO_WORD: "No word for a while",
    AttentionReason.AGREEMENT_WAITING: "A plan waits for their yes",
    AttentionReason.REVIEW_DUE: "A review is due",
    AttentionReason.CONFIDENCE_EASED: "Confidence eased",
    AttentionReason.SMALL_WIN: "A small win to celebrate",
}
"""Above those whose first reason this is."""

_WITH: Mapping[AttentionReason, str] = {
    AttentionReason.ASKED_FOR_CONTACT: "who asked for contact",
    AttentionReason.SETBACK_NOT_TALKED_OVER: "with a setback to talk over",
    AttentionReason.NO_WORD: "without a word for a while",
    AttentionReason.AGREEMENT_WAITING: "with a plan to agree on",
    AttentionReason.REVIEW_DUE: "with a review due",
    AttentionReason.CONFIDENCE_EASED: "whose confidence eased",
    AttentionReason.SMALL_WIN: "with a small win to celebrate",
}


def because(item: Attention, person: ScoresAsOf) -> str:
    """The reason in one sentence, with since when."""
    since = days_ago(item.since, person.now)
    match item.reason:
        case AttentionReason.ASKED_FOR_CONTACT:
            return f"They asked to be contacted {since}."
        case AttentionReason.SETBACK_NOT_TALKED_OVER:
            return f"A setback {since} has not been talked over yet."
        case AttentionReason.NO_WORD:
            return _no_word(person)
        case AttentionReason.AGREEMENT_WAITING:
            return f"A goal that was set or changed {since} waits for their yes."
        case AttentionReason.REVIEW_DUE:
            return f"A goal's review {'is due' if since == 'today' else 'was due'} {since}."
        case AttentionReason.CONFIDENCE_EASED:
            return "Our estimate of confidence eased over the last 14 days."
        case AttentionReason.SMALL_WIN:
            return f"A small win to celebrate, {since}."
        case _:
            assert_never(item.reason)


def _no_word(person: ScoresAsOf) -> str:
    if person.last_heard is None and person.enrolled_at is not None:
        return f"No word yet since joining {days_ago(person.enrolled_at, person.now)}."
    heard = f": last heard {days_ago(person.last_heard, person.now)}" if person.last_heard else ""
    return f"No word for longer than agreed{heard}."


def summary(by_reason: Mapping[AttentionReason, int]) -> list[str]:
    """How many stand under each kind of reason: "2 with a setback to talk over"; kinds with nobody are left out."""
    return [f"{by_reason[reason]:,} {_WITH[reason]}" for reason in AttentionReason if by_reason.get(reason)]
