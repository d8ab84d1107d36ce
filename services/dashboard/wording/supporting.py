"""What a supporter reads: what somebody lets them see, and that it is theirs to decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from services.dashboard.history import Band, Change, History
from services.dashboard.language import N_, _
from services.dashboard.released import Service
from services.dashboard.shared_with_me import AttemptTold, CheckInTold, StepSays
from services.dashboard.story.attempts import Tried
from services.dashboard.story.told import NextCheckInTold, SetbackTold, SmallWinTold, Standing, VersionTold, Why
from services.dashboard.wording.codes import MOOD, RULER
from services.dashboard.wording.estimates import Name, says
from services.dashboard.wording.measures import at_least
from services.dashboard.wording.moments import clock, day, day_of, days_ago
from services.dashboard.wording.movement import step, waterfall
from services.dashboard.wording.names import isolated, listed, side_by_side, whole
from services.dashboard.wording.timeline.plans import success
from shared.contracts.codes import Party
from shared.contracts.read_models import Estimate

TITLE = N_("What is shared with me")
THEY_DECIDE = N_(
    "Only what they share with you now stands here. They decide what that is, and may change it at any time."
)
NOTHING_SHARED = N_(
    "Nothing is shared with you now. The participant decides what you see, and may change it at any time."
)
NOBODY = N_("You are not here as somebody's supporter, so there is nothing to show.")
ESTIMATES = N_("Two estimates to talk about")
GOALS = N_("Goals")
STEPS = N_("Small steps")
ATTEMPTS = N_("What came of their steps")
WINS = N_("Small wins to celebrate with them")
SETBACKS = N_("Setbacks, and coming back")
CHECK_INS = N_("Check-ins")
NO_GOALS = N_("No goal goes on just now.")
NO_ATTEMPTS = N_("Nothing has been told of a step yet. Unknown is not “not this time”.")
NO_SETBACKS = N_("No setback has been told.")
NO_CHECK_INS = N_("No check-in has been told yet.")
MOVED = N_("What moved it in the last 14 days")
HYPOTHESIS = N_("The experiment, in their words")
LEARNED = N_("What they learned, in their words")
_DRAFT = N_("It is a draft until they say yes.")
_MOVED: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("What moved the estimate of confidence in the last 14 days, in points on 0 to 10."),
    Name.READINESS: N_("What moved the estimate of readiness in the last 14 days, in points on 0 to 10."),
}
_TRIED: Mapping[Tried, str] = {
    Tried.DONE: N_("{age}: done"),
    Tried.PARTLY: N_("{age}: partly"),
    Tried.NOT_THIS_TIME: N_("{age}: not this time"),
}
_WHY: Mapping[Why, str] = {
    Why.THE_FIRST: N_("the first step done"),
    Why.A_HARD_ONE: N_("a hard one"),
    Why.AFTER_A_SETBACK: N_("the first after a setback"),
}
_SERVICE: Mapping[Service, str] = {
    Service.GOALS: N_("the service for goals"),
    Service.CHECKINS: N_("the service for check-ins"),
    Service.SCORING: N_("the service for estimates"),
}


def about(participant_id: str) -> str:
    """Whom they support."""
    return _("You support {participant}.").format(participant=isolated(participant_id))


def away(services: Iterable[Service], since: datetime, now: datetime) -> str:
    """Which services do not answer, since when, and what that means."""
    return _(
        "Something may be missing here just now: {services} has not answered since {time}. It comes back by itself."
    ).format(services=listed(_(_SERVICE[one]) for one in services), time=clock(since, now))


def fresh(now: datetime) -> str:
    """When the page last asked what is shared."""
    return _("Asked anew at {time}.").format(time=clock(now, now))


def estimate(name: Name, history: History) -> Estimate:
    """An estimate as scoring tells it now."""
    newest = history.points[-1].of(name) if history.points else None
    band = newest or Band(0.0, 0.0, 0.0)
    value, low, high = (band.value, band.low, band.high) if newest else (None, None, None)
    return Estimate(value, low, high, 0.0, band.value, history.heard_at, None, None, {})


def looks_now(name: Name, history: History, now: datetime) -> str:
    """Such as "Confidence looks steady right now (about 6-7, last heard yesterday)"."""
    return says(name, estimate(name, history), now)


def moved_caption(name: Name) -> str:
    """Above the table of what moved an estimate."""
    return _(_MOVED[name])


def moved_header() -> tuple[str, str]:
    """Of that table."""
    return _("Part"), _("Points")


def moved(change: Change) -> list[tuple[str, str]]:
    """What moved it, by kind, as far as that is shared."""
    return [(part, step(tenths)) for part, tenths in waterfall(change)]


def standing(answers: Mapping[Party, Standing]) -> str | None:
    """That it is a draft, as long as it is one."""
    return None if answers.get(Party.PARTICIPANT) is Standing.AGREED else _(_DRAFT)


def aim(version: VersionTold) -> Iterator[str]:
    """What it aims at, and when they look at it together."""
    if version.target:
        yield _("Aim: {aim}.").format(aim=success(version.target))


def step_says(plan: StepSays) -> str:
    """Such as "At least 10 minutes walked a day, from Mon 2 Mar 2026 to Sun 8 Mar 2026."."""
    what = at_least(plan.measure, plan.at_least, plan.per)
    return _("{step}, from {first} to {last}.").format(
        step=what[:1].upper() + what[1:], first=day(plan.starts_on), last=day(plan.due_on)
    )


def attempt(one: AttemptTold, now: datetime) -> str:
    """When, and what came of it."""
    return _capital(_(_TRIED[one.tried]).format(age=days_ago(one.at, now)))


def win(one: SmallWinTold, now: datetime) -> str:
    """When, and what makes it one."""
    why = side_by_side(_(_WHY[reason]) for reason in one.why)
    return _capital(_("{age}: {why}.").format(age=days_ago(one.happened_at, now), why=why))


def setback(one: SetbackTold, now: datetime) -> str:
    """When, and whether they are back: nothing of why."""
    if one.recovered_at is None:
        return _("A setback {age}. To be there counts more than to ask.").format(age=days_ago(one.happened_at, now))
    return _("A setback {age}; they found their way back on {day}. That is a strength.").format(
        age=days_ago(one.happened_at, now), day=day(day_of(one.recovered_at, now))
    )


def check_in(one: CheckInTold, now: datetime) -> str:
    """When, and what they answered."""
    rulers = {ruler.kind: ruler.value for ruler in one.rulers}
    answers = [_(RULER[kind]).format(value=whole(value)) for kind, value in rulers.items()]
    if one.mood:
        answers.append(_(MOOD[one.mood]))
    if not answers:
        return _capital(_("{age}: a check-in.").format(age=days_ago(one.at, now)))
    return _capital(_("{age}: {answers}.").format(age=days_ago(one.at, now), answers=side_by_side(answers)))


def next_check_in(one: NextCheckInTold, now: datetime) -> str | None:
    """When the next one is due; None during a break, and once that day has passed: nothing presses."""
    if one.due_on is None or one.due_on < now.date():
        return None
    return _("Their next check-in: {day}.").format(day=day(one.due_on))


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
