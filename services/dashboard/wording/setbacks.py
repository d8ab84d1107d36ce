"""Setbacks as information, and coming back from them as strength."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from services.dashboard.language import N_, _, n_
from services.dashboard.released import Service
from services.dashboard.story.setbacks import Learning, talked_over
from services.dashboard.wording.moments import clock, day, day_of, days_ago
from services.dashboard.wording.names import counted, whole
from shared.contracts.vocabulary import Barrier, SetbackKind

MEANING = N_("A setback is information. Coming back from one is a strength.")
NO_SETBACKS = N_("No setback has been told.")
LEARNED = N_("What they learned")
THE_PLAN = N_("The if-then plan for it")
STILL_OPEN = N_("How they found their way on has not been told yet.")

KIND: Mapping[SetbackKind, str] = {
    SetbackKind.LAPSE: N_("Recurrence"),
    SetbackKind.STEP_DID_NOT_WORK: N_("A step did not work"),
    SetbackKind.RENEWED_AMBIVALENCE: N_("Renewed ambivalence"),
    SetbackKind.LIFE_GOT_IN_THE_WAY: N_("Life got in the way"),
}
_NO_WORDS: Mapping[Service, str] = {
    Service.GOALS: N_(
        "Their if-then plans, in their own words, are not available just now: the service for goals has not answered "
        "since {time}. They come back by themselves."
    ),
    Service.CHECKINS: N_(
        "What they learned, in their own words, is not available just now: the service for check-ins has not "
        "answered since {time}. It comes back by itself."
    ),
}
_IN_THE_WAY: Mapping[Barrier, str] = {
    Barrier.STIGMA: N_("What stood in the way: stigma."),
    Barrier.MONEY: N_("What stood in the way: money."),
    Barrier.TIME: N_("What stood in the way: time."),
    Barrier.EARLIER_CARE: N_("What stood in the way: earlier experiences with care."),
    Barrier.HEALTH: N_("What stood in the way: health."),
    Barrier.PEOPLE_AROUND: N_("What stood in the way: people around them."),
    Barrier.SOMETHING_ELSE: N_("What stood in the way: something else."),
}
_TALKED: Mapping[bool, str] = {
    True: N_("It has been talked over."),
    False: N_("It has not been talked over yet."),
}


def without_words(service: Service, since: datetime, now: datetime) -> str:
    """What the record cannot say while a service is away: people's own words."""
    return _(_NO_WORDS[service]).format(time=clock(since, now))


def talked(one: Learning, waiting: Collection[datetime]) -> str | None:
    """Whether it was talked over, as far as that is known."""
    found = talked_over(one, waiting)
    return None if found is None else _(_TALKED[found])


def when(one: Learning, now: datetime) -> str:
    """The day, and how long ago."""
    return _("{day}, {age}").format(day=day(day_of(one.at, now)), age=days_ago(one.at, now))


def told(one: Learning) -> list[str]:
    """What stood in the way, and whether the contingency plan was used."""
    found = [_(_IN_THE_WAY[one.barrier])] if one.barrier else []
    if one.plan_used:
        found.append(_("They used their contingency plan: that is coping."))
    elif one.plan_used is False:
        found.append(_("The contingency plan was not used this time: something to look at together."))
    return found


def recovery(one: Learning, now: datetime) -> str:
    """How it went on."""
    if one.recovered_at is None:
        return _(STILL_OPEN)
    between = (day_of(one.recovered_at, now) - day_of(one.at, now)).days
    on = day(day_of(one.recovered_at, now))
    if between <= 0:
        return _("Found their way back the same day.")
    back = n_(
        "Found their way back on {day}, {count} day later.",
        "Found their way back on {day}, {count} days later.",
        between,
    )
    return back.format(day=on, count=whole(between))


def ways_back(count: int) -> str:
    """How often they came back, over all setbacks."""
    return counted(count, "They came back {count} time.", "They came back {count} times.")
