"""Who may welcome a hand: reasons that stand, since when, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.attention import Attention, in_listing_order
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ParticipantScores
from tests.unit.contracts.packed_scores import AT, ago, document, us


def attention(now: datetime = AT, **changes: Any) -> list[tuple[AttentionReason, datetime]]:
    shown = ParticipantScores.from_document(document(**changes)).as_of(now).attention
    return [(item.reason, item.since) for item in shown]


def test_someone_heard_just_now_with_nothing_open_needs_no_attention() -> None:
    assert attention() == []


def test_no_word_is_raised_when_the_agreed_silence_is_over_and_not_at_its_last_moment() -> None:
    over = AT + timedelta(days=7)
    assert attention(over) == []
    assert attention(over + timedelta(microseconds=1)) == [(AttentionReason.NO_WORD, over)]
    assert attention(AT, silent_from_us=us(ago(days=1))) == [(AttentionReason.NO_WORD, ago(days=1))]


def test_nobody_is_missed_while_no_word_is_expected_from_them() -> None:
    assert attention(AT + timedelta(days=400), silent_from_us=None, status="paused") == []


def test_who_asked_for_contact_stands_first_since_they_asked() -> None:
    waiting = [["setback-1", us(ago(days=9))]]
    assert attention(asked_us=us(ago(days=2)), open_setbacks=waiting) == [
        (AttentionReason.ASKED_FOR_CONTACT, ago(days=2)),
        (AttentionReason.SETBACK_NOT_TALKED_OVER, ago(days=9)),
    ]


def test_a_plan_waits_for_the_participants_yes_since_its_newest_version() -> None:
    assert attention(agreement_us=us(ago(days=4))) == [(AttentionReason.AGREEMENT_WAITING, ago(days=4))]


def test_the_oldest_setback_not_yet_talked_over_is_shown_once() -> None:
    waiting = [["setback-1", us(ago(days=3))], ["setback-2", us(ago(days=1))]]
    assert attention(open_setbacks=waiting) == [(AttentionReason.SETBACK_NOT_TALKED_OVER, ago(days=3))]


def test_a_small_win_is_shown_for_seven_days() -> None:
    won = ago(days=2)
    shown = [(AttentionReason.SMALL_WIN, won)]
    assert attention(small_win_us=us(won)) == shown
    assert attention(won + timedelta(days=7), small_win_us=us(won)) == shown
    assert attention(won + timedelta(days=7, microseconds=1), small_win_us=us(won)) == []


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (datetime(2026, 3, 23, 23, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 24, tzinfo=UTC), True),
        (datetime(2026, 3, 26, tzinfo=UTC), True),
    ],
)
def test_a_review_is_due_from_its_day_on(now: datetime, due: bool) -> None:
    expected = [(AttentionReason.REVIEW_DUE, datetime(2026, 3, 24, tzinfo=UTC))] if due else []
    assert attention(now, review_on="2026-03-24") == expected


def test_reasons_are_listed_by_kind_and_never_by_score() -> None:
    reasons = [
        reason
        for reason, _ in attention(
            AT,
            asked_us=us(ago(days=1)),
            silent_from_us=us(ago(days=1)),
            agreement_us=us(ago(days=9)),
            open_setbacks=[["setback-1", us(ago(days=1))]],
            small_win_us=us(ago(days=1)),
            review_on="2026-03-01",
        )
    ]
    assert reasons == [
        AttentionReason.ASKED_FOR_CONTACT,
        AttentionReason.NO_WORD,
        AttentionReason.SETBACK_NOT_TALKED_OVER,
        AttentionReason.AGREEMENT_WAITING,
        AttentionReason.REVIEW_DUE,
        AttentionReason.SMALL_WIN,
    ]


def test_within_a_kind_the_oldest_comes_first() -> None:
    older, newer = (Attention(AttentionReason.NO_WORD, ago(days=n)) for n in (9, 8))
    win = Attention(AttentionReason.SMALL_WIN, ago(days=99))
    assert in_listing_order([win, newer, older]) == (older, newer, win)
