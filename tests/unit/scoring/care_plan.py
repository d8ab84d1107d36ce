"""The course of an enrolment, what parties say of a plan, and what is taken back, in short."""

from __future__ import annotations

from datetime import date

from shared.contracts.codes import BalanceSide, Closing, Party, RetractionReason
from shared.contracts.envelope import CareEvent
from shared.contracts.events import (
    Affirmed,
    BalanceEntry,
    BalanceWeighed,
    ClinicianConfidenceRated,
    ContactRequested,
    EntryRetracted,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    ParticipantCompleted,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
    TalkCounted,
    TalkCounts,
)


def moved(site: str = "riverside", enrolment_id: str = "enrolment-1") -> ParticipantMoved:
    return ParticipantMoved(enrolment_id=enrolment_id, site=site, from_site="harbour")


def paused(enrolment_id: str = "enrolment-1") -> ParticipantPaused:
    return ParticipantPaused(enrolment_id=enrolment_id)


def resumed(enrolment_id: str = "enrolment-1") -> ParticipantResumed:
    return ParticipantResumed(enrolment_id=enrolment_id)


def completed(enrolment_id: str = "enrolment-1") -> ParticipantCompleted:
    return ParticipantCompleted(enrolment_id=enrolment_id)


def left(enrolment_id: str = "enrolment-1") -> ParticipantLeft:
    return ParticipantLeft(enrolment_id=enrolment_id)


def agreed(version: int = 1, goal_id: str = "goal-1", party: Party = Party.PARTICIPANT) -> GoalAgreed:
    return GoalAgreed(goal_id=goal_id, sequence=version + 1, version=version, party=party)


def declined(version: int = 1, goal_id: str = "goal-1", party: Party = Party.PARTICIPANT) -> GoalDeclined:
    return GoalDeclined(goal_id=goal_id, sequence=version + 1, version=version, party=party)


def reviewed(sequence: int, next_review_on: str | None = None, goal_id: str = "goal-1") -> GoalReviewed:
    following = date.fromisoformat(next_review_on) if next_review_on else None
    return GoalReviewed(goal_id=goal_id, sequence=sequence, version=1, attainment=1, next_review_on=following)


def closed(sequence: int, goal_id: str = "goal-1") -> GoalClosed:
    return GoalClosed(goal_id=goal_id, sequence=sequence, version=1, closing=Closing.SET_ASIDE)


def reopened(sequence: int, review_on: str = "2026-05-01", goal_id: str = "goal-1") -> GoalReopened:
    return GoalReopened(goal_id=goal_id, sequence=sequence, version=1, review_on=date.fromisoformat(review_on))


def asked_for_contact() -> ContactRequested:
    return ContactRequested(request_id="request-1")


def balance_of(*entries: tuple[BalanceSide, int | None]) -> BalanceWeighed:
    weighed = tuple(BalanceEntry(side=side, weight=weight) for side, weight in entries)
    return BalanceWeighed(balance_id="balance-1", entries=weighed)


def talk_of(change: TalkCounts, sustain: TalkCounts) -> TalkCounted:
    return TalkCounted(session_id="session-1", change=change, sustain=sustain)


def affirmed() -> Affirmed:
    return Affirmed(affirmation_id="affirmation-1")


def clinician_confident(value: int) -> ClinicianConfidenceRated:
    return ClinicianConfidenceRated(rating_id="rating-1", value=value)


def taken_back(event: CareEvent | str) -> EntryRetracted:
    """That an event (or the id of one) does not count."""
    event_id = event if isinstance(event, str) else event.id
    return EntryRetracted(retraction_id="retraction-1", retracted=event_id, reason=RetractionReason.TAKEN_BACK)
