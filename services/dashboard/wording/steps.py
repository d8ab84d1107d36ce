"""Small steps and the days of the last six weeks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from babel.dates import get_day_names

from services.dashboard.language import N_, _, n_, spoken
from services.dashboard.story.attempts import Day, Tried
from services.dashboard.story.small_steps import Plan, Planned, SmallStep
from services.dashboard.wording.moments import day, day_of, short_day, weekday
from services.dashboard.wording.names import amount, counted, isolated, listed, whole
from services.dashboard.wording.timeline.plans import success
from shared.contracts.codes import Weekday
from shared.contracts.vocabulary import RevisionReason

NO_STEPS = N_("No step was planned for the last six weeks, and none was tried.")
CALENDAR = N_("The last six weeks. A day without a word stays empty: unknown is not “not this time”.")
STEPS = N_("The steps")
CRITERION = N_("How they will see that it worked")
REVISIONS = N_("How the plan changed")
UNKNOWN_PLAN = N_("A step that was planned earlier")
RESTS = N_("It rests for now: nothing is expected.")
TODAY = N_("today")

MARK: Mapping[Tried, str] = {Tried.DONE: "✓", Tried.PARTLY: "◐", Tried.NOT_THIS_TIME: "○"}
_TRIED: Mapping[Tried, str] = {
    Tried.DONE: N_("done"),
    Tried.PARTLY: N_("partly"),
    Tried.NOT_THIS_TIME: N_("not this time"),
}
_NUMBERED: Mapping[Tried, str] = {
    Tried.DONE: N_("{number}: done"),
    Tried.PARTLY: N_("{number}: partly"),
    Tried.NOT_THIS_TIME: N_("{number}: not this time"),
}
_SO_OFTEN: Mapping[Tried, str] = {
    Tried.DONE: N_("{count} done"),
    Tried.PARTLY: N_("{count} partly"),
    Tried.NOT_THIS_TIME: N_("{count} not this time"),
}
_REVISED: Mapping[RevisionReason, str] = {
    RevisionReason.TOO_EASY: N_("Since {day}, because it had become easy: {plan}."),
    RevisionReason.TOO_HARD: N_("Since {day}, because it asked for too much at once: {plan}."),
    RevisionReason.LEARNED_SOMETHING: N_("Since {day}, because they learned something: {plan}."),
    RevisionReason.LIFE_CHANGED: N_("Since {day}, because life changed: {plan}."),
    RevisionReason.SOMETHING_ELSE: N_("Since {day}, because of something else: {plan}."),
}
_FIRST_PLAN = N_("Planned on {day}: {plan}.")
MOST_ENTRIES = 3
"""Of a day: more than these are counted."""


def entries(one: Day, *, numbered: bool) -> list[tuple[str, str]]:
    """What was said of a day, as (mark, words); many of a kind are counted."""
    if len(one.entries) > MOST_ENTRIES:
        found = [(tried, sum(entry.tried is tried for entry in one.entries)) for tried in Tried]
        return [(MARK[tried], _(_SO_OFTEN[tried]).format(count=whole(count))) for tried, count in found if count]
    if not numbered:
        return [(MARK[entry.tried], _(_TRIED[entry.tried])) for entry in one.entries]
    return [(MARK[entry.tried], _(_NUMBERED[entry.tried]).format(number=whole(entry.step))) for entry in one.entries]


def weekdays(begins: int) -> list[tuple[str, str]]:
    """All seven, short and whole, from the one with which weeks begin (Monday: 0)."""
    short = get_day_names("abbreviated", context="stand-alone", locale=spoken())
    names = [(short[place], weekday(one)) for place, one in enumerate(Weekday)]
    return names[begins:] + names[:begins]


def step(one: SmallStep) -> str:
    """What it is now: "At least 10 minutes walked a day"."""
    if not one.plans:
        return _(UNKNOWN_PLAN)
    said = success(one.plans[-1].plan)
    return said[:1].upper() + said[1:]


def days(plan: Plan) -> str:
    """From when to when, and how often."""
    span = {"first": day(plan.starts_on), "last": day(plan.due_on)}
    if plan.weekdays:
        on = listed(weekday(one) for one in Weekday if one in plan.weekdays)
        return _("From {first} to {last}, on {weekdays}.").format(**span, weekdays=on)
    if plan.days_per_week:
        count = plan.days_per_week
        often = n_(
            "From {first} to {last}, {count} day a week.", "From {first} to {last}, {count} days a week.", count
        )
        return often.format(**span, count=whole(count))
    return _("From {first} to {last}.").format(**span)


def details(one: SmallStep) -> Iterator[str]:
    """What more is known about a step as it is now."""
    if one.plans:
        plan = one.plans[-1].plan
        yield days(plan)
        if plan.difficulty is not None:
            yield _("Difficulty as they see it: {difficulty} of 10.").format(difficulty=amount(plan.difficulty))
        if plan.time_zone:
            yield _("Days as they are in {zone}.").format(zone=isolated(plan.time_zone))
    if one.rests:
        yield _(RESTS)


def tried(counts: Mapping[Tried, int]) -> list[str]:
    """How often it came to what in these weeks; nothing where nothing was said."""
    return [_how_often(one, counts[one]) for one in Tried if counts.get(one)]


def revision(one: Planned, now: datetime) -> str:
    """A version of a step's plan, since when, and why."""
    reason = getattr(one.plan, "reason", None)
    sentence = _REVISED[reason] if isinstance(reason, RevisionReason) else _FIRST_PLAN
    return _(sentence).format(day=day(day_of(one.since, now)), plan=success(one.plan))


def date_of(on: date, *, first: bool) -> str:
    """The number of a day in its month; with the month where a month begins, and on the `first` of all days."""
    return short_day(on) if first or on.day == 1 else whole(on.day)


def taken_back(count: int) -> str:
    """How many entries are not shown, because they no longer count."""
    return counted(
        count,
        "{count} entry was taken back and is left out here.",
        "{count} entries were taken back and are left out here.",
    )


def _how_often(tried: Tried, count: int) -> str:
    match tried:
        case Tried.DONE:
            return counted(count, "{count} time done", "{count} times done")
        case Tried.PARTLY:
            return counted(count, "{count} time partly", "{count} times partly")
        case Tried.NOT_THIS_TIME:
            return counted(count, "{count} time “not this time”", "{count} times “not this time”")
