"""What the participant's page says itself: its headings, who sees to a reason, and what cannot be shown just now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from services.dashboard.identity import Identity
from services.dashboard.language import N_, _
from services.dashboard.released import Service
from services.dashboard.wording.moments import clock, day
from services.dashboard.wording.names import isolated
from shared.contracts.attention import Attention

MAY_WELCOME_A_HAND = N_("Where a hand may be welcome")
ESTIMATES = N_("Estimates over time")
WHY = N_("Why did they move")
GOALS = N_("Goals as experiments")
STEPS = N_("Small steps")
SETBACKS = N_("Setbacks and recoveries")
RULERS = N_("Rulers over time")
BALANCE = N_("Weighing changing and staying the same")
TALK = N_("Talk over sessions")
CLINICIAN = N_("The clinician's own confidence")
TIMELINE = N_("Timeline")
PLACES: Mapping[str, str] = {
    ESTIMATES: "estimates",
    WHY: "moved",
    GOALS: "goals",
    STEPS: "steps",
    SETBACKS: "setbacks",
    RULERS: "rulers",
    BALANCE: "balance",
    TALK: "talk",
    CLINICIAN: "clinician",
    TIMELINE: "timeline",
}
"""The parts in their order, and where each stands on the page: what comes behind the # in its address."""
ON_THIS_PAGE = N_("On this page")
EARLIER = N_("Earlier ones")
BRIEF = N_("Session brief")
SUMMARY = N_("Printable summary for the participant")

_SERVICE: Mapping[Service, str] = {
    Service.GOALS: N_("the service for goals"),
    Service.CHECKINS: N_("the service for check-ins"),
    Service.SCORING: N_("the service for estimates"),
}


def away(service: Service, since: datetime, now: datetime) -> str:
    """A service does not answer: what that means for this part of the page."""
    return _(
        "This part cannot be shown just now: {service} has not answered since {time}. The rest of the page is as of "
        "{now}; this part comes back by itself."
    ).format(service=_(_SERVICE[service]), time=clock(since, now), now=clock(now, now))


def database_away(now: datetime) -> str:
    """The database does not answer for this part."""
    return _(
        "This part cannot be shown just now: the database does not answer. The rest of the page is as of {now}; this "
        "part comes back by itself."
    ).format(now=clock(now, now))


def not_released() -> str:
    """A service answered that this part is not for the visitor."""
    return _("This part is not shown to you: the service that keeps it does not release it.")


def fresh(now: datetime) -> str:
    """When the page last looked for something new."""
    return _("Looked for news at {time}.").format(time=clock(now, now))


def stands(item: Attention, identity: Identity) -> str | None:
    """Who sees to a reason, and whether it rests; None while nobody has taken it."""
    match item:
        case Attention(owner=None, rests_until=None):
            return None
        case Attention(owner=None, rests_until=until) if until is not None:
            return _("It rests until {day}.").format(day=day(until))
        case Attention(owner=owner, rests_until=None) if owner is not None:
            if owner == identity.id:
                return _("You are seeing to this.")
            return _("{owner} is seeing to this.").format(owner=isolated(owner))
        case Attention(owner=owner, rests_until=until) if owner is not None and until is not None:
            if owner == identity.id:
                return _("You are seeing to this; it rests until {day}.").format(day=day(until))
            return _("{owner} is seeing to this; it rests until {day}.").format(owner=isolated(owner), day=day(until))
    raise AssertionError("an owner and a day are each there or not")
