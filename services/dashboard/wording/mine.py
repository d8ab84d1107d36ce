"""What a participant reads on their own pages. It speaks to them: you, and what you told us."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_never

from services.dashboard.identity import Identity, Role
from services.dashboard.language import N_, _
from services.dashboard.own.looks import Looked
from services.dashboard.own.saying import (
    Answer,
    DoesNotFit,
    Lacking,
    NotNow,
    PleaseContactMe,
    Recorded,
    Saying,
    ShortCheckIn,
    TurnedDown,
)
from services.dashboard.wording import own_supporters
from services.dashboard.wording.codes import ROLE
from services.dashboard.wording.moments import clock, day, day_of, days_ago
from services.dashboard.wording.names import isolated, side_by_side, whole
from shared.contracts.codes import EstimateName, Feels, Shared
from shared.contracts.vocabulary import RulerKind

TITLE = N_("My pages")
FIT = N_("That does not fit")
CHECK_IN = N_("A short check-in")
CONTACT = N_("Please contact me")
JOURNEY = N_("My way so far")
SHARING = N_("Whom I share with")
LOOKED = N_("Who looked at my record, and when")
ESTIMATES = N_("Two estimates to talk about")
PLACES: Mapping[str, str] = {
    ESTIMATES: "estimates",
    CHECK_IN: "check-in",
    CONTACT: "contact",
    JOURNEY: "journey",
    SHARING: "sharing",
    LOOKED: "looked",
}
"""The parts in their order, and where each stands on the page."""

NOTHING_YET = N_(
    "Nothing has been recorded about you yet. As soon as you have joined a program, your pages fill by themselves."
)
NOTHING_SO_FAR = N_("There is nothing to tell yet. This fills as you go on, at your pace.")
YOU_KNOW = N_(
    "You know best. Say how it is, and if you like answer a ruler anew in the short check-in below: your own new "
    "answer corrects the estimate."
)
HOW_IS_IT = N_("How is it, as you see it?")
FEELS: Mapping[Feels, str] = {
    Feels.TOO_LOW: N_("I feel more of it than that"),
    Feels.TOO_HIGH: N_("I feel less of it than that"),
    Feels.OTHERWISE: N_("It is different in another way"),
}
WORDS = N_("In your own words, if you like")
WORDS_ARE_READ = N_(
    "Those who work with you can read this. A supporter can only while you share your own words with them."
)
SEND, SEND_CHECK_IN = N_("Send"), N_("Send my answers")
ANEW = N_("Answer a ruler anew")
RULERS_HELP = N_("0 is “not at all”, 10 is “completely”. Answer one, two or all three, as you like.")
RULERS: Mapping[RulerKind, str] = {
    RulerKind.CONFIDENCE: N_("How sure are you that you can take your next step?"),
    RulerKind.IMPORTANCE: N_("How much does the change you want matter to you?"),
    RulerKind.READINESS: N_("How ready do you feel for it right now?"),
}
COURAGE = N_("To ask for help takes courage. Somebody who works with you will get back to you.")
CONTACT_LIKE = N_("Such as: “After five would be best.”")
ADD = N_("Add something in your own words")
YOU_DECIDE = N_(
    "You decide whom you invite and what each of them may see, and you may change it at any time: tell somebody who "
    "works with you."
)
NO_SUPPORTERS = N_("You share with nobody just now.")
ONLY_HERE = N_("Nothing for now: they are invited, and see nothing of you.")
SHARED: Mapping[Shared, str] = {
    Shared.GOALS: N_("your goals"),
    Shared.STEPS: N_("your steps and plans"),
    Shared.ATTEMPTS: N_("what came of your steps"),
    Shared.SETBACKS: N_("setbacks, and how you came back"),
    Shared.CHECK_INS: N_("your check-ins"),
    Shared.SCORES: N_("the two estimates"),
    Shared.OWN_WORDS: N_("your own words"),
}
EVERY_LOOK = N_(
    "Whoever opens a page with you on it is written down first, by the name under which they work here. Your own "
    "visits are written down as well, as “you”: so you would notice one that was not yours."
)
NOBODY_LOOKED = N_("Nobody has looked yet.")

_TURNED_DOWN: Mapping[str, str] = {
    "not-enrolled-now": N_(
        "You are not in a program just now, so this was not recorded. You may ask for contact all the same."
    ),
    "unknown-participant": N_(
        "It is not known here yet that you joined a program, so this was not recorded. What you wrote is kept here; "
        "please try again in a moment."
    ),
    "asked-already": N_(
        "Your request waits already, so it was not recorded a second time. What you add in your own words is "
        "recorded, too."
    ),
    "idempotency-key-reused": N_(
        "What you sent first is recorded already. To add what you changed since, send it again."
    ),
}
"""By the code of the problem that checkins answers."""
_LACKING: Mapping[str, str] = {
    FIT: N_("Choose how it is for you first."),
    CHECK_IN: N_("Choose at least one number first."),
    CONTACT: N_("Write a few words first."),
}
_PAGES: Mapping[str, str] = {
    "today": N_("the list of who would welcome a hand today"),
    "caseload": N_("the list of everybody at the site"),
    "participant": N_("your whole record"),
    "brief": N_("the page before a conversation with you"),
    "expect": N_("the program that you are in"),
    "mine": N_("your own pages"),
    "supporting": N_("what you share with them"),
    "supporting-scores": N_("what you share with them, with the two estimates"),
}
_EARLIER: Mapping[Feels | None, str] = {
    Feels.TOO_LOW: N_("You said, {age}: I feel more of it than that."),
    Feels.TOO_HIGH: N_("You said, {age}: I feel less of it than that."),
    Feels.OTHERWISE: N_("You said, {age}: it is different in another way."),
    None: N_("You said, {age}: that does not fit."),
}


def came_of(answer: Answer, what: str) -> str:
    """What came of what they sent; `what` is FIT, CHECK_IN or CONTACT."""
    match answer:
        case Recorded(saying=saying):
            return _recorded(saying)
        case NotNow():
            return _(
                "This could not be sent just now: the service for check-ins does not answer. What you wrote is kept "
                "here; please try again in a moment. Nothing is recorded twice."
            )
        case TurnedDown(code=code) if code in _TURNED_DOWN:
            return _(_TURNED_DOWN[code])
        case TurnedDown():
            return _("This was not recorded: the service for check-ins cannot take it as it stands.")
        case Lacking():
            return _(_LACKING[what])
        case _:
            assert_never(answer)


def why(value: int) -> str:
    """The question that follows an answer on a ruler; at 0 there is nothing below."""
    if value == 0:
        return _("What would make it a little more? In your own words, if you like")
    return _("Why a {value} and not lower? In your own words, if you like").format(value=whole(value))


def said_of_estimate(feels: Feels | None, at: datetime, now: datetime) -> str:
    """An answer that they gave to an estimate before."""
    return _(_EARLIER[feels]).format(age=days_ago(at, now))


def asked_for_contact(at: datetime, now: datetime) -> str:
    """That they asked for it before."""
    return _("You asked to be contacted {age}.").format(age=days_ago(at, now))


def waits(since: datetime, now: datetime) -> str:
    """That their request has not been forgotten, and since when it waits."""
    fields = {"day": day(day_of(since, now)), "time": clock(since, now)}
    return _("Your request has been waiting since {day}, {time}. There is no need to ask again.").format(**fields)


def shares(may_see: Sequence[Shared]) -> str:
    """What a supporter may see: "They may see: your goals, the two estimates."."""
    if not may_see:
        return _(ONLY_HERE)
    return _("They may see: {what}.").format(what=side_by_side(_(SHARED[one]) for one in may_see))


def looked(one: Looked, identity: Identity, now: datetime, shorts: Mapping[str, str]) -> tuple[str, str]:
    """Who it was and at what time of the day, and what they saw. `shorts` tell supporters apart, where they must."""
    page = _PAGES.get(one.page)
    return (
        _("{time} {who}").format(time=clock(one.at, now), who=_who(one, identity, shorts)),
        _("They saw {page}.").format(page=_(page)) if page and not _is_you(one, identity) else "",
    )


def _who(one: Looked, identity: Identity, shorts: Mapping[str, str]) -> str:
    if _is_you(one, identity):
        return _("you")
    if one.role is Role.SUPPORTER:
        return own_supporters.looked(shorts.get(one.by))
    return _("{name} ({role})").format(name=isolated(one.by), role=_(ROLE[one.role]))


def _is_you(one: Looked, identity: Identity) -> bool:
    return one.role is Role.PARTICIPANT and one.by == identity.id


def _recorded(saying: Saying) -> str:
    match saying:
        case DoesNotFit(estimate=EstimateName.SELF_EFFICACY):
            return _("Thank you. It is recorded that our estimate of confidence does not fit.")
        case DoesNotFit(estimate=EstimateName.READINESS):
            return _("Thank you. It is recorded that our estimate of readiness does not fit.")
        case ShortCheckIn():
            return _("Thank you. Your answers are recorded; the estimates follow in a few seconds.")
        case PleaseContactMe():
            return _("It is recorded that you would like to be contacted. That took courage.")
        case _:
            raise AssertionError(saying)
