"""Decisional balances, as JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from services.checkins.requests.examples import example
from services.checkins.requests.words import Words
from shared.contracts.codes import BalanceSide, Weight
from shared.contracts.vocabulary import Id
from shared.runtime.bodies import CommandBody

MOST_ENTRIES = 60
"""As many as a balance-weighed event holds."""


class EntrySaid(BaseModel):
    """One reason on one side: how much it weighs, its words, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    side: BalanceSide
    weight: Weight | None = None
    words: Words | None = None


class BalanceBody(CommandBody):
    """Reasons for changing and for staying the same, in general or for one goal."""

    model_config = example(
        entries=[
            {"side": "good-about-changing", "weight": 7, "words": "Playing with the children without a break."},
            {"side": "good-about-staying", "weight": 4},
        ]
    )

    entries: Annotated[tuple[EntrySaid, ...], Field(min_length=1, max_length=MOST_ENTRIES)]
    goal_id: Id | None = None


class RecordedBalance(BaseModel):
    """The ids of a recorded balance, and of its event."""

    balance_id: Id
    event_id: Id
