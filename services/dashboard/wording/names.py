"""Names and numbers in words, as the spoken language writes them.

Digits are the same in every language (0-9), as in the charts and in what services say.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal

from services.dashboard.language import _, n_, right_to_left, spoken

_START, _END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_FORWARD = "\N{LEFT-TO-RIGHT MARK}"
_FRACTION = 100
"""A whole number of which every language here speaks as it does of a fraction: CLDR's "other"."""
MINUS = "\N{MINUS SIGN}"


def isolated(name: str) -> str:
    """A name or an id, kept apart from a sentence that runs the other way: it neither turns nor is turned around."""
    return f"{_START}{name}{_END}" if right_to_left() else name


def named(slug: str | None) -> str:
    """A site, organization or program by its name: `old-town` is "Old town"."""
    return isolated(slug.replace("-", " ").capitalize()) if slug else _("not known yet")


def whole(count: int) -> str:
    """A whole number: "10,000"."""
    return _written(count, "#,##0", spoken())


def tenths(value: float) -> str:
    """A number with one place behind the point: "4.0"."""
    return _written(value, "#,##0.0", spoken())


def amount(value: float) -> str:
    """A count of something: "10,000", "2.5"."""
    return whole(int(value)) if value == int(value) else tenths(value)


def signed_tenths(value: float, above: str = "") -> str:
    """As `tenths`, below zero with a real minus sign, otherwise with `above` before it; the sign stays in front."""
    sign = MINUS if value < 0 else above
    return f"{_FORWARD if sign and right_to_left() else ''}{sign}{tenths(abs(value))}"


def counted(count: int, one: str, many: str) -> str:
    """Such as "1 review", "12 reviews", from the sentences "{count} review", "{count} reviews"."""
    return n_(one, many, count).format(count=whole(count))


def measured(much: float, one: str, many: str, **fields: str) -> str:
    """As `counted`, of an amount that need not be whole: "1 hour", "2.5 hours"."""
    form = int(much) if much == int(much) else _FRACTION
    return n_(one, many, form).format(count=amount(much), **fields)


def side_by_side(words: Iterable[str]) -> str:
    """Such as "importance 8, confidence 6"."""
    # Translators: what stands between the words of a list.
    return _(", ").join(words)


def listed(words: Iterable[str]) -> str:
    """Such as "Monday", "Monday and Friday", "Monday, Wednesday and Friday"."""
    *others, last = words
    return _("{others} and {last}").format(others=side_by_side(others), last=last) if others else last


def sentence(clause: str) -> str:
    """A clause that stands alone: "because life changed" is "Because life changed."."""
    return _("{clause}.").format(clause=clause[:1].upper() + clause[1:])


@lru_cache(maxsize=4096)
def _written(value: float, pattern: str, language: Locale) -> str:
    return format_decimal(value, pattern, language)
