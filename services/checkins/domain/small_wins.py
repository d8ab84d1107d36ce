"""Small wins: done steps worth celebrating. Derived from the attempts and setbacks that count, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from shared.contracts.events import Setback, StepCompleted
from shared.contracts.vocabulary import Outcome

HARD = 7.0
"""A step of at least this difficulty, 0-10, is a hard one."""


class Why(StrEnum):
    """What makes it a win."""

    THE_FIRST = "the-first"
    A_HARD_ONE = "a-hard-one"
    AFTER_A_SETBACK = "after-a-setback"


@dataclass(frozen=True, slots=True)
class SmallWin:
    """A done step, when it was done, and why that is worth celebrating."""

    done: StepCompleted
    happened_at: datetime
    why: tuple[Why, ...]


def small_wins(told: Iterable[tuple[datetime, StepCompleted | Setback]]) -> list[SmallWin]:
    """The wins among a participant's attempts and setbacks that count, the newest first.

    What happened at the same moment is taken in the order of ids: setbacks are then before attempts.
    """
    wins: list[SmallWin] = []
    done_before = setback_since = False
    for when, said in sorted(told, key=_in_order):
        if isinstance(said, Setback):
            setback_since = True
            continue
        if said.outcome is not Outcome.DONE:
            continue
        reasons = {
            Why.THE_FIRST: not done_before,
            Why.A_HARD_ONE: said.difficulty is not None and said.difficulty >= HARD,
            Why.AFTER_A_SETBACK: setback_since,
        }
        why = tuple(reason for reason, holds in reasons.items() if holds)
        wins.extend([SmallWin(said, when, why)] if why else [])
        done_before, setback_since = True, False
    return wins[::-1]


def _in_order(told: tuple[datetime, StepCompleted | Setback]) -> tuple[datetime, bool, str]:
    when, said = told
    return (when, False, said.setback_id) if isinstance(said, Setback) else (when, True, said.attempt_id)
