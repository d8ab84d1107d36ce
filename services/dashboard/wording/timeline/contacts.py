"""Setbacks, recoveries and short contacts, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
from services.dashboard.wording.codes import MOOD, RULER, STAGE
from services.dashboard.wording.names import named, whole
from services.dashboard.wording.timeline.phrases import (
    THEIR_WORDS,
    Story,
    every,
    in_the_way,
    kept,
    on_weekdays,
    said,
    where_days_count,
)
from shared.contracts.events import (
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    Setback,
    SetbackRecovered,
)
from shared.contracts.vocabulary import SetbackKind, Setting

ContactFact: TypeAlias = (
    Setback | SetbackRecovered | CheckedIn | CheckInsAgreed | ClinicianConfidenceRated | ContactRequested
)

SETBACK: Mapping[SetbackKind, str] = {
    SetbackKind.LAPSE: N_("Recurrence"),
    SetbackKind.STEP_DID_NOT_WORK: N_("A step did not work"),
    SetbackKind.RENEWED_AMBIVALENCE: N_("Renewed ambivalence"),
    SetbackKind.LIFE_GOT_IN_THE_WAY: N_("Life got in the way"),
}
STANDS_APART = N_("It stands apart from their own answers; it is often higher at first, and that is fine.")


def contact_story(fact: ContactFact) -> Story:
    """Setbacks and recoveries, check-ins and their rhythm, the clinician's confidence, requests."""
    match fact:
        case Setback():
            return Story("↺", _(SETBACK[fact.kind]), _setback(fact))
        case SetbackRecovered():
            return Story("↗", _("Found their way back after a setback"), (_("Coming back counts as a strength."),))
        case CheckedIn():
            where = _("Talked in a session") if fact.setting is Setting.SESSION else _("Checked in")
            return Story("●", where, _answers(fact))
        case ClinicianConfidenceRated():
            headline = _("A clinician's own confidence in them: {value} of 10").format(value=whole(fact.value))
            return Story("●", headline, (_(STANDS_APART),))
        case CheckInsAgreed():
            return Story("●", _agreed(fact), where_days_count(fact.time_zone))
        case ContactRequested():
            courage = (_("Asking for help takes courage."), *kept(THEIR_WORDS, fact.words_note))
            return Story("☏", _("Would like to be contacted"), courage)
        case _:
            assert_never(fact)


def _setback(setback: Setback) -> tuple[str, ...]:
    used = (_("The contingency plan was used: that is coping."),) if setback.plan_used else ()
    learned = kept(N_("What they learned is kept in a note."), setback.learned_note)
    return (*in_the_way(setback.barrier), *used, *learned)


def _answers(checkin: CheckedIn) -> tuple[str, ...]:
    rulers = said(*((RULER[answer.kind], answer.value) for answer in checkin.rulers))
    why = next((answer.why_note for answer in checkin.rulers if answer.why_note), None)
    return (*rulers, *kept(N_("Why that much and not less is kept in a note."), why), *_context(checkin))


def _context(checkin: CheckedIn) -> Iterator[str]:
    if checkin.stage:
        yield _("Stage of change: {stage}.").format(stage=_(STAGE[checkin.stage]))
    if checkin.mood:
        yield _("Mood: {mood}.").format(mood=_(MOOD[checkin.mood]))
    if checkin.prompt:
        yield _("Journaling prompt: {prompt}.").format(prompt=named(checkin.prompt).lower())
    yield from kept(N_("What they wrote is kept in a note."), checkin.journal_note)
    yield from kept(N_("A concern is kept in a note."), checkin.concern_note)


def _agreed(agreed: CheckInsAgreed) -> str:
    if not agreed.weekdays and not agreed.every_days:
        return _("Agreed on check-ins")
    rhythm = on_weekdays(agreed.weekdays) if agreed.weekdays else every(agreed.every_days or 1)
    return _("Agreed on check-ins {rhythm}").format(rhythm=rhythm)
