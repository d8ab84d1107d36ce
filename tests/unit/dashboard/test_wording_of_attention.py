"""Why somebody may welcome a hand: one sentence each, with since when, and one way to begin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.dashboard.wording.attention import HEADING, SUGGESTION, because
from shared.contracts.attention import Attention
from shared.contracts.codes import AttentionReason
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from tests.integration.dashboard.documents import newcomer, participant

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def somebody(**story: object) -> ScoresAsOf:
    return ParticipantScores.from_document(participant("p-1", NOW, **story)).as_of(NOW)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reason", "days", "sentence"),
    [
        (AttentionReason.SETBACK_NOT_TALKED_OVER, 3, "A setback 3 days ago has not been talked over yet."),
        (AttentionReason.ASKED_FOR_CONTACT, 0, "They asked to be contacted today."),
        (AttentionReason.ASKED_FOR_CONTACT, 2, "They asked to be contacted 2 days ago."),
        (AttentionReason.NO_WORD, 3, "No word for longer than agreed: last heard 10 days ago."),
        (AttentionReason.AGREEMENT_WAITING, 1, "A goal that was set or changed yesterday waits for their yes."),
        (AttentionReason.REVIEW_DUE, 0, "A goal's review is due today."),
        (AttentionReason.REVIEW_DUE, 1, "A goal's review was due yesterday."),
        (AttentionReason.CONFIDENCE_EASED, 4, "Our estimate of confidence eased over the last 14 days."),
        (AttentionReason.SMALL_WIN, 2, "A small win to celebrate, 2 days ago."),
    ],
)
def test_each_reason_is_one_sentence(reason: AttentionReason, days: int, sentence: str) -> None:
    assert because(Attention(reason, NOW - timedelta(days=days)), somebody(heard=10)) == sentence


def test_silence_since_joining_is_said_as_such() -> None:
    person = ParticipantScores.from_document(newcomer("p-1", NOW, joined=10)).as_of(NOW)
    assert [because(item, person) for item in person.attention] == ["No word yet since joining 10 days ago."]


def test_every_reason_has_a_heading_and_one_open_suggestion() -> None:
    assert set(SUGGESTION) == set(HEADING) == set(AttentionReason)
    assert all(suggestion.endswith("?”") for suggestion in SUGGESTION.values())
