"""Moments in words, in UTC."""

from __future__ import annotations

from datetime import date, datetime


def days_ago(moment: datetime, now: datetime) -> str:
    """Such as "today", "yesterday" or "9 days ago", by the calendar in UTC. A clock that runs ahead says "today"."""
    days = (now.date() - moment.date()).days
    if days <= 0:
        return "today"
    return "yesterday" if days == 1 else f"{days} days ago"


def day(on: date) -> str:
    """Such as "Mon 23 Nov 2026"."""
    return f"{on:%a} {on.day} {on:%b %Y}"


def as_of(now: datetime) -> str:
    """Such as "Mon 23 Nov 2026, 09:10 UTC"."""
    return f"{day(now.date())}, {now:%H:%M} UTC"
