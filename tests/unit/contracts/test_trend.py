"""A trend is shown only when it is real: more than .7 over 14 days, and more than its own uncertainty.

Worked by hand: the belief of 14 days ago has readiness variance .09, all in the baseline. With nothing heard since,
it would now be .09 + .0064 * 14 + .64 (1 - e^-2) = .732985. What stands now tells how much was heard.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shared.contracts.estimates import Belief
from shared.contracts.read_models import ParticipantScores, ScoresAsOf
from tests.unit.contracts.packed_scores import AT, ago, document, packed_belief, packed_trail


def believing(readiness: float, self_efficacy: float, variance: float) -> Belief:
    return Belief((readiness, 0.0, self_efficacy, 0.0), (variance, 0, 0, 0, 0, 0, 0, variance, 0, 0))


def as_of(now: datetime, then: Belief, newest: Belief, *, since: datetime | None = None) -> ScoresAsOf:
    trail = packed_trail(since or ago(days=14), then) + packed_trail(AT, newest)
    return ParticipantScores.from_document(document(belief=packed_belief(AT, newest), trail=trail)).as_of(now)


@pytest.mark.parametrize(
    ("change", "variance_now", "shown"),
    [
        # variance .70: sd(change) = sqrt(.032985) = .1816, 1.28 sd = .232, so .7 decides
        (0.69, 0.70, None),
        (0.71, 0.70, "rising"),
        (-0.69, 0.70, None),
        (-0.71, 0.70, "easing"),
        # variance .30: sd(change) = sqrt(.432985) = .6580, 1.28 sd = .8423 decides
        (0.84, 0.30, None),
        (0.85, 0.30, "rising"),
        (-0.84, 0.30, None),
        (-0.85, 0.30, "easing"),
    ],
)
def test_readiness_has_a_trend_only_beyond_both_bounds(change: float, variance_now: float, shown: str | None) -> None:
    now = as_of(AT, believing(5.0, 5.0, 0.09), believing(5.0 + change, 5.0, variance_now))
    assert now.readiness.trend == shown
    assert now.readiness.change == (pytest.approx(change) if shown else None)
    assert now.self_efficacy.trend is None


def test_self_efficacy_has_a_trend_of_its_own() -> None:
    # unheard: .09 + .01 * 14 + .64 (1 - e^-4) = .858278; at .30: 1.28 sqrt(.558278) = .9564
    then = believing(5.0, 6.0, 0.09)
    assert as_of(AT, then, believing(5.0, 5.05, 0.30)).self_efficacy.trend is None
    assert as_of(AT, then, believing(5.0, 5.04, 0.30)).self_efficacy.trend == "easing"
    assert as_of(AT, then, believing(5.0, 5.04, 0.30)).readiness.trend is None


def test_without_14_days_of_trail_there_is_no_trend() -> None:
    then, newest = believing(2.0, 5.0, 0.09), believing(8.0, 5.0, 0.30)
    assert as_of(AT, then, newest, since=ago(days=14)).readiness.trend == "rising"
    assert as_of(AT, then, newest, since=ago(days=13, hours=23)).readiness.trend is None
    assert ParticipantScores.from_document(document(trail=b"")).as_of(AT).readiness.trend is None


def test_the_belief_of_14_days_ago_is_the_newest_until_then_aged_to_that_day() -> None:
    # A deviation of 2 that stood 28 days ago was 2/e = .7358 at 14 days ago: 5.7358 then, 7 now
    old = Belief((5.0, 2.0, 5.0, 0.0), (0.09, 0, 0, 0, 0, 0, 0, 0.09, 0, 0))
    now = as_of(AT, old, believing(7.0, 5.0, 0.30), since=ago(days=28))
    assert now.readiness.change == pytest.approx(7.0 - 5.735759, abs=1e-6)


def test_no_trend_is_called_without_enough_recent_information() -> None:
    now = as_of(AT, believing(2.0, 5.0, 0.09), believing(8.0, 5.0, 2.26))
    assert (now.readiness.trend, now.readiness.change) == (None, None)


def test_a_trend_moves_with_now() -> None:
    then, newest = believing(5.0, 5.0, 0.09), believing(7.0, 5.0, 0.30)
    assert as_of(AT, then, newest).readiness.trend == "rising"
    # 14 days after the newest event nothing was heard within the window any more
    assert as_of(AT + timedelta(days=14), then, newest).readiness.trend is None
