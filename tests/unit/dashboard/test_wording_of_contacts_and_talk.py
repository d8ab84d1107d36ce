"""Setbacks, check-ins, balances, talk and answers, as the timeline tells them: recurrence, coming back."""

from __future__ import annotations

import pytest

from services.dashboard.wording.timeline.contacts import SETBACK
from services.dashboard.wording.timeline.talk import ESTIMATE, FEELS, FOR_CHANGE, FOR_STAYING
from shared.contracts.codes import BalanceSide, EstimateName, Feels, Weekday
from shared.contracts.events import (
    Affirmed,
    BalanceEntry,
    BalanceWeighed,
    CareData,
    CheckedIn,
    CheckInsAgreed,
    ClinicianConfidenceRated,
    ContactRequested,
    RulerAnswer,
    ScoreQuestioned,
    Setback,
    SetbackRecovered,
    TalkCounted,
    TalkCounts,
)
from shared.contracts.vocabulary import Barrier, Mood, RulerKind, SetbackKind, Setting, Stage
from tests.unit.dashboard.stories import told


@pytest.mark.parametrize(
    ("fact", "headline", "details"),
    [
        (
            Setback(
                setback_id="b-1",
                kind=SetbackKind.LAPSE,
                barrier=Barrier.EARLIER_CARE,
                plan_used=True,
                learned_note="n-1",
            ),
            "Recurrence",
            (
                "What stood in the way: earlier experiences with care.",
                "The contingency plan was used: that is coping.",
                "What they learned is kept in a note.",
            ),
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
                    RulerAnswer(kind=RulerKind.READINESS, value=7, why_note="n-1"),
                ),
                stage=Stage.ACTION,
                mood=Mood.RESTED,
                prompt="a-good-moment",
                journal_note="n-2",
                concern_note="n-3",
            ),
            "Checked in",
            (
                "Confidence 6, readiness 7 of 10.",
                "Why that much and not less is kept in a note.",
                "Stage of change: action.",
                "Mood: rested.",
                "Journaling prompt: a good moment.",
                "What they wrote is kept in a note.",
                "A concern is kept in a note.",
            ),
        ),
        (CheckedIn(checkin_id="c-2", setting=Setting.SESSION), "Talked in a session", ()),
        (
            CheckInsAgreed(agreement_id="r-1", every_days=3, time_zone="Europe/Vienna"),
            "Agreed on check-ins every 3 days",
            ("Days as they are in Europe/Vienna.",),
        ),
        (
            CheckInsAgreed(agreement_id="r-1", weekdays=(Weekday.THURSDAY, Weekday.MONDAY), time_zone="UTC"),
            "Agreed on check-ins on Monday and Thursday",
            ("Days as they are in UTC.",),
        ),
        (
            ClinicianConfidenceRated(rating_id="f-1", value=8),
            "A clinician's own confidence in them: 8 of 10",
            ("It stands apart from their own answers; it is often higher at first, and that is fine.",),
        ),
        (
            ContactRequested(request_id="x-1", words_note="n-1"),
            "Would like to be contacted",
            ("Asking for help takes courage.", "What they said is kept in a note."),
        ),
        (
            BalanceWeighed(
                balance_id="d-1",
                entries=(
                    BalanceEntry(side=BalanceSide.GOOD_ABOUT_CHANGING, weight=8),
                    BalanceEntry(side=BalanceSide.HARD_ABOUT_STAYING, weight=5),
                    BalanceEntry(side=BalanceSide.HARD_ABOUT_STAYING),
                    BalanceEntry(side=BalanceSide.HARD_ABOUT_CHANGING, weight=0),
                    BalanceEntry(side=BalanceSide.GOOD_ABOUT_STAYING),
                ),
            ),
            "Weighed changing and staying the same",
            (
                "Reasons for change: 3, with weights of 13 together.",
                "Reasons for staying the same: 2, with a weight of 0.",
            ),
        ),
        (
            TalkCounted(session_id="t-1", change=TalkCounts(desire=2, taking_steps=3)),
            "What was heard in a session",
            ("Talk for change: 5 (desire 2, taking steps 3).", "Reasons for staying the same: none heard."),
        ),
        (
            Affirmed(affirmation_id="m-1", strength_id="q-1", words_note="n-1"),
            "A strength was said back to them",
            ("What was said is kept in a note.",),
        ),
        (Affirmed(affirmation_id="m-2", words_note=None), "An effort was said back to them", ()),
        (
            ScoreQuestioned(
                answer_id="z-1", estimate=EstimateName.SELF_EFFICACY, feels=Feels.TOO_LOW, words_note="n-1"
            ),
            "Said that our estimate of confidence does not fit",
            (
                "To them it feels like more than we show.",
                "A new ruler answer corrects it.",
                "What they said is kept in a note.",
            ),
        ),
    ],
)
def test_a_contact_is_told_in_the_words_of_the_domain(
    fact: CareData, headline: str, details: tuple[str, ...]
) -> None:
    assert told(fact) == (headline, details)


def test_every_side_of_a_balance_speaks_for_change_or_for_staying_the_same() -> None:
    assert sorted(FOR_CHANGE + FOR_STAYING) == sorted(BalanceSide)


def test_every_code_of_contacts_and_talk_has_words() -> None:
    assert set(SETBACK) == set(SetbackKind)
    assert set(FEELS) == set(Feels)
    assert set(ESTIMATE) == set(EstimateName)
