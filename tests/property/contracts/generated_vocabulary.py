"""Whatever fits the vocabulary: identifiers, scales, days, moments, plans, targets."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from hypothesis import strategies as st

from shared.contracts.codes import Weekday
from shared.contracts.events import Target
from shared.contracts.vocabulary import Period

_LOWER = "abcdefghijklmnopqrstuvwxyz0123456789"


def _one_then(first: str, then: str, at_most: int) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(first), st.text(then, max_size=at_most - 1)).map("".join)


slugs = _one_then(_LOWER, _LOWER + "-", 63)
ids = _one_then(_LOWER + _LOWER.upper(), _LOWER + _LOWER.upper() + "._:-", 128)
some_id = st.none() | ids
rulers = st.integers(0, 10)
some_ruler = st.none() | rulers
difficulties = st.floats(0, 10)
amounts = st.floats(0, 1e9)
counts = st.integers(0, 1_000)
ordinals = st.integers(1, 2**31 - 1)
later_versions = st.integers(2, 2**31 - 1)
every_days = st.integers(1, 365)
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
zones = st.integers(-24 * 60 + 1, 24 * 60 - 1).map(lambda minutes: timezone(timedelta(minutes=minutes)))
moments: st.SearchStrategy[datetime] = st.datetimes(
    datetime(1, 1, 3),  # noqa: DTZ001  # `timezones` gives them their zone
    datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=zones,
)
zone_names = st.from_regex(r"[A-Za-z][A-Za-z0-9_+-]{0,20}(/[A-Za-z0-9_+-]{1,20}){0,2}", fullmatch=True)
weekdays = st.lists(st.sampled_from(Weekday), min_size=1, max_size=7).map(tuple)
targets = st.builds(
    Target,
    measure=slugs,
    at_least=amounts,
    at_most=st.none() | amounts,
    per=st.sampled_from(Period),
)
