"""What a participant answered on rulers, and how they talked, as events say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shared.contracts.envelope import CareEvent
from shared.contracts.events import CheckedIn, GoalRevised, GoalSet, TalkCounted
from shared.contracts.vocabulary import RulerKind, Setting


class Answer(NamedTuple):
    """One answer on a ruler, 0-10. `setting` is None for what was said with a goal."""

    event: CareEvent
    kind: RulerKind
    value: int
    goal_id: str | None
    setting: Setting | None


class Talk(NamedTuple):
    """How often somebody spoke for change, and for staying the same, in one session."""

    event: CareEvent
    change: int
    sustain: int


def answers_in(event: CareEvent) -> Iterator[Answer]:
    """The ruler answers that an event tells."""
    match event.data:
        case CheckedIn(rulers=rulers, setting=setting):
            for said in rulers:
                yield Answer(event, said.kind, said.value, said.goal_id, setting)
        case GoalSet(goal_id=goal_id) | GoalRevised(goal_id=goal_id) as goal:
            if goal.importance is not None:
                yield Answer(event, RulerKind.IMPORTANCE, goal.importance, goal_id, None)
            if goal.confidence is not None:
                yield Answer(event, RulerKind.CONFIDENCE, goal.confidence, goal_id, None)
        case _:
            return


def talk_in(event: CareEvent) -> Iterator[Talk]:
    """The talk that an event counts."""
    if isinstance(event.data, TalkCounted):
        yield Talk(event, event.data.change.total, event.data.sustain.total)
