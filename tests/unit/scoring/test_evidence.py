"""What each event says about readiness (R) and self-efficacy (S), by numbers worked by hand.

Noise: 1.2 in a session, 1.6 at a check-in, 1.7 for one goal, 2.5 for a stage; variances are their squares.
"""

from __future__ import annotations

from itertools import permutations

import pytest

from services.scoring.domain.evidence import (
    Attempted,
    Evidence,
    ReadinessMeasured,
    SelfEfficacyMeasured,
    Shifted,
    attempt_measurement,
    balance,
    clinician,
    talk,
)
from services.scoring.domain.testimony import evidence_in
from shared.contracts.events import CareData
from shared.contracts.read_models import Category
from shared.contracts.vocabulary import Mood, Outcome, RulerKind, Setting, Stage
from tests.unit.scoring.care import (
    checked_in,
    done,
    enrolled,
    goal,
    not_done,
    planned,
    recovered,
    revised,
    ruler,
    setback,
)

IN_SESSION, AT_CHECK_IN, FOR_ONE_GOAL, OF_A_STAGE = 1.44, 2.56, 2.89, 6.25


def same(evidence: tuple[Evidence, ...], expected: tuple[Evidence, ...]) -> bool:
    """Equal but for the last bits of a variance."""
    return [(type(one), one[-1:]) for one in evidence] == [(type(one), one[-1:]) for one in expected] and all(
        one[:-1] == pytest.approx(other[:-1], abs=1e-12) for one, other in zip(evidence, expected, strict=True)
    )


@pytest.mark.parametrize("kind", [RulerKind.IMPORTANCE, RulerKind.READINESS])
@pytest.mark.parametrize(
    ("setting", "goal_id", "variance"),
    [
        (Setting.SESSION, None, IN_SESSION),
        (Setting.CHECK_IN, None, AT_CHECK_IN),
        (Setting.SESSION, "goal-1", FOR_ONE_GOAL),
        (Setting.CHECK_IN, "goal-1", FOR_ONE_GOAL),
    ],
)
def test_importance_and_readiness_rulers_speak_about_readiness(
    kind: RulerKind, setting: Setting, goal_id: str | None, variance: float
) -> None:
    said = evidence_in(checked_in(ruler(kind, 7, goal_id), setting=setting))
    assert same(said, (ReadinessMeasured(7, variance, Category.RULER),))


@pytest.mark.parametrize(
    ("setting", "goal_id", "variance"),
    [
        (Setting.SESSION, None, IN_SESSION),
        (Setting.CHECK_IN, None, AT_CHECK_IN),
        (Setting.SESSION, "goal-1", FOR_ONE_GOAL),
    ],
)
def test_a_confidence_ruler_speaks_about_self_efficacy(
    setting: Setting, goal_id: str | None, variance: float
) -> None:
    said = evidence_in(checked_in(ruler(RulerKind.CONFIDENCE, 4, goal_id), setting=setting))
    assert same(said, (SelfEfficacyMeasured(4, variance, Category.RULER),))


@pytest.mark.parametrize(
    ("stage", "value"),
    [
        (Stage.PRECONTEMPLATION, 1.5),
        (Stage.CONTEMPLATION, 4.0),
        (Stage.PREPARATION, 6.5),
        (Stage.ACTION, 8.0),
        (Stage.MAINTENANCE, 9.0),
    ],
)
def test_a_stage_of_change_is_a_coarse_word_about_readiness(stage: Stage, value: float) -> None:
    assert same(evidence_in(checked_in(stage=stage)), (ReadinessMeasured(value, OF_A_STAGE, Category.STAGE),))


def test_the_rulers_of_one_check_in_count_in_one_order_however_they_are_listed() -> None:
    answers = (
        ruler(RulerKind.CONFIDENCE, 3),
        ruler(RulerKind.IMPORTANCE, 9),
        ruler(RulerKind.READINESS, 5),
        ruler(RulerKind.IMPORTANCE, 8, "goal-2"),
        ruler(RulerKind.IMPORTANCE, 7, "goal-1"),
    )
    expected = (
        ReadinessMeasured(9, AT_CHECK_IN, Category.RULER),
        ReadinessMeasured(7, FOR_ONE_GOAL, Category.RULER),
        ReadinessMeasured(8, FOR_ONE_GOAL, Category.RULER),
        ReadinessMeasured(5, AT_CHECK_IN, Category.RULER),
        SelfEfficacyMeasured(3, AT_CHECK_IN, Category.RULER),
        ReadinessMeasured(6.5, OF_A_STAGE, Category.STAGE),
    )
    for listed in permutations(answers):
        assert same(evidence_in(checked_in(*listed, stage=Stage.PREPARATION)), expected)


def test_a_mood_is_never_evidence() -> None:
    assert evidence_in(checked_in().model_copy(update={"mood": Mood.SAD})) == ()


