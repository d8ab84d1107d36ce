"""Goals as experiments and small steps, as the timeline tells them: no blame, and no promise that nobody gave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from services.dashboard.wording.codes import BARRIER, REVISED_BECAUSE
from services.dashboard.wording.timeline.goals import CLOSED, REACHED
from shared.contracts.codes import Closing, Party, Weekday
from shared.contracts.events import (
    CareData,
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    StepCompleted,
    StepNotDone,
    StepPaused,
    StepPlanned,
    StepResumed,
    Target,
)
from shared.contracts.vocabulary import Barrier, Outcome, Period, RevisionReason, ValueArea
from tests.unit.dashboard.stories import NOW, REVISED, REVISED_AT, STEP, told

TARGET = Target(measure="minutes-walked", at_least=20, per=Period.WEEK)
VERSION = {"goal_id": "g-1", "sequence": 4, "version": 2}


@pytest.mark.parametrize(
    ("fact", "headline", "details"),
    [
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
                hypothesis_note="n-1",
            ),
            "Set a goal that serves family",
            (
                "Aim: at least 20 minutes walked a week.",
                "Importance 8, confidence 5 of 10.",
                "The experiment in their words is kept in a note.",
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
        (GoalAgreed(party=Party.PARTICIPANT, **VERSION), "Said yes to version 2 of a goal", ()),
        (GoalAgreed(party=Party.CLINICIAN, **VERSION), "A clinician said yes to version 2 of a goal", ()),
        (
            GoalDeclined(party=Party.PARTICIPANT, **VERSION),
            "Said “not like this” to version 2 of a goal",
            ("Without their yes it is a draft.",),
        ),
        (
            GoalDeclined(party=Party.CLINICIAN, **VERSION),
            "A clinician said “not like this” to version 2 of a goal",
            (),
        ),
        (
            GoalReviewed(attainment=-1, next_review_on=date(2026, 5, 11), learned_note="n-1", **VERSION),
            "Looked at an experiment together: less than hoped for",
            ("What they learned is kept in a note.", "Next review on Mon 11 May 2026."),
        ),
        (GoalClosed(closing=Closing.SET_ASIDE, **VERSION), "Set a goal aside", ()),
        (
            GoalReopened(review_on=date(2026, 6, 8), **VERSION),
            "Took up a goal again",
            ("Review on Mon 8 Jun 2026.",),
        ),
        (
            ContingencyPlanned(
                plan_id="i-1", goal_id="g-1", sequence=5, barrier=Barrier.PEOPLE_AROUND, words_note="n-1"
            ),
            "Made an if-then plan",
            ("In case this gets in the way: people around them.", "What they will do then is kept in a note."),
        ),
        (
            STEP,
            "Planned a step: at least 8,000 steps walked a day",
            ("Mon 2 Mar 2026 to Sun 8 Mar 2026, 3 days a week.", "Difficulty as they see it: 4 of 10."),
        ),
        (
            StepPlanned(
                step_id="s-2",
                goal_id="g-1",
                sequence=6,
                measure="breaks",
                at_least=1,
                per=Period.ONCE,
                starts_on=date(2026, 3, 2),
                due_on=date(2026, 3, 8),
                builds_on="s-1",
                weekdays=(Weekday.FRIDAY, Weekday.MONDAY, Weekday.WEDNESDAY),
                time_zone="Europe/Vienna",
                strength_id="q-1",
                criterion_note="n-1",
            ),
            "Planned a step: at least 1 break",
            (
                "Mon 2 Mar 2026 to Sun 8 Mar 2026, on Monday, Wednesday and Friday.",
                "Days as they are in Europe/Vienna.",
                "It builds on an earlier step.",
                "It leans on a strength of theirs.",
                "How they will see that it worked is kept in a note.",
            ),
        ),
        (
            REVISED,
            "Revised a step, because it asked for too much at once: at least 5,000 steps walked a day",
            ("Mon 2 Mar 2026 to Sun 8 Mar 2026, 3 days a week.", "Difficulty as they see it: 4 of 10."),
        ),
        (
            StepPaused(step_id="s-1", goal_id="g-1", sequence=7),
            "Lets a step rest: at least 8,000 steps walked a day",
            (),
        ),
        (StepResumed(step_id="gone", goal_id="g-1", sequence=8), "Took up a step again", ()),
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
            StepCompleted(attempt_id="a-5", step_id="gone", goal_id="g-1", outcome=Outcome.DONE, measured=7.5),
            "Done: 7.5 counted",
            (),
        ),
    ],
)
def test_a_goal_or_a_step_is_told_in_the_words_of_the_domain(
    fact: CareData, headline: str, details: tuple[str, ...]
) -> None:
    assert told(fact) == (headline, details)


def test_an_attempt_is_told_by_the_plan_that_held_when_it_was_made() -> None:
    attempt = StepCompleted(attempt_id="a-1", step_id="s-1", goal_id="g-1", outcome=Outcome.DONE, measured=6000)
    before, after = (
        "Done: 6,000 steps walked, at least 8,000 planned",
        "Done: 6,000 steps walked, at least 5,000 planned",
    )
    assert told(attempt, REVISED_AT - timedelta(seconds=1))[0] == before
    assert told(attempt, REVISED_AT)[0] == after
    assert told(attempt, NOW - timedelta(days=30))[0] == before


def test_every_code_of_goals_and_steps_has_words() -> None:
    assert set(BARRIER) == set(Barrier)
    assert set(REVISED_BECAUSE) == set(RevisionReason)
    assert set(CLOSED) == set(Closing)
    assert set(REACHED) == set(range(-2, 3))
