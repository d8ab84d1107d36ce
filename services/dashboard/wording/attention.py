"""Why somebody may welcome a hand, in one sentence, and one way to begin the conversation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.moments import day, days_ago, days_since
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ScoresAsOf

SUGGESTION: Mapping[AttentionReason, str] = {
    AttentionReason.ASKED_FOR_CONTACT: N_(
        "Asking for help is courage, so thank them: “I am glad you asked. What would you like to talk about first?”"
    ),
    AttentionReason.SETBACK_NOT_TALKED_OVER: N_(
        "Ask what it taught them: “What was going on around that day, and what helped, even a little?”"
    ),
    AttentionReason.NO_WORD: N_(
        "A short hello without any expectation: “You came to my mind. How have things been for you lately?”"
    ),
    AttentionReason.AGREEMENT_WAITING: N_(
        "The plan is theirs as much as yours: “How does this sit with you, and what would you change about it?”"
    ),
    AttentionReason.REVIEW_DUE: N_(
        "Look at the experiment together: “What have you found out, and what would you like to try next?”"
    ),
    AttentionReason.CONFIDENCE_EASED: N_(
        "Recall a strength: “Tell me about something hard that you managed before. What did you draw on?”"
    ),
    AttentionReason.SMALL_WIN: N_("Celebrate it and name the effort: “You did it. How did you make that happen?”"),
}
"""One suggestion for each kind of reason: open, without pressure, from the spirit of motivational interviewing."""

HEADING: Mapping[AttentionReason, str] = {
    AttentionReason.ASKED_FOR_CONTACT: N_("Asked for contact"),
    AttentionReason.SETBACK_NOT_TALKED_OVER: N_("A setback to talk over"),
    AttentionReason.NO_WORD: N_("No word for a while"),
    AttentionReason.AGREEMENT_WAITING: N_("A plan waits for their yes"),
    AttentionReason.REVIEW_DUE: N_("A review is due"),
    AttentionReason.CONFIDENCE_EASED: N_("Confidence eased"),
    AttentionReason.SMALL_WIN: N_("A small win to celebrate"),
}
"""Above those whose first reason this is; said with `_`, as the suggestions are."""


def because(item: Attention, person: ScoresAsOf) -> str:
    """The reason in one sentence, with since when."""
    since = days_ago(item.since, person.now)
    match item.reason:
        case AttentionReason.ASKED_FOR_CONTACT:
            return _("They asked to be contacted {since}.").format(since=since)
        case AttentionReason.SETBACK_NOT_TALKED_OVER:
            return _("A setback {since} has not been talked over yet.").format(since=since)
        case AttentionReason.NO_WORD:
            return _no_word(person)
        case AttentionReason.AGREEMENT_WAITING:
            return _("A goal that was set or changed {since} waits for their yes.").format(since=since)
        case AttentionReason.REVIEW_DUE:
            return _review(item.since.astimezone(UTC).date(), person.now)
        case AttentionReason.CONFIDENCE_EASED:
            return _("Our estimate of confidence eased over the last 14 days.")
        case AttentionReason.SMALL_WIN:
            return _("A small win to celebrate, {since}.").format(since=since)
        case _:
            assert_never(item.reason)


def _no_word(person: ScoresAsOf) -> str:
    if person.last_heard is not None:
        heard = days_ago(person.last_heard, person.now)
        return _("No word for longer than agreed: last heard {since}.").format(since=heard)
    if person.enrolled_at is not None:
        joined = days_ago(person.enrolled_at, person.now)
        return _("No word yet since joining {since}.").format(since=joined)
    return _("No word for longer than agreed.")


def _review(due: date, now: datetime) -> str:
    """A review is due on a day of the calendar: it raises its reason at midnight in UTC, which is no day before."""
    if due < now.date():
        return _("A goal's review was due {since}.").format(since=days_since(due, now))
    if due == now.date():
        return _("A goal's review is due today.")
    return _("A goal's review is due on {day}.").format(day=day(due))
