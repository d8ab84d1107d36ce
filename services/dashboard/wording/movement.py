"""An estimate over time, and why it moved, in words and in tenths that add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import floor

from services.dashboard.history import Change, Point, stretches
from services.dashboard.language import N_, _
from services.dashboard.wording.estimates import PARTS, Name
from services.dashboard.wording.moments import day, days_ago
from services.dashboard.wording.names import counted, signed_tenths, tenths, whole
from shared.contracts.read_models import Category

BACKS = (14, 30, 84)
"""Days that one can look back for why an estimate moved; the first one unless chosen otherwise."""
LOOK_BACK = N_("Look back over")
MOVED_MOST = N_("What moved it most")
NOTHING_MOVED = N_("No single event moved this estimate noticeably in these days.")
TOO_LITTLE = N_(
    "There is not enough recent information to say how this estimate moved. Their next ruler answer, step or "
    "check-in will tell more."
)
NOT_ENOUGH = N_("not enough recent information")
SETTLING = N_("Settling with time")
_SOMETHING_ELSE = N_("Something else")
_NOT_SHARED = N_("What is not shared with you")
_NOW = N_("Now")
_MOVED: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("Confidence: from where it stood to now, part by part, on 0 to 10."),
    Name.READINESS: N_("Readiness: from where it stood to now, part by part, on 0 to 10."),
}
_COURSE: Mapping[Name, str] = {
    Name.CONFIDENCE: N_("Confidence over time, on 0 to 10."),
    Name.READINESS: N_("Readiness over time, on 0 to 10."),
}


def last_days(days: int) -> str:
    """How far one looks back: "14 days"."""
    return counted(days, "{count} day", "{count} days")


def moved_caption(name: Name) -> str:
    """Above the waterfall of an estimate."""
    return _(_MOVED[name])


def course_caption(name: Name) -> str:
    """Above the table of an estimate over time."""
    return _(_COURSE[name])


def course_header() -> tuple[str, str, str]:
    """Of the table of an estimate over time."""
    return _("Day"), _("In 8 of 10 cases"), _("Best guess")


def waterfall(change: Change) -> list[tuple[str, int]]:
    """What moved an estimate, the largest first, then settling with time; in words and in whole tenths.

    Rounded so that the tenths shown add up from the tenths of `since` to those of `until`. Parts that round away are
    left out.
    """
    exact = {part: share * 10 for part, share in change.by_category.items()} | {SETTLING: change.settling * 10}
    shown = {part: floor(share) for part, share in exact.items()}
    by_remainder = sorted(exact, key=lambda part: shown[part] - exact[part])
    for part in by_remainder[: in_tenths(change.until) - in_tenths(change.since) - sum(shown.values())]:
        shown[part] += 1
    order = sorted(shown, key=lambda part: (part == SETTLING, -abs(shown[part])))
    return [(part_said(part), shown[part]) for part in order if shown[part]]


def in_tenths(value: float) -> int:
    """0-10 in whole tenths."""
    return floor(value * 10 + 0.5)


def part_said(part: str) -> str:
    """A category of evidence, what a supporter does not see of them, or settling with time, by its name."""
    if part == SETTLING:
        return _(SETTLING)
    if part == "not-shared":
        return _(_NOT_SHARED)
    return _(PARTS[Category(part)]) if part in list(Category) else _(_SOMETHING_ELSE)


def stood(since: datetime, *, known: bool) -> str:
    """Names the first row of a waterfall."""
    if not known:
        return _("When little was known")
    return _("On {day}").format(day=day(since.date()))


def now_said() -> str:
    """Names the last row of a waterfall."""
    return _(_NOW)


def shift(name: Name, change: Change, days: int) -> str:
    """In one sentence: "In these 14 days our estimate of confidence shifted from 5.4 to 6.1.", or that it did not."""
    since, until = in_tenths(change.since), in_tenths(change.until)
    fields = {"days": whole(days), "since": tenths(since / 10), "until": tenths(until / 10)}
    if since == until:
        stayed = {
            Name.CONFIDENCE: _("In these {days} days our estimate of confidence stayed at about {until}."),
            Name.READINESS: _("In these {days} days our estimate of readiness stayed at about {until}."),
        }
        return stayed[name].format(**fields)
    shifted = {
        Name.CONFIDENCE: _("In these {days} days our estimate of confidence shifted from {since} to {until}."),
        Name.READINESS: _("In these {days} days our estimate of readiness shifted from {since} to {until}."),
    }
    return shifted[name].format(**fields)


def points(of_tenths: int) -> str:
    """A level in tenths: 62 is "6.2"."""
    return tenths(of_tenths / 10)


def step(of_tenths: int) -> str:
    """A part in tenths with its sign: 4 is "+0.4"."""
    return signed_tenths(of_tenths / 10, "+")


def course(name: Name, points: Sequence[Point], now: datetime) -> str:
    """The chart of an estimate over time in one sentence."""
    known = [band for point in points if (band := point.of(name)) is not None]
    if not known:
        return _("There was not enough recent information on any of these days.")
    first, last = known[0], known[-1]
    said = {
        Name.CONFIDENCE: _(
            "Since {since} our estimate of confidence went from {first} to {last}, between {least} and {most}."
        ),
        Name.READINESS: _(
            "Since {since} our estimate of readiness went from {first} to {last}, between {least} and {most}."
        ),
    }
    began = next(point for point in points if point.of(name) is not None)
    return said[name].format(
        since=days_ago_or_day(began.at, now),
        first=tenths(first.value),
        last=tenths(last.value),
        least=tenths(min(band.value for band in known)),
        most=tenths(max(band.value for band in known)),
    )


def days_ago_or_day(moment: datetime, now: datetime) -> str:
    """A day by its date, today and yesterday by their names."""
    return day(moment.date()) if (now.date() - moment.date()).days > 1 else days_ago(moment, now)


def gaps(name: Name, points: Sequence[Point]) -> str | None:
    """When there was not enough recent information for a number; None when there always was."""
    unknown = [part for known, part in stretches(points, name) if not known]
    if not unknown or len(unknown[0]) == len(points):
        return None
    days = sum(len(part) for part in unknown)
    return counted(
        days,
        "On {count} of these days there was not enough recent information, and the line pauses.",
        "On {count} of these days there was not enough recent information, and the line pauses.",
    )