@pytest.mark.parametrize("said", [goal(importance=8, confidence=4), revised(2, importance=8, confidence=4)])
def test_rulers_said_with_a_goal_count_as_rated_for_one_goal(said: CareData) -> None:
    expected = (
        ReadinessMeasured(8, FOR_ONE_GOAL, Category.RULER),
        SelfEfficacyMeasured(4, FOR_ONE_GOAL, Category.RULER),
    )
    assert same(evidence_in(said), expected)


@pytest.mark.parametrize("said", [enrolled(), goal(), revised(2), planned(8.0), checked_in()])
def test_what_says_nothing_about_the_estimates_is_no_evidence(said: CareData) -> None:
    assert evidence_in(said) == ()


@pytest.mark.parametrize(
    ("said", "outcome", "difficulty"),
    [
        (done(7.5), 1.0, 7.5),
        (done(0.0), 1.0, 0.0),
        (done(), 1.0, 5.0),
        (done(3.0, Outcome.PARTLY), 0.5, 3.0),
        (done(None, Outcome.PARTLY), 0.5, 5.0),
        (not_done(6.0), 0.0, 6.0),
        (not_done(), 0.0, 5.0),
    ],
)
def test_an_attempt_counts_by_its_outcome_at_the_difficulty_of_its_step(
    said: CareData, outcome: float, difficulty: float
) -> None:
    assert evidence_in(said) == (Attempted(outcome, difficulty, Category.STEP),)


@pytest.mark.parametrize(("difficulty", "counted"), [(4.0, 5.0), (10.0, 11.0), (None, 6.0)])
def test_a_recovery_counts_as_a_done_attempt_one_point_harder(difficulty: float | None, counted: float) -> None:
    assert evidence_in(recovered(difficulty=difficulty)) == (Attempted(1.0, counted, Category.RECOVERY),)


@pytest.mark.parametrize(("plan_used", "by"), [(None, -0.4), (False, -0.4), (True, -0.2)])
def test_a_setback_shifts_self_efficacy_and_half_as_much_when_the_plan_was_used(
    plan_used: bool | None, by: float
) -> None:
    assert evidence_in(setback(plan_used=plan_used)) == (Shifted(by, Category.SETBACK),)


@pytest.mark.parametrize(
    ("outcome", "difficulty", "self_efficacy", "value", "variance"),
    [
        # as hard as S: P = 1/2, w = 1/16; S +- (1/2) / (1/8) = S +- 4
        (1.0, 6.0, 6.0, 10.0, 16.0),
        (0.5, 6.0, 6.0, 6.0, 16.0),
        (0.0, 6.0, 6.0, 2.0, 16.0),
        # S one above D: P = 1 / (1 + e^-.5) = .622459331202, w = .235003712202 / 4
        (1.0, 5.0, 6.0, 6.0 + 0.377540668798 / 0.117501856101, 1 / 0.058750928050),
        (0.0, 5.0, 6.0, 6.0 - 0.622459331202 / 0.117501856101, 1 / 0.058750928050),
        # nearly certain: P = 1 / (1 + e^-5) = .993307149076, and w is held at .05 / 4 = 1/80
        (0.0, 0.0, 10.0, 10.0 - 0.993307149076 * 40.0, 80.0),
        (1.0, 0.0, 10.0, 10.0 + 0.006692850924 * 40.0, 80.0),
    ],
)
def test_an_attempt_is_one_measurement_linearised_at_the_present_estimate(
    outcome: float, difficulty: float, self_efficacy: float, value: float, variance: float
) -> None:
    measured = attempt_measurement(outcome, difficulty, self_efficacy)
    assert measured == pytest.approx((value, variance), abs=1e-7)


def test_change_talk_and_sustain_talk_speak_about_readiness_by_their_share() -> None:
    # 4 and 2: n = 6, p = 6.5 / 10; variance 12.25 + 100 * .65 * .35 / 10
    assert talk(4, 2) == pytest.approx((6.5, 14.525, Category.TALK))
    # silence: p = 2.5 / 4; variance 12.25 + 100 * .625 * .375 / 4
    assert talk(0, 0) == pytest.approx((6.25, 18.109375, Category.TALK))


def test_a_decisional_balance_speaks_by_its_weights_and_not_without_any() -> None:
    assert balance(9.0, 3.0) == (ReadinessMeasured(6.5, 6.25, Category.BALANCE),)
    assert balance(0.0, 4.0) == (ReadinessMeasured(2.0, 6.25, Category.BALANCE),)
    assert balance(0.0, 0.0) == ()


def test_a_clinicians_confidence_is_faint_evidence_of_a_kind_of_its_own() -> None:
    assert clinician(9.0) == SelfEfficacyMeasured(9.0, 9.0, Category.CLINICIAN)
