"""Setbacks, recoveries and short contacts, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.wording.names import named
from services.dashboard.wording.timeline.phrases import (
    OF_TEN,
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
    SetbackKind.LAPSE: "Recurrence",
    SetbackKind.STEP_DID_NOT_WORK: "A step did not work",
    SetbackKind.RENEWED_AMBIVALENCE: "Renewed ambivalence",
    SetbackKind.LIFE_GOT_IN_THE_WAY: "Life got in the way",
}


def contact_story(fact: ContactFact) -> Story:
    """Setbacks and recoveries, check-ins and their rhythm, the clinician's confidence, requests."""
    match fact:
        case Setback():
            return Story("↺", SETBACK[fact.kind], _setback(fact))
        case SetbackRecovered():
            return Story("↗", "Found their way back after a setback", ("Coming back counts as a strength.",))
        case CheckedIn():
            where = "Talked in a session" if fact.setting is Setting.SESSION else "Checked in"
            return Story("●", where, _answers(fact))
        case ClinicianConfidenceRated():
            apart = "It stands apart from their own answers; it is often higher at first, and that is fine."
            return Story("●", f"A clinician's own confidence in them: {fact.value} {OF_TEN}", (apart,))
        case CheckInsAgreed():
            return Story("●", f"Agreed on check-ins{_rhythm(fact)}", where_days_count(fact.time_zone))
        case ContactRequested():
            courage = ("Asking for help takes courage.", *kept(THEIR_WORDS, fact.words_note))
            return Story("☏", "Would like to be contacted", courage)
        case _:
            assert_never(fact)


def _setback(setback: Setback) -> tuple[str, ...]:
    used = ("The contingency plan was used: that is coping.",) if setback.plan_used else ()
    return (*in_the_way(setback.barrier), *used, *kept("What they learned", setback.learned_note))


def _answers(checkin: CheckedIn) -> tuple[str, ...]:
    rulers = said(*((named(answer.kind), answer.value) for answer in checkin.rulers))
    why = next((answer.why_note for answer in checkin.rulers if answer.why_note), None)
    return (
        *rulers,
        *kept("Why that much and not less", why),
        *((f"Stage of change: {checkin.stage}.",) if checkin.stage else ()),
        *((f"Mood: {checkin.mood}.",) if checkin.mood else ()),
        *((f"Journaling prompt: {named(checkin.prompt).lower()}.",) if checkin.prompt else ()),
        *kept("What they wrote", checkin.journal_note),
        *kept("A concern", checkin.concern_note),
    )


def _rhythm(agreed: CheckInsAgreed) -> str:
    if agreed.weekdays:
        return f" {on_weekdays(agreed.weekdays)}"
    return f" {every(agreed.every_days)}" if agreed.every_days else ""
