"""Care events in short: what was said, how many days after the start, and about whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from services.scoring.domain.course import Course, fold
from shared.contracts.envelope import CareEvent, event, microseconds
from shared.contracts.events import (
    CareData,
    CheckedIn,
    GoalRevised,
    GoalSet,
    ParticipantEnrolled,
    RulerAnswer,
    Setback,
    SetbackRecovered,
    StepCompleted,
    StepNotDone,
    StepPlanned,
)
from shared.contracts.vocabulary import (
    Outcome,
    Period,
    RevisionReason,
    RulerKind,
    SetbackKind,
    Setting,
    Stage,
    ValueArea,
)

START = datetime(2026, 1, 5, 9, tzinfo=UTC)
ORGANIZATION = "shore"


def at(days: float) -> datetime:
    """So many days after the start."""
    return START + timedelta(days=days)


def us(days: float) -> int:
    """The same, as microseconds since 1970."""
    return microseconds(at(days))


def said(data: CareData, days: float = 0.0, *, who: str = "robin", key: str | None = None) -> CareEvent:
    """`data` as an event. Two events of one type and time need keys of their own."""
    return event(
        data,
        organization=ORGANIZATION,
        participant_id=who,
        time=at(days),
        source="cairn/tests",
        idempotency_key=key or f"{who} {days}",
    )


def course_of(events: Iterable[CareEvent]) -> Course:
    """The course after these events, whatever their order."""
    course = fold(None, sorted(events, key=lambda one: one.position))
    assert course is not None
    return course


def enrolled(
    site: str = "harbour",
    program: str = "walking-12-weeks",
    *,
    enrolment_id: str = "enrolment-1",
    silent_after_days: int | None = None,
) -> ParticipantEnrolled:
    return ParticipantEnrolled(
        enrolment_id=enrolment_id, site=site, program=program, silent_after_days=silent_after_days
    )


def goal(
    goal_id: str = "goal-1",
    *,
    review_on: str = "2026-03-01",
    importance: int | None = None,
    confidence: int | None = None,
) -> GoalSet:
    return GoalSet(
        goal_id=goal_id,
        sequence=1,
        version=1,
        value_area=ValueArea.HEALTH,
        review_on=date.fromisoformat(review_on),
        importance=importance,
        confidence=confidence,
    )


def revised(
    version: int,
    goal_id: str = "goal-1",
    *,
    review_on: str = "2026-04-01",
    importance: int | None = None,
    confidence: int | None = None,
) -> GoalRevised:
    return GoalRevised(
        goal_id=goal_id,
        sequence=version,
        version=version,
        reason=RevisionReason.TOO_HARD,
        review_on=date.fromisoformat(review_on),
        importance=importance,
        confidence=confidence,
    )


def planned(difficulty: float | None = None) -> StepPlanned:
    return StepPlanned(
        step_id="step-1",
        goal_id="goal-1",
        sequence=2,
        measure="minutes-walked",
        at_least=10,
        per=Period.DAY,
        starts_on=START.date(),
        due_on=START.date(),
        difficulty=difficulty,
    )


def done(difficulty: float | None = None, outcome: Outcome = Outcome.DONE) -> StepCompleted:
    return StepCompleted(
        attempt_id="attempt-1", step_id="step-1", goal_id="goal-1", outcome=outcome, difficulty=difficulty
    )


def not_done(difficulty: float | None = None) -> StepNotDone:
    return StepNotDone(attempt_id="attempt-1", step_id="step-1", goal_id="goal-1", difficulty=difficulty)


def setback(setback_id: str = "setback-1", *, plan_used: bool | None = None) -> Setback:
    return Setback(setback_id=setback_id, kind=SetbackKind.LAPSE, plan_used=plan_used)


def recovered(setback_id: str = "setback-1", *, difficulty: float | None = None) -> SetbackRecovered:
    return SetbackRecovered(setback_id=setback_id, difficulty=difficulty)


def checked_in(*rulers: RulerAnswer, setting: Setting = Setting.CHECK_IN, stage: Stage | None = None) -> CheckedIn:
    return CheckedIn(checkin_id="checkin-1", setting=setting, rulers=rulers, stage=stage)


def ruler(kind: RulerKind, value: int, goal_id: str | None = None) -> RulerAnswer:
    return RulerAnswer(kind=kind, value=value, goal_id=goal_id)


def confident(value: int, setting: Setting = Setting.SESSION) -> CheckedIn:
    """A confidence ruler and nothing else; in a session unless told otherwise."""
    return checked_in(ruler(RulerKind.CONFIDENCE, value), setting=setting)


def ready(value: int, setting: Setting = Setting.SESSION) -> CheckedIn:
    """A readiness ruler and nothing else."""
    return checked_in(ruler(RulerKind.READINESS, value), setting=setting)
