"""A participant with a goal and a step, as the topics told us, for sentences about them."""

from __future__ import annotations

from datetime import UTC, date, datetime

from services.checkins.domain.asked import Asked
from services.checkins.domain.known import (
    Goal,
    Known,
    Name,
    Participant,
    Step,
    View,
    goal_name,
    participant_name,
    step_name,
)
from shared.contracts.problems import Problem

ORGANIZATION = "riverside"
PARTICIPANT = "p-1"
NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
A_WALK = Step("step-1", "goal-1", PARTICIPANT, date(2026, 3, 2), date(2026, 3, 8), 6.5)

KNOWN: dict[Name, Known] = {
    participant_name(ORGANIZATION, PARTICIPANT): Participant(PARTICIPANT),
    goal_name(ORGANIZATION, "goal-1"): Goal("goal-1", PARTICIPANT),
    step_name(ORGANIZATION, "step-1"): A_WALK,
    participant_name(ORGANIZATION, "p-2"): Participant("p-2"),
    goal_name(ORGANIZATION, "goal-of-p-2"): Goal("goal-of-p-2", "p-2"),
    step_name(ORGANIZATION, "step-of-p-2"): Step(
        "step-of-p-2", "goal-of-p-2", "p-2", date(2026, 3, 2), date(2026, 3, 8), None
    ),
}
VIEW = View(ORGANIZATION, KNOWN)


def asked(key: str = "k-1", *, at: datetime | None = None) -> Asked:
    """A command of the organization, by a key, about some moment."""
    return Asked(ORGANIZATION, key, at)


def fields(refusal: object) -> list[str]:
    """The fields that a refusal names."""
    assert isinstance(refusal, Problem)
    return [field.field for field in refusal.fields]
