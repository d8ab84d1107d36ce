"""Who saw to a reason for attention, and how somebody reached out, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.attention import HEADING
from services.dashboard.wording.moments import day
from services.dashboard.wording.names import isolated, sentence
from services.dashboard.wording.timeline.phrases import Story, kept
from shared.contracts.codes import OutreachChannel, OutreachResult, SnoozeReason
from shared.contracts.events import AttentionReleased, AttentionSnoozed, AttentionTaken, OutreachMade

OutreachFact: TypeAlias = AttentionTaken | AttentionReleased | AttentionSnoozed | OutreachMade

CHANNEL: Mapping[OutreachChannel, str] = {
    OutreachChannel.CALL: N_("A call"),
    OutreachChannel.MESSAGE: N_("A message"),
    OutreachChannel.VIDEO: N_("A video call"),
    OutreachChannel.IN_PERSON: N_("A visit"),
    OutreachChannel.LETTER: N_("A letter"),
}
RESULT: Mapping[OutreachResult, str] = {
    OutreachResult.TALKED: N_("they talked"),
    OutreachResult.TIME_ARRANGED: N_("a time to talk was arranged"),
    OutreachResult.LEFT_A_MESSAGE: N_("a message was left"),
    OutreachResult.NO_ANSWER: N_("no answer yet"),
}
RESTS_BECAUSE: Mapping[SnoozeReason, str] = {
    SnoozeReason.TIME_ARRANGED: N_("because a time is arranged"),
    SnoozeReason.THEY_ASKED_FOR_TIME: N_("because they asked for time"),
    SnoozeReason.SOMEBODY_ELSE_HELPS: N_("because somebody else helps just now"),
    SnoozeReason.WAITING_FOR_SOMETHING: N_("because something else has to come first"),
    SnoozeReason.SOMETHING_ELSE: N_("because of something else"),
}


def outreach_story(fact: OutreachFact) -> Story:
    """What was done about a reason for attention."""
    match fact:
        case AttentionTaken():
            headline = _("Seen to by {by}: {what}").format(by=isolated(fact.by), what=_what(fact))
            return Story("☞", headline)
        case AttentionReleased():
            headline = _("Given back by {by}: {what}").format(by=isolated(fact.by), what=_what(fact))
            return Story("☞", headline)
        case AttentionSnoozed():
            rests = _("Rests until {day}: {what}").format(day=day(fact.until), what=_what(fact))
            because = sentence(_(RESTS_BECAUSE[fact.why]))
            return Story(
                "☾", rests, (because, *kept(N_("What was said about it is kept in a note."), fact.words_note))
            )
        case OutreachMade():
            about = (_("Talked over: {what}.").format(what=_(HEADING[reason]).lower()) for reason in fact.about)
            headline = _("{outreach} from {by}: {result}").format(
                outreach=_(CHANNEL[fact.channel]), by=isolated(fact.by), result=_(RESULT[fact.result])
            )
            return Story("☏", headline, (*about, *kept(N_("What was said is kept in a note."), fact.words_note)))
        case _:
            assert_never(fact)


def _what(fact: AttentionTaken | AttentionReleased | AttentionSnoozed) -> str:
    return _(HEADING[fact.reason]).lower()
