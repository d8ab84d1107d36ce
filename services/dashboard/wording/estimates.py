"""What an estimate says, how sure it is, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import floor

from services.dashboard.language import N_, _
from services.dashboard.wording.moments import days_ago
from services.dashboard.wording.names import MINUS, signed_tenths, tenths, whole
from shared.contracts.read_models import Category, Estimate

__all__ = [
    "DISCLAIMER",
    "MEANING",
    "MINUS",
    "PARTS",
    "Name",
    "about",
    "how_sure",
    "looks",
    "points",
    "says",
    "shown_parts",
    "signed",
    "total_tenths",
    "trend",
]

DISCLAIMER = N_("An estimate to talk about, not a diagnosis, a validated instrument or a comparison between people.")
"""Stands on every page that shows an estimate."""


class Name(StrEnum):
    """The two estimates, by the names that pages use; said with `_`."""

    CONFIDENCE = N_("Confidence")
    READINESS = N_("Readiness")


MEANING: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("Self-efficacy: how far they trust themselves with the next step."),
    Name.READINESS: N_("How ready they feel for the change they want."),
}

_TENDER, _MIXED, _STEADY, _STRONG = N_("tender"), N_("mixed"), N_("steady"), N_("strong")
_LOOKS = ((4.5, _TENDER), (6.5, _MIXED), (8.0, _STEADY))
"""(below this value, the word). Words to open a conversation with; the numbers beside them say the rest."""
_RIGHT_NOW: Mapping[Name, Mapping[str, str]] = {
    Name.CONFIDENCE: {
        _TENDER: N_("Confidence looks tender right now ({about}, {age})"),
        _MIXED: N_("Confidence looks mixed right now ({about}, {age})"),
        _STEADY: N_("Confidence looks steady right now ({about}, {age})"),
        _STRONG: N_("Confidence looks strong right now ({about}, {age})"),
    },
    Name.READINESS: {
        _TENDER: N_("Readiness looks tender right now ({about}, {age})"),
        _MIXED: N_("Readiness looks mixed right now ({about}, {age})"),
        _STEADY: N_("Readiness looks steady right now ({about}, {age})"),
        _STRONG: N_("Readiness looks strong right now ({about}, {age})"),
    },
}

PARTS: Mapping[Category, str] = {
    Category.PRIOR: N_("Starting point"),
    Category.RULER: N_("Ruler answers"),
    Category.STAGE: N_("Stage of change"),
    Category.TALK: N_("Talk about change and staying the same"),
    Category.BALANCE: N_("Decisional balance"),
    Category.STEP: N_("Steps tried"),
    Category.RECOVERY: N_("Recoveries"),
    Category.SETBACK: N_("Setbacks"),
    Category.AFFIRMATION: N_("Affirmations"),
    Category.CLINICIAN: N_("The clinician's confidence in them"),
}
"""Said with `_`."""


def looks(value: float) -> str:
    """One word for a value on 0-10."""
    return _(_look(value))


def about(start: float, end: float) -> str:
    """A band in whole numbers: "about 3-5", or "about 4" when it is that narrow."""
    first, last = floor(start + 0.5), floor(end + 0.5)
    if first == last:
        return _("about {number}").format(number=whole(first))
    return _("about {first}-{last}").format(first=whole(first), last=whole(last))


def says(name: Name, estimate: Estimate, now: datetime) -> str:
    """Such as "Confidence looks tender right now (about 3-5, last heard 9 days ago)".

    Words without a number while too little is known.
    """
    heard = None if estimate.last_heard is None else days_ago(estimate.last_heard, now)
    if estimate.value is None or estimate.low is None or estimate.high is None:
        if heard is None:
            return _("{name}: nothing heard yet, so there is no estimate").format(name=_(name))
        return _("{name}: not enough recent information (last heard {since})").format(name=_(name), since=heard)
    age = _("seen only through other answers") if heard is None else _("last heard {since}").format(since=heard)
    sentence = _(_RIGHT_NOW[name][_look(estimate.value)])
    return sentence.format(about=about(estimate.low, estimate.high), age=age)


def trend(estimate: Estimate) -> str | None:
    """How the estimate shifted over 14 days; None unless the shift is real."""
    if estimate.trend is None or estimate.change is None:
        return None
    if estimate.trend == "rising":
        shifted = _("Our estimate shifted up by about {points} over the last 14 days.")
    else:
        shifted = _("Our estimate eased by about {points} over the last 14 days.")
    return shifted.format(points=tenths(abs(estimate.change)))


def how_sure(estimate: Estimate) -> str:
    """What the band means, or what to do without one."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return _("Their next ruler answer, step or check-in will tell more. Until then there is no number to show.")
    return _(
        "Our best guess is {guess} of 10; in 8 of 10 cases the truth would lie between {first} and {last}. "
        "The longer we hear nothing, the wider this gets."
    ).format(guess=tenths(estimate.value), first=tenths(estimate.low), last=tenths(estimate.high))


def shown_parts(estimate: Estimate, names: Mapping[Category, str] = PARTS) -> list[tuple[str, int]]:
    """The parts in words and in whole tenths, the starting point first and then the largest.

    Rounded so that the tenths shown add up to the total shown, `total_tenths`. Parts that round away are left out.
    """
    exact = {category: share * 10 for category, share in estimate.parts.items()}
    shown = {category: floor(share) for category, share in exact.items()}
    by_remainder = sorted(exact, key=lambda category: shown[category] - exact[category])
    for category in by_remainder[: total_tenths(estimate) - sum(shown.values())]:
        shown[category] += 1
    order = sorted(shown, key=lambda category: (category is not Category.PRIOR, -abs(shown[category])))
    return [(_(names[category]), shown[category]) for category in order if shown[category]]


def total_tenths(estimate: Estimate) -> int:
    """The sum of the parts in tenths; beyond 0-100 where the shown value is clipped."""
    return floor(estimate.unclipped * 10 + 0.5)


def points(in_tenths: int) -> str:
    """Tenths as points on 0-10: 62 is "6.2"."""
    return signed_tenths(in_tenths / 10)


def signed(change: float) -> str:
    """Such as "+0.4"; below zero with a real minus sign."""
    return signed_tenths(change, above="+")


def _look(value: float) -> str:
    return next((word for below, word in _LOOKS if value < below), _STRONG)
