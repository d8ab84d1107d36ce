"""A participant's course through a program, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias, assert_never

from services.dashboard.language import N_, _
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
    LeavingReason.OWN_DECISION: N_("It was their own decision."),
    LeavingReason.MOVED_AWAY: N_("They moved away."),
    LeavingReason.OTHER_CARE: N_("They found other care."),
    LeavingReason.HEALTH: N_("Their health came first."),
    LeavingReason.NOT_SAID: N_("They did not say why."),
    LeavingReason.SOMETHING_ELSE: N_("Because of something else."),
}


def enrolment_story(fact: EnrolmentFact) -> Story:
    """Joining, moving, pausing, coming back, completing and leaving."""
    match fact:
        case ParticipantEnrolled():
            headline = _("Joined {program} at {site}").format(program=named(fact.program), site=named(fact.site))
            return Story("☆", headline, _rhythm(fact))
        case ParticipantMoved():
            headline = _("Moved from {before} to {site}").format(before=named(fact.from_site), site=named(fact.site))
            return Story("☆", headline)
        case ParticipantPaused():
            until = (
                _("They mean to come back on {day}.").format(day=day(fact.until))
                if fact.until
                else _("It is open until when.")
            )
            return Story("☆", _("Takes a break from the program"), (until,))
        case ParticipantResumed():
            return Story("☆", _("Came back from a break"))
        case ParticipantCompleted():
            return Story("★", _("Completed the program"))
        case ParticipantLeft():
            why = (_(LEFT_BECAUSE[fact.reason]),) if fact.reason else ()
            return Story("☆", _("Left the program"), (*why, _("They may join again at any time.")))
        case _:
            assert_never(fact)


def _rhythm(joined: ParticipantEnrolled) -> tuple[str, ...]:
    """What the program says about how often, as far as it says so."""
    said = []
    if joined.check_in_every_days:
        said.append(_("Check-ins {rhythm}.").format(rhythm=every(joined.check_in_every_days)))
    if joined.review_every_days:
        said.append(_("Reviews {rhythm}.").format(rhythm=every(joined.review_every_days)))
    if joined.silent_after_days:
        said.append(
            counted(
                joined.silent_after_days,
                "Somebody asks after {count} day without a word.",
                "Somebody asks after {count} days without a word.",
            )
        )
    return tuple(said)
