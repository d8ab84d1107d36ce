"""What an event says besides evidence: where the person is, what waits to be talked over, what went well."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.scoring.domain.memory import is_of_newest_enrolment, remembered, with_enrolment
from shared.contracts.codes import AttentionReason, OutreachResult, Party
from shared.contracts.events import (
    Affirmed as AffirmedEvent,
)
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    BalanceWeighed,
    CareData,
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    ContingencyPlanned,
    EntryRetracted,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    OutreachMade,
    ParticipantCompleted,
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
    ScoreQuestioned,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    TalkCounted,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.vocabulary import Outcome, Setting

if TYPE_CHECKING:  # a course is what is noted in; at run time only its own module knows how to fold one
    from services.scoring.domain.course import Course

HARD_STEP = 7.0
"""A done step at least this difficult is a small win."""
MOST_OPEN_SETBACKS = 20
"""How many setbacks not yet talked over a projection keeps: the newest."""
_QUIET: frozenset[type[CareData]] = frozenset(
    {
        ParticipantEnrolled,
        ParticipantMoved,
        ParticipantPaused,
        ParticipantResumed,
        ParticipantCompleted,
        ParticipantLeft,
        ClinicianConfidenceRated,
        EntryRetracted,
        GoalAgreed,
        GoalDeclined,
        AttentionTaken,
        AttentionReleased,
        AttentionSnoozed,
        OutreachMade,
    }
)
"""Types that may be no word from the participant."""


def noted(course: Course, data: CareData, us: int) -> Course:
    """The course with what an event at `us` says besides evidence."""
    match data:
        case StepCompleted():
            return _after_attempt(course, data, us)
        case CheckedIn():
            return _after_check_in(course, data)
        case OutreachMade():
            return _after_outreach(course, data)
        case Setback():
            waiting = (*course.open_setbacks, (data.setback_id, us))[-MOST_OPEN_SETBACKS:]
            return course._replace(open_setbacks=waiting, memory=course.memory._replace(setback_since_done=True))
        case SetbackRecovered():
            waiting = tuple(item for item in course.open_setbacks if item[0] != data.setback_id)
            return course._replace(open_setbacks=waiting)
        case ParticipantEnrolled():
            memory = with_enrolment(course.memory, data, us)
            return course._replace(site=data.site, program=data.program, enrolled_us=us, memory=memory)
        case ParticipantMoved():
            return course._replace(site=data.site) if is_of_newest_enrolment(course.memory, data) else course
        case (
            ParticipantPaused()
            | ParticipantResumed()
            | ParticipantCompleted()
            | ParticipantLeft()
            | GoalSet()
            | GoalRevised()
            | GoalReviewed()
            | GoalClosed()
            | GoalReopened()
            | GoalAgreed()
            | GoalDeclined()
            | ContactRequested()
            | EntryRetracted()
            | AttentionTaken()
            | AttentionReleased()
            | AttentionSnoozed()
        ):
            return course._replace(memory=remembered(course.memory, data, us))
        case (
            StepPlanned()
            | StepNotDone()
            | ValueClarified()
            | ValueRevisited()
            | StrengthNamed()
            | StepRevised()
            | StepPaused()
            | StepResumed()
            | ContingencyPlanned()
            | BalanceWeighed()
            | TalkCounted()
            | AffirmedEvent()
            | ClinicianConfidenceRated()
            | CheckInsAgreed()
            | AgendaWished()
            | AgendaTalkedOver()
            | SupportArranged()
            | SupporterInvited()
            | SupporterUninvited()
            | ScoreQuestioned()
        ):
            return course
        case _:
            assert_never(data)


def _after_check_in(course: Course, data: CheckedIn) -> Course:
    if data.setting is Setting.SESSION:
        course = _after_session(course)
    return _at_stage(course, data.stage.value) if data.stage else course


def _after_session(course: Course) -> Course:
    """What was open has been talked over, and who asked for contact has had it."""
    if course.memory.asked_us is not None:
        course = course._replace(memory=course.memory._replace(asked_us=None))
    return course._replace(open_setbacks=()) if course.open_setbacks else course


def _after_outreach(course: Course, data: OutreachMade) -> Course:
    """They talked: who asked for contact has had it, and a setback that they talked about is talked over."""
    if data.result is not OutreachResult.TALKED:
        return course
    if course.memory.asked_us is not None:
        course = course._replace(memory=course.memory._replace(asked_us=None))
    talked_over = AttentionReason.SETBACK_NOT_TALKED_OVER in data.about
    return course._replace(open_setbacks=()) if talked_over and course.open_setbacks else course


def _at_stage(course: Course, stage: str) -> Course:
    memory = course.memory
    if memory.stage == stage:
        return course
    return course._replace(memory=memory._replace(stage=stage, first_stage=memory.first_stage or stage))


def _after_attempt(course: Course, data: StepCompleted, us: int) -> Course:
    if data.outcome is not Outcome.DONE:
        return course
    memory = course.memory
    first = not memory.done_before or memory.setback_since_done
    hard = data.difficulty is not None and data.difficulty >= HARD_STEP
    if first:
        memory = memory._replace(done_before=True, setback_since_done=False)
    return course._replace(small_win_us=us, memory=memory) if first or hard else course


def is_a_word(data: CareData) -> bool:
    """Whether the participant said it, or it was said in contact with them: then silence begins anew."""
    if type(data) not in _QUIET:
        return True
    if isinstance(data, OutreachMade):
        return data.result is OutreachResult.TALKED
    return isinstance(data, GoalAgreed | GoalDeclined) and data.party is Party.PARTICIPANT
