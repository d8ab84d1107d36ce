"""What an estimate says, how sure it is, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import floor

from services.dashboard.wording.moments import days_ago
from shared.contracts.read_models import Category, Estimate

DISCLAIMER = "An estimate to talk about, not a diagnosis, a validated instrument or a comparison between people."
"""Stands on every page that shows an estimate."""


class Name(StrEnum):
    """The two estimates, by the names that pages use."""

    CONFIDENCE = "Confidence"
    READINESS = "Readiness"


MEANING: Mapping[Name, str] = {
    Name.CONFIDENCE: "Self-efficacy: how far they trust themselves with the next step.",
    Name.READINESS: "How ready they feel for the change they want.",
}

_LOOKS = ((4.5, "tender"), (6.5, "mixed"), (8.0, "steady"))
"""(below this value, the word). Words to open a conversation with; the numbers beside them say the rest."""
_STRONG = "strong"
MINUS = "\N{MINUS SIGN}"

PARTS: Mapping[Category, str] = {
    Category.PRIOR: "Starting point",
    Category.RULER: "Ruler answers",
    Category.STAGE: "Stage of change",
    Category.TALK: "Talk about change and staying the same",
    Category.BALANCE: "Decisional balance",
    Category.STEP: "Steps tried",
    Category.RECOVERY: "Recoveries",
    Category.SETBACK: "Setbacks",
    Category.AFFIRMATION: "Affirmations",
    Category.CLINICIAN: "The clinician's confidence in them",
}


def looks(value: float) -> str:
    """One word for a value on 0-10."""
    return next((word for below, word in _LOOKS if value < below), _STRONG)


def about(start: float, end: float) -> str:
    """A band in whole numbers: "about 3-5", or "about 4" when it is that narrow."""
    first, last = floor(start + 0.5), floor(end + 0.5)
    return f"about {first}" if first == last else f"about {first}-{last}"


def says(name: Name, estimate: Estimate, now: datetime) -> str:
    """Such as "Confidence looks tender right now (about 3-5, last heard 9 days ago)".

    Words without a number while too little is known.
    """
    if estimate.value is None or estimate.low is None or estimate.high is None:
        if estimate.last_heard is None:
            return f"{name}: nothing heard yet, so there is no estimate"
        return f"{name}: not enough recent information (last heard {days_ago(estimate.last_heard, now)})"
    age = (
        "seen only through other answers"
        if estimate.last_heard is None
        else f"last heard {days_ago(estimate.last_heard, now)}"
    )
    return f"{name} looks {looks(estimate.value)} right now ({about(estimate.low, estimate.high)}, {age})"


def trend(estimate: Estimate) -> str | None:
    """How the estimate shifted over 14 days; None unless the shift is real."""
    if estimate.trend is None or estimate.change is None:
        return None
    shifted = "shifted up" if estimate.trend == "rising" else "eased"
    return f"Our estimate {shifted} by about {abs(estimate.change):.1f} over the last 14 days."


def how_sure(estimate: Estimate) -> str:
    """What the band means, or what to do without one."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return "Their next ruler answer, step or check-in will tell more. Until then there is no number to show."
    return (
        f"Our best guess is {estimate.value:.1f} of 10; in 8 of 10 cases the truth would lie between "
        f"{estimate.low:.1f} and {estimate.high:.1f}. The longer we hear nothing, the wider this gets."
    )


def shown_parts(estimate: Estimate) -> list[tuple[str, int]]:
    """The parts in words and in whole tenths, the starting point first and then the largest.

    Rounded so that the tenths shown add up to the total shown, `total_tenths`. Parts that round away are left out.
    """
    exact = {category: share * 10 for category, share in estimate.parts.items()}
    tenths = {category: floor(share) for category, share in exact.items()}
    by_remainder = sorted(exact, key=lambda category: tenths[category] - exact[category])
    for category in by_remainder[: total_tenths(estimate) - sum(tenths.values())]:
        tenths[category] += 1
    order = sorted(tenths, key=lambda category: (category is not Category.PRIOR, -abs(tenths[category])))
    return [(PARTS[category], tenths[category]) for category in order if tenths[category]]


def total_tenths(estimate: Estimate) -> int:
    """The sum of the parts in tenths; beyond 0-100 where the shown value is clipped."""
    return floor(estimate.unclipped * 10 + 0.5)


def points(tenths: int) -> str:
    """Tenths as points on 0-10: 62 is "6.2"."""
    return f"{MINUS if tenths < 0 else ''}{abs(tenths) / 10:.1f}"


def signed(change: float) -> str:
    """Such as "+0.4"; below zero with a real minus sign."""
    return f"{MINUS if change < 0 else '+'}{abs(change):.1f}"
