"""A step and its plans, and the story of any fact, for the tests of the timeline's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from services.dashboard.wording.timeline import Story, by_step, story
from shared.contracts.envelope import Event, event
from shared.contracts.events import CareData, GoalReviewed, StepPlanned, StepRevised
from shared.contracts.vocabulary import Period, RevisionReason
from tests.unit.contracts.golden_events import read_golden

D = TypeVar("D", bound=CareData)

NOW = datetime(2026, 3, 5, 9, 0, tzinfo=UTC)
STEP = StepPlanned(
    step_id="s-1",
    goal_id="g-1",
    sequence=2,
    measure="steps-walked",
    at_least=8000,
    per=Period.DAY,
    starts_on=date(2026, 3, 2),
    due_on=date(2026, 3, 8),
    days_per_week=3,
    difficulty=4,
)
REVISED = StepRevised(
    **STEP.model_dump(exclude={"sequence", "at_least"}),
    sequence=3,
    at_least=5000,
    version=2,
    reason=RevisionReason.TOO_HARD,
)
REVISED_AT = NOW + timedelta(days=1)
PLANS = by_step([(REVISED_AT, REVISED), (NOW - timedelta(days=3), STEP)])
"""The step was planned three days ago, and is revised tomorrow."""


def happened(fact: D, at: datetime = NOW) -> Event[D]:
    """The fact as an event."""
    return event(
        fact, organization="northway", participant_id="p-1", time=at, source="cairn/tests", idempotency_key="1"
    )


def told(fact: CareData, at: datetime = NOW) -> tuple[str, tuple[str, ...]]:
    """Headline and details of the fact, told at that time."""
    in_words: Story = story(happened(fact, at), PLANS)
    return in_words.headline, in_words.details


def variants(data: type[CareData]) -> Iterator[CareData]:
    """The golden fact of a type, and the same with every other code in each of its coded fields."""
    fact = read_golden(data).data
    yield fact
    for name, value in fact:
        if isinstance(value, StrEnum):
            yield from (fact.model_copy(update={name: code}) for code in type(value))
        if isinstance(value, tuple) and isinstance(value[0], StrEnum):
            yield from (fact.model_copy(update={name: (code,)}) for code in type(value[0]))
    if isinstance(fact, GoalReviewed):
        yield from (fact.model_copy(update={"attainment": reached}) for reached in range(-2, 3))
