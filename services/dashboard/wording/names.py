"""Names and numbers in words."""

from __future__ import annotations


def named(slug: str | None) -> str:
    """A site, organization or program by its name: `old-town` is "Old town"."""
    return slug.replace("-", " ").capitalize() if slug else "not known yet"


def amount(value: float) -> str:
    """A count of something: "10,000", "2.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def counted(count: int, one: str, many: str) -> str:
    """Such as "1 review", "12 reviews"."""
    return f"{count:,} {one if count == 1 else many}"
