"""What an estimate says: as the domain words it, with band and age, and no number where too little is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.dashboard.wording.estimates import (
    MINUS,
    PARTS,
    Name,
    about,
    how_sure,
    looks,
    points,
    says,
    shown_parts,
    signed,
    total_tenths,
    trend,
)
from shared.contracts.read_models import Category, Estimate

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def estimate(value: float | None = 4.0, half_width: float = 1.0, heard_days_ago: int | None = 9) -> Estimate:
    return Estimate(
        value=value,
        low=None if value is None else max(0.0, value - half_width),
        high=None if value is None else min(10.0, value + half_width),
        sd=half_width / 1.2816,
        unclipped=5.0 if value is None else value,
        last_heard=None if heard_days_ago is None else NOW - timedelta(days=heard_days_ago),
        trend=None,
        change=None,
        parts={Category.PRIOR: 4.0},
    )


def test_a_tender_confidence_is_worded_as_the_domain_words_it() -> None:
    said = says(Name.CONFIDENCE, estimate(), NOW)
    assert said == "Confidence looks tender right now (about 3-5, last heard 9 days ago)"


def test_heard_today_and_yesterday_are_words() -> None:
    assert says(Name.READINESS, estimate(7.2, 0.9, 0), NOW) == (
        "Readiness looks steady right now (about 6-8, last heard today)"
    )
    assert says(Name.READINESS, estimate(9.0, 1.5, 1), NOW) == (
        "Readiness looks strong right now (about 8-10, last heard yesterday)"
    )


def test_with_too_little_information_there_are_words_and_no_number() -> None:
    unsure = estimate(None, heard_days_ago=40)
    said = says(Name.CONFIDENCE, unsure, NOW)
    assert said == "Confidence: not enough recent information (last heard 40 days ago)"
    assert not any(character.isdigit() for character in how_sure(unsure))
    never = says(Name.CONFIDENCE, estimate(None, heard_days_ago=None), NOW)
    assert never == "Confidence: nothing heard yet, so there is no estimate"


def test_an_estimate_that_only_other_answers_inform_says_so() -> None:
    said = says(Name.CONFIDENCE, estimate(5.0, 1.4, None), NOW)
    assert said == "Confidence looks mixed right now (about 4-6, seen only through other answers)"


@pytest.mark.parametrize(
    ("value", "word"),
    [(0.0, "tender"), (4.49, "tender"), (4.5, "mixed"), (6.49, "mixed"), (6.5, "steady"), (8.0, "strong")],
)
def test_each_value_has_one_word(value: float, word: str) -> None:
    assert looks(value) == word


def test_a_band_within_one_whole_number_is_that_number() -> None:
    assert (about(3.6, 4.4), about(2.5, 5.49)) == ("about 4", "about 3-5")


def test_a_trend_is_said_only_when_it_is_given() -> None:
    assert trend(estimate()) is None
    eased = replace(estimate(), trend="easing", change=-1.24)
    assert trend(eased) == "Our estimate eased by about 1.2 over the last 14 days."
    rising = replace(estimate(), trend="rising", change=0.9)
    assert trend(rising) == "Our estimate shifted up by about 0.9 over the last 14 days."


def test_the_band_is_explained_in_plain_words() -> None:
    assert how_sure(estimate()) == (
        "Our best guess is 4.0 of 10; in 8 of 10 cases the truth would lie between 3.0 and 5.0. "
        "The longer we hear nothing, the wider this gets."
    )


def test_the_parts_shown_add_up_to_the_total_shown() -> None:
    parts = {
        Category.PRIOR: 1.049,
        Category.RULER: 1.049,
        Category.STEP: 1.049,
        Category.SETBACK: -0.349,
        Category.RECOVERY: 0.249,
    }
    made_of = replace(estimate(), parts=parts, unclipped=sum(parts.values()))
    shown = shown_parts(made_of)
    assert sum(tenths for _, tenths in shown) == total_tenths(made_of) == 30
    assert shown[0][0] == "Starting point"
    exact = {PARTS[category]: share * 10 for category, share in parts.items()}
    assert all(abs(tenths - exact[part]) < 1 for part, tenths in shown)


def test_a_part_that_rounds_away_is_left_out() -> None:
    made_of = replace(estimate(), parts={Category.PRIOR: 4.0, Category.STAGE: 0.004}, unclipped=4.004)
    assert shown_parts(made_of) == [("Starting point", 40)]


def test_shifts_carry_their_sign() -> None:
    assert (signed(0.42), signed(-0.31), points(-5), points(62)) == ("+0.4", f"{MINUS}0.3", f"{MINUS}0.5", "6.2")
