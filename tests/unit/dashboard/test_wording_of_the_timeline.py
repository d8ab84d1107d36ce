"""What happened, in the words of the domain: not this time, recurrence, coming back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from services.dashboard.wording.timeline import TYPES, by_step, story
from services.dashboard.wording.timeline.contacts import SETBACK
from services.dashboard.wording.timeline.phrases import BARRIER, REVISED_BECAUSE
from shared.contracts.envelope import Event, event
from shared.contracts.events import (
    CARE_EVENTS,
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
    Target,
)
from shared.contracts.vocabulary import (
    Barrier,
    Mood,
    Outcome,
    Period,
    RevisionReason,
    RulerKind,
    SetbackKind,
    Setting,
    Stage,
    ValueArea,
)

STEP = StepPlanned(
    step_id="s-1",
    goal_id="g-1",
    sequence=2,
    measure="steps-walked",
    at_least=8000,
    per=Period.DAY,
    starts_on=date(2026, 3, 2),
    due_on=date(2026, 3, 8),
    days_per_week=3,
    difficulty=4,
)
NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
PLANS = by_step([(NOW - timedelta(days=3), STEP)])
TARGET = Target(measure="minutes-walked", at_least=20, per=Period.WEEK)


def happened(fact: CareData, at: datetime = NOW) -> Event[CareData]:
    made: Event[CareData] = event(
        fact, organization="northway", participant_id="p-1", time=at, source="cairn/tests", idempotency_key="1"
    )
    return made


@pytest.mark.parametrize(
    ("fact", "headline", "details"),
    [
        (
            ParticipantEnrolled(enrolment_id="e-1", site="old-town", program="walking-12-weeks"),
            "Joined Walking 12 weeks at Old town",
            (),
        ),
        (
            GoalSet(
                goal_id="g-1",
                sequence=1,
                version=1,
                value_area=ValueArea.FAMILY,
                review_on=date(2026, 4, 12),
                target=TARGET,
                importance=8,
                confidence=5,
            ),
            "Set a goal that serves family",
            (
                "Aim: at least 20 minutes walked a week.",
                "Importance 8, confidence 5 of 10.",
                "Review on Sun 12 Apr 2026.",
            ),
        ),
        (
            GoalRevised(
                goal_id="g-1",
                sequence=3,
                version=2,
                reason=RevisionReason.TOO_HARD,
                review_on=date(2026, 4, 12),
                target=Target(measure="steps-walked", at_least=5000, at_most=9999),
            ),
            "Revised a goal, now version 2, because it asked for too much at once",
            ("Aim: 5,000 to 9,999 steps walked a day.", "Review on Sun 12 Apr 2026."),
        ),
        (
            STEP,
            "Planned a step: at least 8,000 steps walked a day",
            ("Mon 2 Mar 2026 to Sun 8 Mar 2026, 3 days a week.", "Difficulty as they see it: 4 of 10."),
        ),
        (
            StepCompleted(
                attempt_id="a-1", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=8200, effort=3
            ),
            "Done: 8,200 steps walked, at least 8,000 planned",
            ("Effort 3 of 10.",),
        ),
        (
            StepCompleted(attempt_id="a-2", step_id="s-1", goal_id="g-1", outcome=Outcome.PARTLY),
            "Partly done: at least 8,000 steps walked",
            (),
        ),
        (
            StepNotDone(attempt_id="a-3", step_id="s-1", goal_id="g-1", barrier=Barrier.TIME),
            "Not this time: at least 8,000 steps walked",
            ("What stood in the way: time.",),
        ),
        (StepNotDone(attempt_id="a-4", step_id="gone", goal_id="g-1"), "Not this time", ()),
        (
            Setback(setback_id="b-1", kind=SetbackKind.LAPSE, plan_used=True, learned_note="n-1"),
            "Recurrence",
            ("The contingency plan was used: that is coping.", "What they learned is kept in a note."),
        ),
        (
            SetbackRecovered(setback_id="b-1"),
            "Found their way back after a setback",
            ("Coming back counts as a strength.",),
        ),
        (
            CheckedIn(
                checkin_id="c-1",
                setting=Setting.CHECK_IN,
                rulers=(
                    RulerAnswer(kind=RulerKind.CONFIDENCE, value=6),
                    RulerAnswer(kind=RulerKind.READINESS, value=7),
                ),
                stage=Stage.ACTION,
                mood=Mood.RESTED,
            ),
            "Checked in",
            ("Confidence 6, readiness 7 of 10.", "Stage of change: action.", "Mood: rested."),
        ),
    ],
)
def test_each_event_is_told_in_the_words_of_the_domain(
    fact: CareData, headline: str, details: tuple[str, ...]
) -> None:
    told = story(happened(fact), PLANS)
    assert (told.headline, told.details) == (headline, details)


def test_every_type_of_event_belongs_to_one_kind_that_the_timeline_can_be_narrowed_to() -> None:
    listed = [name for names in TYPES.values() for name in names]
    assert sorted(listed) == sorted(data.TYPE for data in CARE_EVENTS)


def test_every_code_has_words() -> None:
    assert set(BARRIER) == set(Barrier)
    assert set(SETBACK) == set(SetbackKind)
    assert set(REVISED_BECAUSE) == set(RevisionReason)
