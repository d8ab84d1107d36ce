"""What handlers work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from services.goals.notes import Notes
from services.goals.store import Store
from services.goals.turns import Turns

TRIES = 10
"""How often a command is decided anew because other instances changed the same aggregate at the same moment."""


@dataclass(frozen=True, slots=True)
class Means:
    """`wake_relay`: something was written. `now`: the time, aware. `turns`: by aggregate id."""

    store: Store
    notes: Notes
    wake_relay: Callable[[], None]
    now: Callable[[], datetime]
    turns: Turns = field(default_factory=Turns)
