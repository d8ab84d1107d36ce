"""Calendar days where somebody lives: the only place that knows time zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def is_known_zone(name: str) -> bool:
    """Whether the IANA time zone database of this machine has the zone."""
    return name in _zones()


def day_of(moment: datetime, zone: str | None) -> date:
    """The day that it was there at that moment; UTC when no zone is said. `zone` is a known one."""
    there: tzinfo = ZoneInfo(zone) if zone else UTC
    try:
        return moment.astimezone(there).date()
    except OverflowError:  # the first and last hours that there are
        return moment.date()


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones() - {"localtime"})  # which differs from machine to machine
