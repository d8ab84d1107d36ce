"""Days in somebody's own time zone. Whatever a clock is put forward or back, a day is a day of the calendar there."""

from __future__ import annotations

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from services.checkins.domain.refusals import invalid
from shared.contracts.problems import Problem


@lru_cache(maxsize=1_024)
def zone_of(name: str) -> ZoneInfo | None:
    """The zone of that name, or None when the time zone database has none."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # OSError: a name of a folder, such as Europe
        return None


def is_a_zone(field: str, name: str) -> Problem | None:
    """Names look like zones more often than they are."""
    if zone_of(name) is None:
        return invalid(field, "is not a time zone of the IANA database, such as Europe/Vienna")
    return None


def day_of(moment: datetime, zone: str | None) -> date:
    """The day on which it is there; in UTC where no zone is said, or none of that name is known here."""
    there: tzinfo | None = zone_of(zone) if zone else None
    try:
        return moment.astimezone(there or UTC).date()
    except OverflowError:  # the first and last hours of the calendar
        return moment.astimezone(UTC).date()
