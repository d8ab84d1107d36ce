"""What is said where somebody acts on reasons for attention: the forms, and what came of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from services.dashboard.acting.commands import Affirmation, Command, Form, GiveBack, Outreach, Rest, Take
from services.dashboard.acting.sending import TAKEN, Answer, NotNow, Recorded, TurnedDown
from services.dashboard.language import N_, _
from services.dashboard.wording.attention import HEADING
from services.dashboard.wording.moments import day
from services.dashboard.wording.names import isolated
from services.dashboard.wording.pages import title
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason, OutreachChannel, OutreachResult, SnoozeReason

TAKE, GIVE_BACK = N_("I see to it"), N_("Give it back")
MORE = N_("Note or rest")

_FORM: Mapping[Form, str] = {
    Form.OUTREACH: N_("I reached out"),
    Form.REST: N_("Let it rest"),
    Form.AFFIRMATION: N_("I affirmed something"),
}
CHANNEL, RESULT, ABOUT = N_("How did you reach out?"), N_("What came of it?"), N_("If you talked: what about?")
WORDS_IF_ANY = N_("A few words, if you like")
WORDS_ARE_READ = N_("They can read what you write here; a supporter cannot.")
WHAT_RESTS, UNTIL, WHY = N_("What rests?"), N_("Until which day?"), N_("Why?")
STRENGTH, NO_STRENGTH = N_("Which strength was it?"), N_("none of these, or an effort")
AFFIRMED = N_("What did you say to them?")
AFFIRMED_LIKE = N_("Such as: “You went although it rained.”")
RECORD = N_("Record it")
COMES_BACK = N_(
    "On that day it stands on the list again, if the reason still holds then. Raised anew it stands at once."
)
STRENGTHS_AWAY = N_("Their strengths cannot be shown just now; your words alone are fine.")
SAY_SOMETHING = N_("Choose a strength or write a few words first.")
CHOOSE_WHAT = N_("Choose what rests first.")
TRY_AGAIN = N_(
    "This could not be recorded just now: the service for check-ins does not answer. What you wrote is kept here; "
    "please try again in a moment. Nothing is recorded twice."
)
TRY_THE_BUTTON_AGAIN = N_(
    "This could not be recorded just now: the service for check-ins does not answer. Please try again in a moment; "
    "nothing is recorded twice."
)

CHANNELS: Mapping[OutreachChannel, str] = {
    OutreachChannel.CALL: N_("by a call"),
    OutreachChannel.MESSAGE: N_("by a message"),
    OutreachChannel.VIDEO: N_("by a video call"),
    OutreachChannel.IN_PERSON: N_("in person"),
    OutreachChannel.LETTER: N_("by a letter"),
}
RESULTS: Mapping[OutreachResult, str] = {
    OutreachResult.TALKED: N_("we talked"),
    OutreachResult.TIME_ARRANGED: N_("we arranged a time to talk"),
    OutreachResult.LEFT_A_MESSAGE: N_("I left a message"),
    OutreachResult.NO_ANSWER: N_("no answer yet"),
}
RESTS: Mapping[SnoozeReason, str] = {
    SnoozeReason.TIME_ARRANGED: N_("a time is arranged"),
    SnoozeReason.THEY_ASKED_FOR_TIME: N_("they asked for time"),
    SnoozeReason.SOMEBODY_ELSE_HELPS: N_("somebody else helps just now"),
    SnoozeReason.WAITING_FOR_SOMETHING: N_("something else has to come first"),
    SnoozeReason.SOMETHING_ELSE: N_("something else"),
}
_NOT_RECORDED: Mapping[str, str] = {
    "not-yours": N_("You do not see to this any more, so there is nothing to give back."),
    "not-at-your-site": N_(
        "They are not at your site any more, so nothing was recorded. Ask the site where they are."
    ),
    "unknown-participant": N_("They are not in a program here as far as is known now, so nothing was recorded."),
    "not-enrolled-now": N_("They are not in a program just now, so nothing was recorded."),
    "unknown-strength": N_(
        "This strength is not known there yet, so nothing was recorded. Please try again shortly."
    ),
    "changed-meanwhile": N_(
        "Somebody did something about this at the same moment. Please look again, then try again."
    ),
    "idempotency-key-reused": N_("What you sent first is recorded already. To add to it, record it as another one."),
    "invalid-field": N_(
        "Something in the form does not fit, so nothing was recorded. Please look at the day and the words."
    ),
}
"""By the code of the problem that checkins answers."""


def form(one: Form) -> str:
    """What the form is for."""
    return _(_FORM[one])


def form_about(one: Form, participant_id: str) -> str:
    """Above the form: what it is for, and whom it is about."""
    return _("{what}: {who}").format(what=form(one), who=title(participant_id))


def reason(one: AttentionReason) -> str:
    """A kind of reason, as one of several to choose from."""
    return _(HEADING[one])


def came_of(answer: Answer) -> str:
    """What came of what somebody did."""
    match answer:
        case Recorded(commands=commands):
            return _done(commands[0]) if commands else _("Nothing was left to do.")
        case NotNow():
            return _(TRY_THE_BUTTON_AGAIN)
        case TurnedDown():
            return turned_down(answer)
        case _:
            assert_never(answer)


def turned_down(answer: TurnedDown) -> str:
    """Why it was not recorded."""
    if answer.code == TAKEN:
        if answer.owner is None:
            return _("Somebody else sees to this already, so nothing was recorded.")
        return _(
            "{owner} sees to this already, so nothing was recorded. Ask them if you would like to take it over."
        ).format(owner=isolated(answer.owner))
    if answer.code in _NOT_RECORDED:
        return _(_NOT_RECORDED[answer.code])
    return _("This was not recorded: the service for check-ins cannot take it as it stands.")


def owner(item: Attention, me: str) -> str:
    """Who sees to a reason."""
    if item.owner is None:
        return _("Nobody sees to it yet.")
    if item.owner == me:
        return _("You see to it.")
    return _("{owner} sees to it.").format(owner=isolated(item.owner))


def owners(items: Sequence[Attention], me: str) -> str:
    """Who sees to somebody's reasons: of the first that somebody sees to, else nobody."""
    return owner(next((item for item in items if item.owner is not None), items[0]), me)


def _done(command: Command) -> str:
    match command:
        case Take():
            return _("Recorded: you see to it.")
        case GiveBack():
            return _("Recorded: you gave it back.")
        case Rest(until=until):
            return _("Recorded: it rests until {day}.").format(day=day(until))
        case Outreach(channel=channel, result=result):
            return _("Recorded: you reached out {how}; {result}.").format(
                how=_(CHANNELS[channel]), result=_(RESULTS[result])
            )
        case Affirmation():
            return _("Recorded: your affirmation.")
        case _:
            assert_never(command)
