"""Attention: a reason why a coordinator may want to reach out, always one of a short list, never a rank by score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from shared.contracts.codes import AttentionReason

SILENCE_LIMIT = timedelta(days=7)
"""How long without a word before someone may welcome a hand, where their program does not say: one missed week of a
weekly rhythm."""
SMALL_WIN_SHOWN = timedelta(days=7)
"""How long a small win stays on the list: until the next weekly contact."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One reason, and since when it stands."""

    reason: AttentionReason
    since: datetime


def in_listing_order(items: list[Attention]) -> tuple[Attention, ...]:
    """By kind of reason, then the oldest first."""
    kinds = list(AttentionReason)
    return tuple(sorted(items, key=lambda item: (kinds.index(item.reason), item.since)))
