"""Who may welcome a hand: reasons that stand, since when, and in what order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.attention import Attention, AttentionReason, in_listing_order
from shared.contracts.read_models import ParticipantScores
from tests.unit.contracts.packed_scores import AT, ago, document, us


def attention(now: datetime = AT, **changes: Any) -> list[tuple[AttentionReason, datetime]]:
    shown = ParticipantScores.from_document(document(**changes)).as_of(now).attention
    return [(item.reason, item.since) for item in shown]


def test_someone_heard_just_now_with_nothing_open_needs_no_attention() -> None:
    assert attention() == []


def test_no_word_is_raised_after_seven_days_and_not_at_seven() -> None:
    assert attention(AT + timedelta(days=7)) == []
    assert attention(AT + timedelta(days=7, microseconds=1)) == [(AttentionReason.NO_WORD, AT)]


def test_someone_who_enrolled_and_was_never_heard_of_is_missed_seven_days_after_enrolment() -> None:
    enrolled = ago(days=8)
    assert attention(heard_us=None, enrolled_us=us(enrolled)) == [(AttentionReason.NO_WORD, enrolled)]
    assert attention(heard_us=None, enrolled_us=us(ago(days=6))) == []
    assert attention(heard_us=None, enrolled_us=None) == []


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
            heard_us=us(ago(days=8)),
            open_setbacks=[["setback-1", us(ago(days=1))]],
            small_win_us=us(ago(days=1)),
            review_on="2026-03-01",
        )
    ]
    assert reasons == [
        AttentionReason.SETBACK_NOT_TALKED_OVER,
        AttentionReason.NO_WORD,
        AttentionReason.REVIEW_DUE,
        AttentionReason.SMALL_WIN,
    ]


def test_within_a_kind_the_oldest_comes_first() -> None:
    older, newer = (Attention(AttentionReason.NO_WORD, ago(days=n)) for n in (9, 8))
    win = Attention(AttentionReason.SMALL_WIN, ago(days=99))
    assert in_listing_order([win, newer, older]) == (older, newer, win)
