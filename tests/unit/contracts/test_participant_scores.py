"""What a page reads out of a stored projection, as of the moment it asks."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, datetime, timedelta, timezone
from math import exp, sqrt
from struct import error as struct_error
from typing import Any

import pytest

from shared.contracts.codes import EnrolmentStatus
from shared.contracts.estimates import PRIOR, Belief
from shared.contracts.read_models import Category, Estimate, Movement, ParticipantScores, ScoresAsOf
from tests.unit.contracts.packed_scores import AT, BELIEF, COVARIANCE, ago, document, packed_belief, us


def scores(**changes: Any) -> ParticipantScores:
    return ParticipantScores.from_document(document(**changes))


def as_of(now: datetime = AT, **changes: Any) -> ScoresAsOf:
    return scores(**changes).as_of(now)


def width(estimate: Estimate) -> float:
    assert estimate.low is not None
    assert estimate.high is not None
    return estimate.high - estimate.low


def test_a_document_is_read_field_by_field() -> None:
    read = scores(
        asked_us=us(ago(days=5)),
        agreement_us=us(ago(days=6)),
        open_setbacks=[["setback-1", us(ago(days=3))], ["setback-2", us(ago(days=1))]],
        small_win_us=us(ago(days=4)),
        review_on="2026-04-13",
    )
    assert (read.organization, read.participant_id) == ("harbour-care", "p-7f3a9c20")
    assert (read.site, read.program, read.events) == ("riverside", "walking-12-weeks", 12)
    assert (read.enrolled_at, read.last_heard, read.at) == (ago(days=30), AT, AT)
    assert (read.status, read.silent_from) == (EnrolmentStatus.ENROLLED, AT + timedelta(days=7))
    assert (read.asked_at, read.agreement_since) == (ago(days=5), ago(days=6))
    assert (read.heard_readiness, read.heard_self_efficacy) == (ago(days=2), AT)
    assert read.belief == BELIEF
    assert [at for at, _ in read.trail] == [AT]
    assert read.trail[0][1].covariance == pytest.approx(BELIEF.covariance, rel=1e-6)
    assert read.parts == {
        Category.PRIOR: (4.5, 0.0, 6.0, 0.0),
        Category.RULER: (0.5, 0.75, 0.25, -0.5),
        Category.SETBACK: (0.0, 0.25, -0.25, -1.5),
    }
    first, second = read.movements
    assert first == Movement("event-1", ago(days=2), Category.RULER, 0.25, -0.5)
    assert (second.event_id, second.time, second.category) == ("event-2", AT, Category.SETBACK)
    assert (second.readiness, second.self_efficacy) == pytest.approx((0.0, -0.4), rel=1e-6)
    assert read.open_setbacks == (ago(days=3), ago(days=1))
    assert read.small_win_at == ago(days=4)
    assert read.review_on == date(2026, 4, 13)


def test_a_participant_of_whom_only_little_is_known_is_read_with_nothing_made_up() -> None:
    unknown = dict.fromkeys(
        ("site", "program", "enrolled_us", "status", "silent_from_us", "heard_us", "heard_readiness_us")
    )
    read = scores(**unknown, moves=b"", moved_by=b"", parts=b"", trail=b"")
    assert (read.site, read.program, read.enrolled_at, read.last_heard, read.heard_readiness) == (None,) * 5
    assert (read.status, read.silent_from, read.asked_at, read.agreement_since) == (None,) * 4
    assert (read.movements, read.parts, read.trail) == ((), {}, ())
    assert read.as_of(AT).readiness.last_heard is None


def test_something_else_than_a_projection_is_an_error_and_not_a_guess() -> None:
    without_belief = document()
    del without_belief["belief"]
    with pytest.raises(KeyError):
        ParticipantScores.from_document(without_belief)
    with pytest.raises(struct_error):
        scores(belief=b"\x00" * 7)


def test_just_heard_the_estimates_are_what_the_belief_says_with_an_80_percent_band() -> None:
    # sd: sqrt(.25 - .2 + .36) = .640312 and sqrt(.49 - .4 + .16) = .5; half-widths 1.2816 sd
    now = as_of()
    assert (now.readiness.value, now.readiness.sd) == pytest.approx((6.0, 0.640312), abs=1e-6)
    assert (now.readiness.low, now.readiness.high) == pytest.approx((5.179376, 6.820624), abs=1e-6)
    assert (now.self_efficacy.value, now.self_efficacy.sd) == pytest.approx((4.0, 0.5), abs=1e-12)
    assert (now.self_efficacy.low, now.self_efficacy.high) == pytest.approx((3.3592, 4.6408), abs=1e-12)


def test_each_estimate_says_when_it_was_last_heard_of() -> None:
    now = as_of(AT + timedelta(days=5))
    assert (now.readiness.last_heard, now.self_efficacy.last_heard, now.last_heard) == (ago(days=2), AT, AT)


def test_silence_widens_the_band_and_lets_a_passing_deviation_fade() -> None:
    days = (0, 1, 7, 14, 28)
    later = [as_of(AT + timedelta(days=n)) for n in days]
    for estimates in ([one.readiness for one in later], [one.self_efficacy for one in later]):
        widths = [width(estimate) for estimate in estimates]
        assert widths == sorted(widths)
        assert widths[-1] > 1.3 * widths[0]
    assert [one.readiness.unclipped for one in later] == pytest.approx([5 + exp(-n / 14) for n in days])
    assert [one.self_efficacy.unclipped for one in later] == pytest.approx([6 - 2 * exp(-n / 7) for n in days])


def test_with_an_sd_over_one_and_a_half_there_is_no_number_at_all() -> None:
    unsure = as_of(belief=packed_belief(AT, PRIOR)).readiness
    assert unsure.sd == pytest.approx(sqrt(1.8**2 + 0.8**2))
    assert (unsure.value, unsure.low, unsure.high, unsure.trend, unsure.change) == (None,) * 5


def test_enough_silence_turns_a_number_into_not_enough_recent_information() -> None:
    # S: .49 + .01 days + .64 reaches 1.5^2 = 2.25 after 112 days, when the deviation has long settled
    assert as_of(AT + timedelta(days=111)).self_efficacy.value is not None
    assert as_of(AT + timedelta(days=113)).self_efficacy.value is None


def test_an_estimate_is_clipped_for_display_only() -> None:
    beyond = as_of(belief=packed_belief(AT, Belief((9.5, 0.75, -0.5, -0.5), COVARIANCE)))
    assert (beyond.readiness.value, beyond.readiness.high, beyond.readiness.unclipped) == (10.0, 10.0, 10.25)
    assert (beyond.self_efficacy.value, beyond.self_efficacy.low, beyond.self_efficacy.unclipped) == (0.0, 0.0, -1.0)
    assert beyond.readiness.low == pytest.approx(10.25 - 1.2816 * 0.640312, abs=1e-6)


@pytest.mark.parametrize("days", [0, 0.5, 3, 40, 400])
def test_the_parts_sum_to_the_estimate_at_any_age(days: float) -> None:
    now = as_of(AT + timedelta(days=days))
    for estimate in (now.readiness, now.self_efficacy):
        assert sum(estimate.parts.values()) == pytest.approx(estimate.unclipped, abs=1e-9)


def test_a_part_fades_with_its_deviation_and_keeps_its_baseline() -> None:
    now = as_of(AT + timedelta(days=14))
    assert now.readiness.parts[Category.RULER] == pytest.approx(0.5 + 0.75 * exp(-1))
    assert now.self_efficacy.parts[Category.SETBACK] == pytest.approx(-0.25 - 1.5 * exp(-2))


def test_a_now_before_the_newest_event_counts_as_the_time_of_that_event() -> None:
    assert as_of(AT - timedelta(days=1)) == as_of(AT)
    assert as_of(AT - timedelta(days=1)).now == AT


def test_now_in_another_zone_is_the_same_moment() -> None:
    later = AT + timedelta(days=9)
    there = timezone(timedelta(hours=14))
    assert as_of(later.astimezone(there), review_on="2026-03-30") == as_of(later, review_on="2026-03-30")
    assert as_of(later.astimezone(there)).now.tzinfo is there  # a page counts its days there


def test_reading_changes_nothing() -> None:
    stored = document(open_setbacks=[["setback-1", us(AT)]])
    before = deepcopy(stored)
    read = ParticipantScores.from_document(stored)
    first = read.as_of(AT + timedelta(days=100))
    read.as_of(AT)
    assert stored == before
    assert read.as_of(AT + timedelta(days=100)) == first
    assert ParticipantScores.from_document(stored) == read
