"""Who saw to a reason for attention, and how somebody reached out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.wording.attention import HEADING
from services.dashboard.wording.moments import day
from services.dashboard.wording.timeline.phrases import Story, kept
from shared.contracts.codes import OutreachChannel, OutreachResult, SnoozeReason
from shared.contracts.events import AttentionReleased, AttentionSnoozed, AttentionTaken, OutreachMade

OutreachFact: TypeAlias = AttentionTaken | AttentionReleased | AttentionSnoozed | OutreachMade

CHANNEL: Mapping[OutreachChannel, str] = {
    OutreachChannel.CALL: "A call",
    OutreachChannel.MESSAGE: "A message",
    OutreachChannel.VIDEO: "A video call",
    OutreachChannel.IN_PERSON: "A visit",
    OutreachChannel.LETTER: "A letter",
}
RESULT: Mapping[OutreachResult, str] = {
    OutreachResult.TALKED: "they talked",
    OutreachResult.TIME_ARRANGED: "a time to talk was arranged",
    OutreachResult.LEFT_A_MESSAGE: "a message was left",
    OutreachResult.NO_ANSWER: "no answer yet",
}
RESTS_BECAUSE: Mapping[SnoozeReason, str] = {
    SnoozeReason.TIME_ARRANGED: "a time is arranged",
    SnoozeReason.THEY_ASKED_FOR_TIME: "they asked for time",
    SnoozeReason.SOMEBODY_ELSE_HELPS: "somebody else helps just now",
    SnoozeReason.WAITING_FOR_SOMETHING: "something else has to come first",
    SnoozeReason.SOMETHING_ELSE: "of something else",
}


def outreach_story(fact: OutreachFact) -> Story:
    """What was done about a reason for attention."""
    match fact:
        case AttentionTaken():
            return Story("☞", f"Seen to by {fact.by}: {_what(fact)}")
        case AttentionReleased():
            return Story("☞", f"Given back by {fact.by}: {_what(fact)}")
        case AttentionSnoozed():
            why = f"Because {RESTS_BECAUSE[fact.why]}."
            rests = f"Rests until {day(fact.until)}: {_what(fact)}"
            return Story("☾", rests, (why, *kept("What was said about it", fact.words_note)))
        case OutreachMade():
            about = tuple(f"Talked over: {HEADING[reason].lower()}." for reason in fact.about)
            headline = f"{CHANNEL[fact.channel]} from {fact.by}: {RESULT[fact.result]}"
            return Story("☏", headline, (*about, *kept("What was said", fact.words_note)))
        case _:
            assert_never(fact)


def _what(fact: AttentionTaken | AttentionReleased | AttentionSnoozed) -> str:
    return HEADING[fact.reason].lower()
