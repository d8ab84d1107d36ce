"""What the participant's page asks the journal beside its timeline: the newest facts of a kind that still count."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from services.dashboard.identity import Identity
from services.dashboard.queries import Scores, read_timeline
from shared.contracts.events import CareData, GoalSet

D = TypeVar("D", bound=CareData)

MOST_GOALS = 50
"""Goals of one participant that are read to name them: the newest."""


def read_newest(
    scores: Scores, identity: Identity, participant_id: str, data: type[D], at_most: int
) -> Sequence[tuple[datetime, D]]:
    """When and what of the participant's newest events of a type, at most so many; what was taken back is left out.

    Nothing for another site. Raises StoreAway.
    """
    page = read_timeline(scores, identity, participant_id, [data.TYPE], size=at_most)
    return [
        (event.time, event.data)
        for event in page.events
        if isinstance(event.data, data) and event.id not in page.retractions
    ]


def read_goals(
    scores: Scores, identity: Identity, participant_id: str, goal_ids: Collection[str]
) -> Mapping[str, tuple[datetime, GoalSet]]:
    """When and how these goals were set, by goal id. Nothing for another site. Raises StoreAway."""
    if not goal_ids:
        return {}
    found = read_newest(scores, identity, participant_id, GoalSet, MOST_GOALS)
    return {goal.goal_id: (at, goal) for at, goal in found if goal.goal_id in goal_ids}
