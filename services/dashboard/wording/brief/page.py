"""What the page of the session brief says around its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from services.dashboard.brief.composing import Part
from services.dashboard.language import N_, _
from services.dashboard.released import Service
from services.dashboard.wording.moments import as_of, day_of, days_ago, short_day
from services.dashboard.wording.names import counted, isolated, listed, named
from shared.contracts import events as of
from shared.contracts.events import EventData
from shared.contracts.read_models import ScoresAsOf
from shared.contracts.vocabulary import Outcome

TITLE = N_("Session brief")
FROM_THE_RECORD = N_("What the record holds")
TO_BUILD_ON = N_("Something to build on")
PRINTS = N_("One page, made to be printed. Quotation marks hold people's own words; dots say that a note goes on.")
CHOOSE = N_("Choose a participant to see their brief before a conversation.")
BACK = N_("To the participant's page")
AGREE = N_("Say what you have understood, and ask: what did I leave out?")
NOTHING = N_("Nothing recorded yet.")
PARTLY = N_("Some of this is not known right now.")
NOT_KNOWN = N_("Not known right now.")
HEADING: Mapping[Part, str] = {
    Part.WENT_WELL: N_("What went well"),
    Part.REASONS: N_("Their own reasons for change"),
    Part.STRENGTHS: N_("Strengths"),
    Part.DRIFT: N_("Where a value and recent days drift apart"),
    Part.AGENDA: N_("What they want to talk about"),
    Part.OPEN_QUESTION: N_("An open question"),
    Part.RULER_QUESTION: N_("A question on a ruler"),
    Part.AFFIRMATION: N_("An affirmation"),
    Part.REFLECTION: N_("A reflection"),
    Part.SUMMARY: N_("A summary"),
}
NO_DRIFT = N_("Nothing in the record says so.")
KNOWS: Mapping[Service, str] = {
    Service.GOALS: N_("goals, values, strengths and the agenda"),
    Service.CHECKINS: N_("steps tried, check-ins, setbacks and balances"),
    Service.SCORING: N_("estimates"),
}
SOURCE: Mapping[type[EventData], str] = {
    of.ValueClarified: N_("value, {day}"),
    of.ValueRevisited: N_("value looked at again, {day}"),
    of.StrengthNamed: N_("strength named, {day}"),
    of.AgendaWished: N_("wish for the agenda, {day}"),
    of.GoalSet: N_("goal set, {day}"),
    of.GoalRevised: N_("goal revised, {day}"),
    of.GoalReviewed: N_("review, {day}"),
    of.StepPlanned: N_("step planned, {day}"),
    of.StepRevised: N_("step revised, {day}"),
    of.StepCompleted: N_("step done, {day}"),
    of.StepNotDone: N_("not this time, {day}"),
    of.Setback: N_("setback, {day}"),
    of.SetbackRecovered: N_("way back, {day}"),
    of.CheckedIn: N_("check-in, {day}"),
    of.BalanceWeighed: N_("balance, {day}"),
    of.TalkCounted: N_("talk in a session, {day}"),
    of.ContactRequested: N_("asked for contact, {day}"),
}
PARTLY_DONE = N_("step partly done, {day}")


def title(participant_id: str) -> str:
    """A participant is known by a pseudonym only."""
    return _("Session brief for {participant}").format(participant=isolated(participant_id))


def about(person: ScoresAsOf, now: datetime) -> str:
    """Which course, and as of when."""
    fields = {"program": named(person.program), "site": named(person.site), "moment": as_of(now)}
    if person.last_heard is None:
        return _("{program} at {site}. As of {moment}.").format(**fields)
    heard = days_ago(person.last_heard, now)
    return _("{program} at {site}, last heard {heard}. As of {moment}.").format(**fields, heard=heard)


def source(fact: EventData, at: datetime, now: datetime) -> str:
    """An event that a sentence follows from: "step done, 12 Nov"."""
    partly = isinstance(fact, of.StepCompleted) and fact.outcome is Outcome.PARTLY
    said = PARTLY_DONE if partly else SOURCE[type(fact)]
    return _(said).format(day=short_day(day_of(at, now)))


def sources(told: Sequence[str]) -> str:
    """The marker behind a sentence: the first of its events, and how many more there are."""
    first, *others = told
    if not others:
        return _("from: {event}").format(event=first)
    more = counted(len(others), "{count} more", "{count} more")
    return _("from: {event}, and {more}").format(event=first, more=more)


def not_answering(missing: Iterable[Service]) -> str:
    """Which parts are missing, and why."""
    known = listed(_(KNOWS[service]) for service in Service if service in missing)
    return _(
        "This brief is not whole: what is known about {known} cannot be shown right now, because the service that "
        "keeps it does not answer. The page tries again by itself."
    ).format(known=known)


def on_their_way(count: int) -> str:
    """What was said just now, and cannot be told with its event yet."""
    return counted(
        count,
        "{count} thing that was said just now is still on its way, and stands here in a moment.",
        "{count} things that were said just now are still on their way, and stand here in a moment.",
    )


def remark(part: Part, *, said: bool, whole: bool) -> str:
    """Under the sentences of a part, or in their place."""
    if not whole:
        return _(PARTLY) if said else _(NOT_KNOWN)
    if not said:
        return _(NO_DRIFT) if part is Part.DRIFT else _(NOTHING)
    return _(AGREE) if part is Part.SUMMARY else ""
