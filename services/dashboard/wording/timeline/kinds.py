"""The kinds of events that a timeline can be narrowed to."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from services.dashboard.language import N_
from shared.contracts.events import (
    Affirmed,
    AgendaTalkedOver,
    AgendaWished,
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    BalanceWeighed,
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


class Kind(StrEnum):
    """What the page offers to narrow the timeline to, in this order; said with `_`."""

    GOALS = N_("Goals and steps")
    TRIES = N_("Steps tried")
    SETBACKS = N_("Setbacks and recoveries")
    CHECK_INS = N_("Check-ins")
    VALUES = N_("Values and strengths")
    PLANS = N_("Plans and agreements")
    TALK = N_("Talk")
    HELP = N_("Help and supporters")
    REACHING_OUT = N_("Reaching out")
    COURSE = N_("Joining and leaving")
    CORRECTIONS = N_("Answers and corrections")


TYPES: Mapping[Kind, tuple[str, ...]] = {
    Kind.GOALS: (
        GoalSet.TYPE,
        GoalRevised.TYPE,
        GoalReviewed.TYPE,
        GoalClosed.TYPE,
        GoalReopened.TYPE,
        StepPlanned.TYPE,
        StepRevised.TYPE,
        StepPaused.TYPE,
        StepResumed.TYPE,
    ),
    Kind.TRIES: (StepCompleted.TYPE, StepNotDone.TYPE),
    Kind.SETBACKS: (Setback.TYPE, SetbackRecovered.TYPE),
    Kind.CHECK_INS: (CheckedIn.TYPE, ClinicianConfidenceRated.TYPE),
    Kind.VALUES: (ValueClarified.TYPE, ValueRevisited.TYPE, StrengthNamed.TYPE, Affirmed.TYPE),
    Kind.PLANS: (GoalAgreed.TYPE, GoalDeclined.TYPE, ContingencyPlanned.TYPE, CheckInsAgreed.TYPE),
    Kind.TALK: (TalkCounted.TYPE, BalanceWeighed.TYPE, AgendaWished.TYPE, AgendaTalkedOver.TYPE),
    Kind.HELP: (ContactRequested.TYPE, SupportArranged.TYPE, SupporterInvited.TYPE, SupporterUninvited.TYPE),
    Kind.REACHING_OUT: (OutreachMade.TYPE, AttentionTaken.TYPE, AttentionReleased.TYPE, AttentionSnoozed.TYPE),
    Kind.COURSE: (
        ParticipantEnrolled.TYPE,
        ParticipantMoved.TYPE,
        ParticipantPaused.TYPE,
        ParticipantResumed.TYPE,
        ParticipantCompleted.TYPE,
        ParticipantLeft.TYPE,
    ),
    Kind.CORRECTIONS: (ScoreQuestioned.TYPE, EntryRetracted.TYPE),
}
"""Every type of event belongs to one kind."""
