"""The rules of a participant's course, and the event that each command leads to.

A rule answers None, or why not. To add one, name it for what must hold and put it into its commands' lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias, assert_never

from services.goals.domain.asked import event_of, not_from_the_future
from services.goals.domain.enrolment.commands import (
    Complete,
    EnrolmentCommand,
    Join,
    Leave,
    Move,
    Pause,
    Resume,
)
from services.goals.domain.enrolment.refusals import (
    already_enrolled,
    already_paused,
    at_that_site_already,
    course_is_full,
    not_enrolled_now,
    not_paused,
    unknown_program,
)
from services.goals.domain.enrolment.state import LIFECYCLE, EnrolmentFact, Enrolments
from services.goals.domain.refusals import invalid, unknown_participant
from shared.contracts.envelope import Event
from shared.contracts.events import (
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)
from shared.contracts.problems import Problem

MOST_TURNS = 1_000
"""Turns in all of a participant's enrolments: keeps the document below 200 KB."""
_JUST_AFTER = timedelta(microseconds=1)

Rule: TypeAlias = Callable[[Enrolments | None, Any, datetime], Problem | None]


def _may_follow(known: Enrolments | None, fact: type[EnrolmentFact]) -> bool:
    return (known.current.status if known else None, fact) in LIFECYCLE


def the_time_is_not_ahead(known: Enrolments | None, command: EnrolmentCommand, now: datetime) -> Problem | None:
    """A clock may be a day wrong, not more."""
    return not_from_the_future(command, now)


def one_enrolment_at_a_time(known: Enrolments | None, command: Join, now: datetime) -> Problem | None:
    """Joining again comes after completing or leaving."""
    return None if _may_follow(known, ParticipantEnrolled) else already_enrolled(command.participant_id)


def the_program_is_offered(known: Enrolments | None, command: Join, now: datetime) -> Problem | None:
    """Programs are put first: who joins knows what to expect."""
    return unknown_program(command.program) if command.offer is None else None


def the_enrolment_goes_on(known: Enrolments | None, command: EnrolmentCommand, now: datetime) -> Problem | None:
    """Only an enrolment that has not ended takes a turn."""
    if known is None:
        return unknown_participant(command.participant_id)
    return None if _may_follow(known, ParticipantMoved) else not_enrolled_now(command.participant_id)


def one_break_at_a_time(known: Enrolments | None, command: Pause, now: datetime) -> Problem | None:
    """A break begins when none is being taken."""
    return None if _may_follow(known, ParticipantPaused) else already_paused(command.participant_id)


def there_is_a_break_to_end(known: Enrolments | None, command: Resume, now: datetime) -> Problem | None:
    """Coming back is from a break."""
    return None if _may_follow(known, ParticipantResumed) else not_paused(command.participant_id)


def a_move_leads_elsewhere(known: Enrolments | None, command: Move, now: datetime) -> Problem | None:
    """To another site than the current one."""
    return at_that_site_already(command.site) if known and known.current.site == command.site else None


def a_break_ends_after_it_begins(known: Enrolments | None, command: Pause, now: datetime) -> Problem | None:
    """Widened by a day, because a day ends later in the west."""
    begins = command.happened_at(now).date() - timedelta(days=1)
    if command.until is not None and command.until < begins:
        return invalid("until", "is before the break begins")
    return None


def turns_follow_on_each_other(known: Enrolments | None, command: EnrolmentCommand, now: datetime) -> Problem | None:
    """A turn that is said to have happened before the newest one would be read in another order than recorded."""
    if known and command.occurred_at is not None and command.occurred_at <= known.newest_turn:
        return invalid("occurred_at", "is not after the newest turn of this course")
    return None


def the_course_has_room(known: Enrolments | None, command: EnrolmentCommand, now: datetime) -> Problem | None:
    """History is never rewritten, so it has a size."""
    return course_is_full(MOST_TURNS) if known and known.turns >= MOST_TURNS else None


_FIRST = (the_time_is_not_ahead,)
_LAST = (turns_follow_on_each_other, the_course_has_room)
RULES: Mapping[type[EnrolmentCommand], tuple[Rule, ...]] = {
    Join: (*_FIRST, the_program_is_offered, one_enrolment_at_a_time, *_LAST),
    Move: (*_FIRST, the_enrolment_goes_on, a_move_leads_elsewhere, *_LAST),
    Pause: (*_FIRST, the_enrolment_goes_on, one_break_at_a_time, a_break_ends_after_it_begins, *_LAST),
    Resume: (*_FIRST, the_enrolment_goes_on, there_is_a_break_to_end, *_LAST),
    Complete: (*_FIRST, the_enrolment_goes_on, *_LAST),
    Leave: (*_FIRST, the_enrolment_goes_on, *_LAST),
}


def decide(known: Enrolments | None, command: EnrolmentCommand, now: datetime) -> Event[EnrolmentFact] | Problem:
    """The event that follows on the participant's course, or why not.

    Happened just now, it comes after the newest turn even where that one's clock was ahead of this one's.
    """
    rules = RULES[type(command)]
    if refusal := next((refusal for rule in rules if (refusal := rule(known, command, now))), None):
        return refusal
    just_now = max(now, known.newest_turn + _JUST_AFTER) if known else now
    return event_of(_fact(known, command), command, command.participant_id, command.happened_at(just_now))


def _fact(known: Enrolments | None, command: EnrolmentCommand) -> EnrolmentFact:
    if isinstance(command, Join):
        return _joined(command)
    assert known is not None  # noqa: S101 - the_enrolment_goes_on holds
    enrolment = known.current
    match command:
        case Move():
            return ParticipantMoved(enrolment_id=enrolment.enrolment_id, site=command.site, from_site=enrolment.site)
        case Pause():
            return ParticipantPaused(enrolment_id=enrolment.enrolment_id, until=command.until)
        case Resume():
            return ParticipantResumed(enrolment_id=enrolment.enrolment_id)
        case Complete():
            return ParticipantCompleted(enrolment_id=enrolment.enrolment_id)
        case Leave():
            return ParticipantLeft(enrolment_id=enrolment.enrolment_id, reason=command.reason)
        case _:
            assert_never(command)


def _joined(command: Join) -> ParticipantEnrolled:
    offer = command.offer
    assert offer is not None  # noqa: S101 - the_program_is_offered holds
    return ParticipantEnrolled(
        enrolment_id=command.enrolment_id,
        site=command.site,
        program=command.program,
        program_version=offer.version,
        check_in_every_days=offer.check_in_every_days,
        silent_after_days=offer.silent_after_days,
        review_every_days=offer.review_every_days,
        prompts=offer.prompts,
    )
