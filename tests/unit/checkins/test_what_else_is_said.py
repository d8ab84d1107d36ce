"""Balances, talk, affirmations, a clinician's confidence, requests for contact, answers to scores, outreach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest

from services.checkins.domain import affirmations, balances, contact, outreaches, talk
from services.checkins.domain.affirmations import Affirm, RateConfidence
from services.checkins.domain.balances import WeighBalance
from services.checkins.domain.contact import AnswerScore, RequestContact
from services.checkins.domain.known import Course, Status, View
from services.checkins.domain.outreaches import RecordOutreach
from services.checkins.domain.talk import CountTalk
from services.checkins.domain.waiting import SoFar
from shared.contracts.codes import (
    AttentionReason,
    BalanceSide,
    EstimateName,
    Feels,
    OutreachChannel,
    OutreachResult,
)
from shared.contracts.envelope import Event
from shared.contracts.events import BalanceEntry, TalkCounts
from shared.contracts.problems import Problem
from tests.unit.checkins.people import NOON, PARTICIPANT, VIEW, asked, but, fields, refused

HEAVY = BalanceEntry(side=BalanceSide.GOOD_ABOUT_CHANGING, weight=7)
IN_WORDS = BalanceEntry(side=BalanceSide.HARD_ABOUT_STAYING, words_note="note-1")
Decide = Callable[[View, Any, datetime], Event[Any] | Problem]
Make = Callable[[datetime | None, str], Any]

KINDS: list[tuple[Decide, Make]] = [
    (balances.decide, lambda at, who: WeighBalance(asked(at=at), who, (HEAVY,))),
    (talk.decide, lambda at, who: CountTalk(asked(at=at), who, TalkCounts(need=1), TalkCounts())),
    (affirmations.decide_affirmation, lambda at, who: Affirm(asked(at=at), who, None, "note-1")),
    (affirmations.decide_confidence, lambda at, who: RateConfidence(asked(at=at), who, 8)),
    (partial(contact.decide_request, SoFar()), lambda at, who: RequestContact(asked(at=at), who)),
    (contact.decide_answer, lambda at, who: AnswerScore(asked(at=at), who, EstimateName.READINESS)),
    (
        outreaches.decide,
        lambda at, who: RecordOutreach(asked(at=at), who, "lee", OutreachChannel.CALL, OutreachResult.NO_ANSWER),
    ),
]
WITHIN_A_PROGRAM = KINDS[:4]
AFTER_IT_TOO = KINDS[4:]


@pytest.mark.parametrize(("decide", "make"), KINDS)
def test_it_is_an_event_about_the_participant_and_the_same_for_a_retry(decide: Decide, make: Make) -> None:
    event = decide(VIEW, make(None, PARTICIPANT), NOON)
    assert isinstance(event, Event)
    assert (event.participant_id, event.time) == (PARTICIPANT, NOON)
    assert decide(VIEW, make(None, PARTICIPANT), NOON) == event


@pytest.mark.parametrize(("decide", "make"), KINDS)
def test_it_is_not_from_the_future_nor_about_somebody_unknown(decide: Decide, make: Make) -> None:
    assert fields(decide(VIEW, make(NOON + timedelta(days=2), PARTICIPANT), NOON)) == ["occurred_at"]
    assert refused(decide(VIEW, make(None, "p-9"), NOON)) == (404, "unknown-participant")


@pytest.mark.parametrize(("decide", "make"), WITHIN_A_PROGRAM)
def test_what_belongs_to_a_program_ends_with_it(decide: Decide, make: Make) -> None:
    view = but((Course(Status.LEFT, NOON), PARTICIPANT))
    assert refused(decide(view, make(None, PARTICIPANT), NOON)) == (409, "not-enrolled-now")
    assert isinstance(decide(view, make(NOON - timedelta(hours=1), PARTICIPANT), NOON), Event)


@pytest.mark.parametrize(("decide", "make"), AFTER_IT_TOO)
def test_asking_is_welcome_after_a_program_too(decide: Decide, make: Make) -> None:
    view = but((Course(Status.LEFT, NOON), PARTICIPANT))
    assert isinstance(decide(view, make(None, PARTICIPANT), NOON), Event)


def test_a_balance_has_its_entries_in_order() -> None:
    event = balances.decide(VIEW, WeighBalance(asked(), PARTICIPANT, (HEAVY, IN_WORDS), "goal-1"), NOON)
    assert isinstance(event, Event)
    assert (event.data.entries, event.data.goal_id) == ((HEAVY, IN_WORDS), "goal-1")


def test_an_entry_that_says_nothing_is_named() -> None:
    nothing = BalanceEntry(side=BalanceSide.GOOD_ABOUT_STAYING)
    assert fields(balances.decide(VIEW, WeighBalance(asked(), PARTICIPANT, (HEAVY, nothing)), NOON)) == [
        "entries.1.weight"
    ]


@pytest.mark.parametrize("goal_id", ["goal-9", "goal-of-p-2"])
def test_a_balance_is_about_a_goal_of_the_participant(goal_id: str) -> None:
    decision = balances.decide(VIEW, WeighBalance(asked(), PARTICIPANT, (HEAVY,), goal_id), NOON)
    assert refused(decision) == (404, "unknown-goal")


def test_a_session_in_which_nothing_was_counted_is_none() -> None:
    assert fields(talk.decide(VIEW, CountTalk(asked(), PARTICIPANT, TalkCounts(), TalkCounts()), NOON)) == ["change"]


def test_reasons_for_staying_the_same_are_enough() -> None:
    decision = talk.decide(VIEW, CountTalk(asked(), PARTICIPANT, TalkCounts(), TalkCounts(need=1)), NOON)
    assert isinstance(decision, Event)


def test_an_affirmation_names_a_strength_or_says_something() -> None:
    assert fields(affirmations.decide_affirmation(VIEW, Affirm(asked(), PARTICIPANT), NOON)) == ["strength_id"]
    named = affirmations.decide_affirmation(VIEW, Affirm(asked(), PARTICIPANT, "strength-1"), NOON)
    assert isinstance(named, Event)
    assert named.data.strength_id == "strength-1"


@pytest.mark.parametrize("strength_id", ["strength-9", "strength-of-p-2"])
def test_an_affirmation_is_about_a_strength_of_the_participant(strength_id: str) -> None:
    decision = affirmations.decide_affirmation(VIEW, Affirm(asked(), PARTICIPANT, strength_id, "note-1"), NOON)
    assert refused(decision) == (404, "unknown-strength")


def test_an_answer_says_how_the_estimate_feels() -> None:
    said = AnswerScore(asked(), PARTICIPANT, EstimateName.SELF_EFFICACY, Feels.TOO_HIGH, "note-1")
    event = contact.decide_answer(VIEW, said, NOON)
    assert isinstance(event, Event)
    assert (event.data.estimate, event.data.feels, event.data.words_note) == (
        EstimateName.SELF_EFFICACY,
        Feels.TOO_HIGH,
        "note-1",
    )


REASONS = (AttentionReason.NO_WORD, AttentionReason.ASKED_FOR_CONTACT, AttentionReason.NO_WORD)


def reached_out(result: OutreachResult, *about: AttentionReason) -> RecordOutreach:
    return RecordOutreach(asked(), PARTICIPANT, "lee", OutreachChannel.VIDEO, result, about, "note-1")


def test_an_outreach_says_who_and_how_and_what_was_talked_over_once_in_the_order_of_reasons() -> None:
    event = outreaches.decide(VIEW, reached_out(OutreachResult.TALKED, *REASONS), NOON)
    assert isinstance(event, Event)
    said = event.data
    assert (said.by, said.channel, said.words_note) == ("lee", OutreachChannel.VIDEO, "note-1")
    assert said.about == (AttentionReason.ASKED_FOR_CONTACT, AttentionReason.NO_WORD)


@pytest.mark.parametrize("result", [result for result in OutreachResult if result is not OutreachResult.TALKED])
def test_nothing_was_talked_over_when_nobody_talked(result: OutreachResult) -> None:
    assert fields(outreaches.decide(VIEW, reached_out(result, *REASONS), NOON)) == ["about"]
    assert isinstance(outreaches.decide(VIEW, reached_out(result), NOON), Event)
