"""Evidence about readiness (R) and self-efficacy (S), as measurements and inputs for the filter.

Constants are on the 0-10 scale of the rulers. They are a starting point: change one only with a measurement of
predictive quality, and say which.
"""

from __future__ import annotations

from math import exp
from typing import NamedTuple, TypeAlias

from shared.contracts.read_models import Category
from shared.contracts.vocabulary import RulerKind, Stage

RULER_SD_IN_SESSION = 1.2
"""Noise of a ruler answered in a session: the retest scatter of a single 0-10 item, talked through."""
RULER_SD_AT_CHECK_IN = 1.6
"""The same without a conversation around it."""
RULER_SD_FOR_ONE_GOAL = 1.7
"""A ruler rated for one goal says less about the whole."""
STAGE_VALUE = {
    Stage.PRECONTEMPLATION: 1.5,
    Stage.CONTEMPLATION: 4.0,
    Stage.PREPARATION: 6.5,
    Stage.ACTION: 8.0,
    Stage.MAINTENANCE: 9.0,
}
"""Where on the readiness scale each stage of change sits (order after Prochaska & DiClemente 1983)."""
STAGE_SD = 2.5
"""A stage is a coarse answer."""
TALK_PRIOR_CHANGE, TALK_PRIOR_ALL = 2.5, 4.0
"""Added to the counts: a session with little talk says little. Kinds of talk weigh the same (Magill 2019)."""
TALK_SD = 3.5
"""Session-to-session scatter of the share of change talk, beyond counting noise."""
BALANCE_CENTRE, BALANCE_SPAN, BALANCE_SD = 5.0, 3.0, 2.5
"""A balanced decision sits at 5; one-sided weights reach 2 or 8."""
USUAL_DIFFICULTY = 5.0
"""Difficulty of a step when nobody said."""
DIFFICULTY_SCALE = 2.0
"""Points of S - D over which the odds of doing a step change by a factor e."""
SMALLEST_SLOPE = 0.05
"""Keeps one attempt from weighing nothing when it was nearly certain either way."""
ATTEMPT_DISCOUNT = 4.0
"""An attempt weighs a quarter of its information: self-efficacy follows performance more than it drives it
(Sitzmann & Yeo 2013)."""
RECOVERY_HARDER_BY = 1.0
"""Coming back from a setback counts as a done attempt at a step this much harder."""
SETBACK_INPUT = -0.4
"""What a setback does to the passing deviation of S: small, and it fades. Self-blame is never evidence."""
SETBACK_INPUT_WITH_PLAN = -0.2
"""The same when the contingency plan was used: using one is coping."""
AFFIRMATION_INPUT = 0.05
"""What an affirmation adds to the passing deviation of S."""
AFFIRMATION_CAP = 0.2
"""At most so much from affirmations within AFFIRMATION_WINDOW_DAYS."""
AFFIRMATION_WINDOW_DAYS = 30.0
CLINICIAN_SD = 3.0
"""A clinician's confidence in the participant, shown apart: often higher at first, and that is fine."""


class ReadinessMeasured(NamedTuple):
    """R was observed as `value` with `variance`."""

    value: float
    variance: float
    category: Category


class SelfEfficacyMeasured(NamedTuple):
    """S was observed as `value` with `variance`."""

    value: float
    variance: float
    category: Category


class Attempted(NamedTuple):
    """A step of `difficulty` was tried; `outcome` 1 done, .5 partly, 0 not this time. Linearised at the belief."""

    outcome: float
    difficulty: float
    category: Category


class Shifted(NamedTuple):
    """An input, not a measurement: the passing deviation of S moves by `by`."""

    by: float
    category: Category


class Affirmed(NamedTuple):
    """As Shifted, but capped over a month: the fold knows what was given before."""


Evidence: TypeAlias = ReadinessMeasured | SelfEfficacyMeasured | Attempted | Shifted | Affirmed


def ruler(kind: RulerKind, value: float, sd: float) -> Evidence:
    """An answer on a ruler: confidence speaks about S, importance and readiness about R."""
    if kind is RulerKind.CONFIDENCE:
        return SelfEfficacyMeasured(value, sd * sd, Category.RULER)
    return ReadinessMeasured(value, sd * sd, Category.RULER)


def stage(said: Stage) -> Evidence:
    """A stage of change."""
    return ReadinessMeasured(STAGE_VALUE[said], STAGE_SD**2, Category.STAGE)


def talk(change: int, sustain: int) -> Evidence:
    """Counts of change talk and sustain talk in one session."""
    counted = change + sustain + TALK_PRIOR_ALL
    share = (change + TALK_PRIOR_CHANGE) / counted
    return ReadinessMeasured(10.0 * share, TALK_SD**2 + 100.0 * share * (1.0 - share) / counted, Category.TALK)


def balance(for_change: float, for_staying: float) -> tuple[Evidence, ...]:
    """Summed weights of a decisional balance; without weights there is no evidence."""
    weights = for_change + for_staying
    if weights <= 0.0:
        return ()
    value = BALANCE_CENTRE + BALANCE_SPAN * (for_change - for_staying) / weights
    return (ReadinessMeasured(value, BALANCE_SD**2, Category.BALANCE),)


def clinician(confidence: float) -> Evidence:
    """The clinician's own confidence in the participant."""
    return SelfEfficacyMeasured(confidence, CLINICIAN_SD**2, Category.CLINICIAN)


def attempt_measurement(outcome: float, difficulty: float, self_efficacy: float) -> tuple[float, float]:
    """(value, variance): an attempt as one measurement of S, linearised at the present estimate.

    P = sigmoid((S - D) / 2) is the chance of "done"; w = max(P (1 - P), .05) / 4 its information;
    the measurement is S + (x - P) / (2 w) with variance 1 / w.
    """
    chance = 1.0 / (1.0 + exp((difficulty - self_efficacy) / DIFFICULTY_SCALE))
    information = max(chance * (1.0 - chance), SMALLEST_SLOPE) / ATTEMPT_DISCOUNT
    return self_efficacy + (outcome - chance) / (DIFFICULTY_SCALE * information), 1.0 / information
