"""What handlers work with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.checkins.attention_store import AttentionItems
from services.checkins.known_store import KnownStore
from services.checkins.notes import Notes
from services.checkins.store import Records


@dataclass(frozen=True, slots=True)
class Means:
    """`wake_relay`: something was written. `now`: the time, aware."""

    records: Records
    attention: AttentionItems
    known: KnownStore
    notes: Notes
    wake_relay: Callable[[], None]
    now: Callable[[], datetime]
