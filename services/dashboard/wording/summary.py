"""The summary that a participant takes home: in their voice, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from services.dashboard.language import N_, _
from services.dashboard.story.summary import Aim, Matter, Strong, Summary, TriedStep, Win
from services.dashboard.story.told import Why
from services.dashboard.wording.estimates import Name
from services.dashboard.wording.moments import day, day_of
from services.dashboard.wording.names import counted, isolated
from services.dashboard.wording.steps import tried as outcomes
from services.dashboard.wording.timeline.plans import success
from shared.contracts.codes import StrengthKind, SupportKind
from shared.contracts.vocabulary import ValueArea

TITLE = N_("My way so far")
BACK = N_("Back to the participant's page")
HINT = N_("To put this on paper, use your browser's print (Ctrl+P, on a Mac ⌘P). Only the summary is printed.")
MATTERS = N_("What matters to me")
GOALS = N_("My goals")
TRIED = N_("What I tried in the last six weeks")
HELPED = N_("What helped")
WINS = N_("Small wins")
ESTIMATES = N_("Two estimates to talk about")
NEXT = N_("What is next")
LEARNED = N_("What I learned")
SAID_BACK = N_("What was said to me")
COPED = N_("A plan of mine that I used")
WISHES = N_("What I want to talk about")
DRAFT = N_("This is a draft until I say yes.")
EARLIER_STEP = N_("A step that was planned earlier")
NOTHING = N_("There is nothing to put into a summary yet. It fills as the journey goes on.")

MEANING: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("How far I trust myself with the next step:"),
    Name.READINESS: N_("How ready I feel for the change I want:"),
}
_AREA: Mapping[ValueArea, str] = {
    ValueArea.HEALTH: N_("Health"),
    ValueArea.CONNECTION: N_("Connection"),
    ValueArea.FAMILY: N_("Family"),
    ValueArea.WORK: N_("Work"),
    ValueArea.LEARNING: N_("Learning"),
    ValueArea.INDEPENDENCE: N_("Independence"),
    ValueArea.REST: N_("Rest"),
    ValueArea.SOMETHING_ELSE: N_("Something else that matters"),
}
STRENGTH: Mapping[StrengthKind, str] = {
    StrengthKind.PERSEVERANCE: N_("A strength of mine: perseverance."),
    StrengthKind.PLANNING: N_("A strength of mine: planning."),
    StrengthKind.ASKING_FOR_HELP: N_("A strength of mine: asking for help."),
    StrengthKind.CARING_FOR_OTHERS: N_("A strength of mine: caring for others."),
    StrengthKind.HONESTY: N_("A strength of mine: honesty."),
    StrengthKind.HUMOUR: N_("A strength of mine: humour."),
    StrengthKind.CALM: N_("A strength of mine: calm."),
    StrengthKind.LEARNING: N_("A strength of mine: learning."),
    StrengthKind.SOMETHING_ELSE: N_("A strength of mine."),
}
SUPPORT: Mapping[SupportKind, str] = {
    SupportKind.APPOINTMENT: N_("Help that was arranged: an appointment."),
    SupportKind.NETWORK: N_("Help that was arranged: people around me."),
    SupportKind.COPING_SKILL: N_("Help that was arranged: a way of coping."),
    SupportKind.RESOURCE: N_("Help that was arranged: something to use."),
}
_WHY: Mapping[Why, str] = {
    Why.THE_FIRST: N_("the first one"),
    Why.A_HARD_ONE: N_("a hard one"),
    Why.AFTER_A_SETBACK: N_("the first after a setback"),
}


def as_of(participant_id: str, today: date) -> str:
    """Whose summary it is, by the name under which the record knows them, and of which day."""
    return _("Summary for {participant}, {day}.").format(participant=isolated(participant_id), day=day(today))


def matter(one: Matter) -> str:
    """A value and how much it matters."""
    return _("{area} ({importance} of 10)").format(area=_(_AREA[one.area]), importance=one.importance)


def aim(one: Aim) -> str:
    """A goal by the value it serves, and what it aims at, where that was said."""
    target = one.experiment.now.aim
    if target is None:
        return _(_AREA[one.area])
    return _("{area}: {aim}").format(area=_(_AREA[one.area]), aim=success(target))


def review_on(on: date) -> str:
    """When the experiment is looked at together."""
    return _("We look at it together on {day}.").format(day=day(on))


def tried(one: TriedStep) -> str:
    """A step, and what came of it."""
    step = success(one.plan) if one.plan else _(EARLIER_STEP)
    counts = " · ".join(outcomes(one.tried))
    return _("{step}: {outcomes}").format(step=step[:1].upper() + step[1:], outcomes=counts)


def win(one: Win, now: datetime) -> str:
    """When, what and why it is worth celebrating."""
    on, why = day(day_of(one.at, now)), _(", ").join(_(_WHY[reason]) for reason in one.why)
    if one.plan is None:
        return _("{day}: {why}.").format(day=on, why=why)
    return _("{day}: {step} ({why}).").format(day=on, step=success(one.plan), why=why)


def strength(one: Strong) -> str:
    """A strength by its name."""
    return _(STRENGTH[one.kind])


def ways_back(count: int) -> str:
    """Coming back counts as strength."""
    return counted(
        count,
        "I came back after a setback {count} time. That is a strength.",
        "I came back after a setback {count} times. That is a strength.",
    )


def upcoming(found: Summary, today: date) -> Iterator[str]:
    """What has a day."""
    if found.next_check_in and found.next_check_in >= today:
        yield _("My next check-in: {day}.").format(day=day(found.next_check_in))
    elif found.next_check_in:
        yield _("My next check-in: whenever it suits me ({day} was the plan).").format(day=day(found.next_check_in))
    for plan in found.open_steps.shown:
        yield _("Until {day}: {step}.").format(day=day(plan.due_on), step=success(plan))
    for on in found.reviews.shown:
        yield review_on(on)


def more(count: int) -> str:
    """What did not fit on paper."""
    return counted(count, "… and {count} more in the record.", "… and {count} more in the record.")
