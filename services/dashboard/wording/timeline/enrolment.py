"""A participant's course through a program, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.wording.moments import day
from services.dashboard.wording.names import counted, named
from services.dashboard.wording.timeline.phrases import Story, every
from shared.contracts.codes import LeavingReason
from shared.contracts.events import (
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)

EnrolmentFact: TypeAlias = (
    ParticipantEnrolled
    | ParticipantMoved
    | ParticipantPaused
    | ParticipantResumed
    | ParticipantCompleted
    | ParticipantLeft
)

LEFT_BECAUSE: Mapping[LeavingReason, str] = {
    LeavingReason.OWN_DECISION: "It was their own decision.",
    LeavingReason.MOVED_AWAY: "They moved away.",
    LeavingReason.OTHER_CARE: "They found other care.",
    LeavingReason.HEALTH: "Their health came first.",
    LeavingReason.NOT_SAID: "They did not say why.",
    LeavingReason.SOMETHING_ELSE: "Because of something else.",
}


def enrolment_story(fact: EnrolmentFact) -> Story:
    """Joining, moving, pausing, coming back, completing and leaving."""
    match fact:
        case ParticipantEnrolled():
            return Story("☆", f"Joined {named(fact.program)} at {named(fact.site)}", _rhythm(fact))
        case ParticipantMoved():
            return Story("☆", f"Moved from {named(fact.from_site)} to {named(fact.site)}")
        case ParticipantPaused():
            until = f"They mean to come back on {day(fact.until)}." if fact.until else "It is open until when."
            return Story("☆", "Takes a break from the program", (until,))
        case ParticipantResumed():
            return Story("☆", "Came back from a break")
        case ParticipantCompleted():
            return Story("★", "Completed the program")
        case ParticipantLeft():
            why = (LEFT_BECAUSE[fact.reason],) if fact.reason else ()
            return Story("☆", "Left the program", (*why, "They may join again at any time."))
        case _:
            assert_never(fact)


def _rhythm(joined: ParticipantEnrolled) -> tuple[str, ...]:
    """What the program says about how often, as far as it says so."""
    check_ins = (f"Check-ins {every(joined.check_in_every_days)}.",) if joined.check_in_every_days else ()
    reviews = (f"Reviews {every(joined.review_every_days)}.",) if joined.review_every_days else ()
    silence = (
        (f"Somebody asks after {counted(joined.silent_after_days, 'day', 'days')} without a word.",)
        if joined.silent_after_days
        else ()
    )
    return (*check_ins, *reviews, *silence)
