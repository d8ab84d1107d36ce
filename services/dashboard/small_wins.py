"""What makes a done step a small win."""

from __future__ import annotations

from enum import StrEnum


class WinKind(StrEnum):
    """As checkins says it."""

    THE_FIRST = "the-first"
    A_HARD_ONE = "a-hard-one"
    AFTER_A_SETBACK = "after-a-setback"
