"""The states of a goal, of each party's answer and of a step, and the one table of what leads from which to which.

`rules` refuses what the table does not have, `evolving` moves along it, and the diagram of this package draws it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from shared.contracts.events import (
    ContingencyPlanned,
    EventData,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalRevised,
    GoalSet,
    StepPaused,
    StepPlanned,
    StepResumed,
    StepRevised,
)


class GoalStatus(StrEnum):
    """Whether the experiment goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Standing(StrEnum):
    """What a party said to the newest version of the goal; a draft until it says something."""

    DRAFT = "draft"
    AGREED = "agreed"
    DECLINED = "declined"


class StepStatus(StrEnum):
    """Whether anything is expected of a step."""

    PLANNED = "planned"
    PAUSED = "paused"


S = TypeVar("S", bound=StrEnum)
Transitions = Mapping[tuple[S | None, type[EventData]], S]
"""From a state (None: not there yet) with a fact to the next state. What is not in it cannot happen."""

GOAL: Transitions[GoalStatus] = {
    (None, GoalSet): GoalStatus.OPEN,
    (GoalStatus.OPEN, GoalRevised): GoalStatus.OPEN,
    (GoalStatus.OPEN, GoalAgreed): GoalStatus.OPEN,
    (GoalStatus.OPEN, GoalDeclined): GoalStatus.OPEN,
    (GoalStatus.OPEN, GoalReviewed): GoalStatus.OPEN,
    (GoalStatus.OPEN, StepPlanned): GoalStatus.OPEN,
    (GoalStatus.OPEN, StepRevised): GoalStatus.OPEN,
    (GoalStatus.OPEN, StepPaused): GoalStatus.OPEN,
    (GoalStatus.OPEN, StepResumed): GoalStatus.OPEN,
    (GoalStatus.OPEN, ContingencyPlanned): GoalStatus.OPEN,
    (GoalStatus.OPEN, GoalClosed): GoalStatus.CLOSED,
    (GoalStatus.CLOSED, GoalReopened): GoalStatus.OPEN,
}

ANSWER: Transitions[Standing] = {
    (None, GoalSet): Standing.DRAFT,
    (Standing.DRAFT, GoalAgreed): Standing.AGREED,
    (Standing.DRAFT, GoalDeclined): Standing.DECLINED,
    (Standing.AGREED, GoalAgreed): Standing.AGREED,
    (Standing.AGREED, GoalDeclined): Standing.DECLINED,
    (Standing.DECLINED, GoalAgreed): Standing.AGREED,
    (Standing.DECLINED, GoalDeclined): Standing.DECLINED,
    (Standing.DRAFT, GoalRevised): Standing.DRAFT,
    (Standing.AGREED, GoalRevised): Standing.DRAFT,
    (Standing.DECLINED, GoalRevised): Standing.DRAFT,
}

STEP: Transitions[StepStatus] = {
    (None, StepPlanned): StepStatus.PLANNED,
    (StepStatus.PLANNED, StepRevised): StepStatus.PLANNED,
    (StepStatus.PAUSED, StepRevised): StepStatus.PAUSED,
    (StepStatus.PLANNED, StepPaused): StepStatus.PAUSED,
    (StepStatus.PAUSED, StepResumed): StepStatus.PLANNED,
}
