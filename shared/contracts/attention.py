"""Attention: a reason why a coordinator may want to reach out, always one of a short list, never a rank by score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from shared.contracts.codes import AttentionReason

SILENCE_LIMIT = timedelta(days=7)
"""How long without a word before someone may welcome a hand, where their program does not say: one missed week of a
weekly rhythm."""
SMALL_WIN_SHOWN = timedelta(days=7)
"""How long a small win stays on the list: until the next weekly contact."""

REASONS = tuple(AttentionReason)
"""In the order of a list. Read models store a reason by its place here."""


@dataclass(frozen=True, slots=True)
class Attention:
    """One reason, and since when it stands. `owner`: the pseudonym of who sees to it. `rests_until`: the day (UTC)
    until which it rests; it stands in the list of its participant, but brings nobody onto a list.
    """

    reason: AttentionReason
    since: datetime
    owner: str | None = None
    rests_until: date | None = None
