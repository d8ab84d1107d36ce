"""A check-in: rulers, a stage, a mood; each only if it was asked and answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from services.checkins.domain.check_ins import RecordCheckIn, decide
from shared.contracts.envelope import Event
from shared.contracts.events import CheckedIn, RulerAnswer
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Mood, RulerKind, Setting, Stage
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, fields

CONFIDENT = RulerAnswer(kind=RulerKind.CONFIDENCE, value=7)


def said(*rulers: RulerAnswer, stage: Stage | None = None, mood: Mood | None = None) -> RecordCheckIn:
    return RecordCheckIn(asked(), PARTICIPANT, Setting.CHECK_IN, rulers, stage, mood)


def happened(command: RecordCheckIn) -> Event[CheckedIn]:
    decision = decide(VIEW, command, NOON)
    assert isinstance(decision, Event)
    return decision


def test_a_check_in_says_what_was_said_and_where() -> None:
    data = happened(said(CONFIDENT, stage=Stage.ACTION, mood=Mood.RESTED)).data
    assert (data.setting, data.rulers, data.stage, data.mood) == (
        Setting.CHECK_IN,
        (CONFIDENT,),
        Stage.ACTION,
        Mood.RESTED,
    )


@pytest.mark.parametrize(
    "command",
    [
        said(CONFIDENT),
        said(stage=Stage.PREPARATION),
        said(mood=Mood.SAD),
        replace(said(), journal_note="note-1"),
        replace(said(), concern_note="note-1"),
    ],
)
def test_one_of_rulers_stage_mood_journal_and_concern_is_enough(command: RecordCheckIn) -> None:
    event = happened(command)
    assert (event.participant_id, event.data.setting, event.time) == (PARTICIPANT, Setting.CHECK_IN, NOON)


def test_a_prompt_that_was_offered_and_not_answered_says_nothing_by_itself() -> None:
    assert fields(decide(VIEW, replace(said(), prompt="thanks"), NOON)) == ["rulers"]


def test_a_prompt_is_one_of_the_program() -> None:
    assert happened(replace(said(CONFIDENT), prompt="thanks")).data.prompt == "thanks"
    assert fields(decide(VIEW, replace(said(CONFIDENT), prompt="my-own"), NOON)) == ["prompt"]


def test_of_own_words_an_event_has_the_ids_of_the_notes() -> None:
    why = RulerAnswer(kind=RulerKind.CONFIDENCE, value=7, why_note="note-3")
    data = happened(replace(said(why), journal_note="note-1", concern_note="note-2")).data
    assert (data.journal_note, data.concern_note, data.rulers[0].why_note) == ("note-1", "note-2", "note-3")


def test_a_check_in_that_says_nothing_is_none() -> None:
    assert fields(decide(VIEW, said(), NOON)) == ["rulers"]


def test_the_same_ruler_twice_for_the_same_goal_is_a_contradiction() -> None:
    again = RulerAnswer(kind=RulerKind.CONFIDENCE, value=3)
    assert fields(decide(VIEW, said(CONFIDENT, again), NOON)) == ["rulers.1.kind"]


def test_the_same_ruler_may_be_rated_for_each_goal_and_in_general() -> None:
    for_a_goal = RulerAnswer(kind=RulerKind.CONFIDENCE, value=3, goal_id="goal-1")
    assert happened(said(CONFIDENT, for_a_goal)).data.rulers == (CONFIDENT, for_a_goal)


def test_different_rulers_for_the_same_goal_are_welcome() -> None:
    rulers = [RulerAnswer(kind=kind, value=5, goal_id="goal-1") for kind in RulerKind]
    assert len(happened(said(*rulers)).data.rulers) == 3


@pytest.mark.parametrize("goal_id", ["goal-9", "goal-of-p-2"])
def test_a_goal_that_is_unknown_or_of_somebody_else_is_named(goal_id: str) -> None:
    refusal = decide(VIEW, said(RulerAnswer(kind=RulerKind.IMPORTANCE, value=5, goal_id=goal_id)), NOON)
    assert isinstance(refusal, Problem)
    assert (refusal.status, refusal.code) == (404, "unknown-goal")
    assert goal_id in refusal.detail


def test_nobody_who_is_not_enrolled_checks_in() -> None:
    refusal = decide(VIEW, RecordCheckIn(asked(), "p-9", Setting.SESSION, (CONFIDENT,)), NOON)
    assert isinstance(refusal, Problem)
    assert (refusal.status, refusal.code) == (404, "unknown-participant")


def test_a_check_in_is_not_from_the_future() -> None:
    ahead = RecordCheckIn(asked(at=NOON + timedelta(days=2)), PARTICIPANT, Setting.CHECK_IN, (CONFIDENT,))
    assert fields(decide(VIEW, ahead, NOON)) == ["occurred_at"]
