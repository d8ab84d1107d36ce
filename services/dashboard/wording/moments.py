"""Moments in words, as the spoken language writes them. Days are those of a zone: the one that `now` carries."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date, get_day_names, get_timezone_location

from services.dashboard.language import _, spoken
from services.dashboard.wording.names import counted
from shared.contracts.codes import Weekday

_CLOCK = "%H:%M"


def days_ago(moment: datetime, now: datetime) -> str:
    """Such as "today", "yesterday" or "9 days ago", by the calendar where `now` is. A clock that runs ahead says
    "today"."""
    return days_since(day_of(moment, now), now)


def days_since(on: date, now: datetime) -> str:
    """As `days_ago`, for a day of the calendar."""
    days = (now.date() - on).days
    if days <= 0:
        return _("today")
    return _("yesterday") if days == 1 else counted(days, "{count} day ago", "{count} days ago")


def day_of(moment: datetime, now: datetime) -> date:
    """The day that the moment falls on, by the calendar where `now` is."""
    return moment.astimezone(now.tzinfo).date()


def day(on: date) -> str:
    """Such as "Mon 23 Nov 2026"."""
    # Translators: a pattern of Unicode's CLDR, not words: weekday, day, month, year.
    return format_date(on, _("EEE d MMM y"), locale=spoken())


def short_day(on: date) -> str:
    """Such as "23 Nov", where the year is plain."""
    # Translators: a pattern of Unicode's CLDR, not words: day, month.
    return format_date(on, _("d MMM"), locale=spoken())


def clock(moment: datetime, now: datetime) -> str:
    """The time of day where `now` is, such as "09:10"."""
    return moment.astimezone(now.tzinfo).strftime(_CLOCK)


def as_of(now: datetime) -> str:
    """Such as "Mon 23 Nov 2026, 09:10 UTC", or "Mon 23 Nov 2026, 10:10 Vienna time"."""
    fields = {"day": day(now.date()), "time": clock(now, now)}
    city = _city(now)
    if city is None:
        return _("{day}, {time} UTC").format(**fields)
    return _("{day}, {time} {city} time").format(**fields, city=city)


def weekday(one: Weekday) -> str:
    """Such as "Monday"."""
    names = get_day_names("wide", context="stand-alone", locale=spoken())
    return str(names[list(Weekday).index(one)])


def _city(now: datetime) -> str | None:
    """After which city the zone of `now` is known; None for UTC."""
    zone = now.tzinfo
    if zone is UTC or (isinstance(zone, ZoneInfo) and zone.key in {"UTC", "Etc/UTC"}):
        return None
    if isinstance(zone, ZoneInfo):
        return str(get_timezone_location(zone, locale=spoken(), return_city=True))
    return now.tzname() if now.utcoffset() != timedelta() else None
