"""Goals as experiments: what each serves, who agreed, what was found out, what is planned for a barrier."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from services.dashboard.language import N_, _
from services.dashboard.story.experiments import Chapter, Experiment, Look, Turn
from services.dashboard.story.told import Standing
from services.dashboard.wording.moments import day, day_of
from services.dashboard.wording.names import counted
from services.dashboard.wording.timeline.plans import success
from shared.contracts.codes import Attainment, Closing, Party
from shared.contracts.vocabulary import Barrier, RevisionReason, ValueArea

NO_GOALS = N_("No goal has been set yet. A goal begins with what matters to them.")
THEIR_VALUE = N_("What it serves, in their words")
HYPOTHESIS = N_("The experiment, in their words")
LEARNED = N_("What they learned")
IF, THEN = N_("If"), N_("Then")
KEPT = N_("Their words are kept in a note that is not shown here.")
DRAFT = N_("Draft")
AGREED = N_("Agreed by both")
WAITING = N_("Agreed by the participant")
ENDED = N_("Ended")

AREA: Mapping[ValueArea, str] = {
    ValueArea.HEALTH: N_("A goal that serves health"),
    ValueArea.CONNECTION: N_("A goal that serves connection"),
    ValueArea.FAMILY: N_("A goal that serves family"),
    ValueArea.WORK: N_("A goal that serves work"),
    ValueArea.LEARNING: N_("A goal that serves learning"),
    ValueArea.INDEPENDENCE: N_("A goal that serves independence"),
    ValueArea.REST: N_("A goal that serves rest"),
    ValueArea.SOMETHING_ELSE: N_("A goal that serves something else that matters"),
}
_SAID: Mapping[Party, Mapping[Standing, str]] = {
    Party.PARTICIPANT: {
        Standing.AGREED: N_("The participant said yes"),
        Standing.DECLINED: N_("The participant said “not like this”"),
        Standing.DRAFT: N_("The participant has not answered yet"),
    },
    Party.CLINICIAN: {
        Standing.AGREED: N_("The clinician said yes"),
        Standing.DECLINED: N_("The clinician said “not like this”"),
        Standing.DRAFT: N_("The clinician has not answered yet"),
    },
}
_FIRST_VERSION = N_("Version {number}, set on {day}.")
_VERSION: Mapping[RevisionReason, str] = {
    RevisionReason.TOO_EASY: N_("Version {number} since {day}, because it had become easy."),
    RevisionReason.TOO_HARD: N_("Version {number} since {day}, because it asked for too much at once."),
    RevisionReason.LEARNED_SOMETHING: N_("Version {number} since {day}, because they learned something."),
    RevisionReason.LIFE_CHANGED: N_("Version {number} since {day}, because life changed."),
    RevisionReason.SOMETHING_ELSE: N_("Version {number} since {day}, because of something else."),
}
REACHED: Mapping[Attainment, str] = {
    -2: N_("Looked at it together on {day}: much less than hoped for."),
    -1: N_("Looked at it together on {day}: less than hoped for."),
    0: N_("Looked at it together on {day}: as hoped for."),
    1: N_("Looked at it together on {day}: more than hoped for."),
    2: N_("Looked at it together on {day}: much more than hoped for."),
}
_CLOSED: Mapping[Closing, str] = {
    Closing.ACHIEVED: N_("Reached on {day}."),
    Closing.SUSTAINED: N_("Part of everyday life by now: it ended well on {day}."),
    Closing.SET_ASIDE: N_("Set aside on {day}."),
    Closing.REPLACED: N_("Another goal goes on from here since {day}."),
}
_REOPENED = N_("Taken up again on {day}.")
WHEN: Mapping[Barrier, str] = {
    Barrier.STIGMA: N_("For when stigma gets in the way"),
    Barrier.MONEY: N_("For when money gets in the way"),
    Barrier.TIME: N_("For when time gets in the way"),
    Barrier.EARLIER_CARE: N_("For when earlier experiences with care get in the way"),
    Barrier.HEALTH: N_("For when health gets in the way"),
    Barrier.PEOPLE_AROUND: N_("For when people around them get in the way"),
    Barrier.SOMETHING_ELSE: N_("For when something else gets in the way"),
}


def state(goal: Experiment) -> str:
    """In one word or two: a plan without the participant's yes is a draft."""
    if not goal.is_open:
        return _(ENDED)
    if goal.now.is_draft:
        return _(DRAFT)
    return _(AGREED if goal.now.answers[Party.CLINICIAN] is Standing.AGREED else WAITING)


def answers(chapter: Chapter) -> list[str]:
    """What each party said to a version."""
    return [_(_SAID[party][chapter.answers[party]]) for party in Party]


def version(chapter: Chapter, now: datetime) -> str:
    """Which version, since when, and why."""
    sentence = _VERSION[chapter.reason] if chapter.reason else _FIRST_VERSION
    return _(sentence).format(number=chapter.number, day=day(day_of(chapter.since, now)))


def plan(chapter: Chapter) -> Iterator[str]:
    """What it aims at, and the answers that came with it."""
    if chapter.aim:
        yield _("Aim: {aim}.").format(aim=success(chapter.aim))
    if chapter.importance is not None and chapter.confidence is not None:
        answered = _("Importance {importance}, confidence {confidence} of 10.")
        yield answered.format(importance=chapter.importance, confidence=chapter.confidence)
    elif chapter.importance is not None:
        yield _("Importance {importance} of 10.").format(importance=chapter.importance)
    elif chapter.confidence is not None:
        yield _("Confidence {confidence} of 10.").format(confidence=chapter.confidence)


def review_on(on: date, today: date) -> str:
    """When to look at what was learned."""
    sentence = _("Review on {day}.") if on >= today else _("A review is due since {day}.")
    return sentence.format(day=day(on))


def look(one: Look, now: datetime) -> str:
    """A review, and how much of the aim was reached."""
    return _(REACHED[one.attainment]).format(day=day(day_of(one.at, now)))


def turn(one: Turn, now: datetime) -> str:
    """How an experiment ended, or that it goes on."""
    sentence = _CLOSED[one.closing] if one.closing else _REOPENED
    return _(sentence).format(day=day(day_of(one.at, now)))


def matters(importance: int) -> str:
    """How much the value matters to them."""
    return _("It matters {importance} of 10 to them.").format(importance=importance)


def earlier(count: int) -> str:
    """Above what a goal said before."""
    return counted(count, "{count} earlier version", "{count} earlier versions")


def foreseen(count: int) -> str:
    """Above the contingency plans."""
    return counted(count, "{count} if-then plan", "{count} if-then plans")


def goals(count: int) -> str:
    """How many there are, over all pages."""
    return counted(count, "{count} goal", "{count} goals")
