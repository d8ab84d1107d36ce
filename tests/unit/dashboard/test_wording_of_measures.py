"""So much of a measure stands in the form that the language uses for so many."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from deploy.sample.program import MEASURE
from deploy.sample.simulated.experiments import AIMS
from services.dashboard.language import speaking
from services.dashboard.wording.measures import at_least, so_much
from services.dashboard.wording.timeline.plans import success
from services.dashboard.wording.timeline.steps import step_story
from shared.contracts.events import StepCompleted, Target
from shared.contracts.vocabulary import Outcome, Period
from tests.unit.dashboard.stories import STEP

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
SAMPLES = {MEASURE, *(aim.measure for aim in AIMS), *(step.measure for aim in AIMS for step in aim.steps)}


@pytest.mark.parametrize(
    ("much", "said"),
    [
        (0, "at least 0 evenings planned a day"),
        (1, "at least 1 evening planned a day"),
        (1.5, "at least 1.5 evenings planned a day"),
        (2, "at least 2 evenings planned a day"),
        (1000, "at least 1,000 evenings planned a day"),
    ],
)
def test_one_is_singular_and_everything_else_plural(much: float, said: str) -> None:
    assert at_least("evenings-planned", much, Period.DAY) == said


@pytest.mark.parametrize(
    ("much", "said"),
    [
        (0, "0 سيجارة"),
        (1, "سيجارة واحدة"),
        (2, "سيجارتان"),
        (3, "3 سجائر"),
        (10, "10 سجائر"),
        (11, "11 سيجارة"),
        (100, "100 سيجارة"),
        (103, "103 سجائر"),
        (2.5, "2.5 سيجارة"),
    ],
)
def test_arabic_has_six_forms(much: float, said: str) -> None:
    with speaking("ar"):
        assert so_much("cigarettes", much) == said
        assert at_least("cigarettes", much, Period.WEEK) == f"{said} على الأقل في الأسبوع"


@pytest.mark.parametrize("measure", sorted(SAMPLES))
def test_every_measure_of_the_samples_has_a_singular_and_a_translation(measure: str) -> None:
    one, two = so_much(measure, 1), so_much(measure, 2)
    assert one.removeprefix("1 ") != two.removeprefix("2 ")
    assert "(" not in one
    with speaking("ar"):
        assert measure.partition("-")[0] not in so_much(measure, 1)


def test_any_other_measure_is_said_by_its_own_name_beside_a_one() -> None:
    assert so_much("pages-read", 12) == "12 pages read"
    assert so_much("pages-read", 1) == "1 (pages read)"


@pytest.mark.parametrize(
    ("most", "said"), [(1, "0 to 1 cigarette a day"), (10, "0 to 10 cigarettes a day"), (None, "at least 0")]
)
def test_between_two_numbers_the_second_one_decides(most: float | None, said: str) -> None:
    assert success(Target(measure="cigarettes", at_least=0, at_most=most)).startswith(said)


def test_what_was_counted_of_a_step_agrees_with_its_own_number() -> None:
    done = StepCompleted(attempt_id="a-1", step_id=STEP.step_id, goal_id="g-1", outcome=Outcome.PARTLY, measured=1)
    plan = STEP.model_copy(update={"measure": "breaks", "at_least": 3.0})
    assert step_story(done, NOW, {STEP.step_id: [(NOW, plan)]}).headline == (
        "Partly done: 1 break, at least 3 planned"
    )
