"""One question for every event: what was it, in words?"""

from __future__ import annotations

from typing import assert_never

from services.dashboard.wording.timeline.contacts import contact_story
from services.dashboard.wording.timeline.enrolment import enrolment_story
from services.dashboard.wording.timeline.goals import goal_story
from services.dashboard.wording.timeline.outreach import outreach_story
from services.dashboard.wording.timeline.phrases import Story
from services.dashboard.wording.timeline.plans import Plans
from services.dashboard.wording.timeline.retractions import retraction_story
from services.dashboard.wording.timeline.steps import step_story
from services.dashboard.wording.timeline.talk import talk_story
from services.dashboard.wording.timeline.values import value_story
from shared.contracts import events as of
from shared.contracts.envelope import CareEvent


def story(event: CareEvent, plans: Plans) -> Story:
    """The event in words. `plans` are those of the participant's steps, to say what was tried."""
    match fact := event.data:
        case (
            of.ParticipantEnrolled()
            | of.ParticipantMoved()
            | of.ParticipantPaused()
            | of.ParticipantResumed()
            | of.ParticipantCompleted()
            | of.ParticipantLeft()
        ):
            return enrolment_story(fact)
        case (
            of.ValueClarified()
            | of.ValueRevisited()
            | of.StrengthNamed()
            | of.AgendaWished()
            | of.AgendaTalkedOver()
            | of.SupportArranged()
            | of.SupporterInvited()
            | of.SupporterUninvited()
        ):
            return value_story(fact)
        case (
            of.GoalSet()
            | of.GoalRevised()
            | of.GoalAgreed()
            | of.GoalDeclined()
            | of.GoalReviewed()
            | of.GoalClosed()
            | of.GoalReopened()
            | of.ContingencyPlanned()
        ):
            return goal_story(fact)
        case (
            of.StepPlanned()
            | of.StepRevised()
            | of.StepPaused()
            | of.StepResumed()
            | of.StepCompleted()
            | of.StepNotDone()
        ):
            return step_story(fact, event.time, plans)
        case (
            of.Setback()
            | of.SetbackRecovered()
            | of.CheckedIn()
            | of.CheckInsAgreed()
            | of.ClinicianConfidenceRated()
            | of.ContactRequested()
        ):
            return contact_story(fact)
        case of.BalanceWeighed() | of.TalkCounted() | of.Affirmed() | of.ScoreQuestioned():
            return talk_story(fact)
        case of.AttentionTaken() | of.AttentionReleased() | of.AttentionSnoozed() | of.OutreachMade():
            return outreach_story(fact)
        case of.EntryRetracted():
            return retraction_story(fact)
        case _:
            assert_never(fact)
