"""Which of the services that keep people's own words do not answer: what an open page shows of theirs may be missing.

One question for all visitors, at most every KEPT_FOR, and one that costs the service nothing: it is about the
service, and about no person.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

import httpx
import streamlit as st

from services.dashboard.released import Service, addresses_in
from services.dashboard.sources import Sources

ANSWERS_WITHIN = 1.5
"""Seconds that a service may take to say anything."""
KEPT_FOR = timedelta(seconds=5)
KEEPERS = (Service.GOALS, Service.CHECKINS)


@dataclass(slots=True)
class Pulse:
    """Whether one service answers, as it was found at the last look."""

    _answers: bool = True
    _looked_at: datetime | None = None
    _looking: Lock = field(default_factory=Lock)

    def is_felt(self, client: httpx.Client, address: str, now: datetime) -> bool:
        """Asks, unless somebody did lately."""
        with self._looking:
            if self._looked_at is None or now - self._looked_at >= KEPT_FOR:
                self._looked_at, self._answers = now, _answers(client, address)
            return self._answers


def silent(sources: Sources) -> Collection[Service]:
    """Those that do not answer."""
    addresses, now = addresses_in(sources.settings), datetime.now(UTC)
    return {one for one in KEEPERS if not _pulses()[one].is_felt(sources.client, addresses[one], now)}


def is_still_so(missing: Collection[object], silent_now: Collection[Service]) -> bool:
    """What was missing when a page was drawn would be missing now, and nothing else, as far as this can be told."""
    return set(missing) == set(silent_now)


def _answers(client: httpx.Client, address: str) -> bool:
    """Any answer will do. What nobody has is said without the database; health would ask Kafka, and wait for it."""
    try:
        client.head(address, timeout=ANSWERS_WITHIN)
    except httpx.HTTPError:
        return False
    return True


@st.cache_resource(show_spinner=False)
def _pulses() -> dict[Service, Pulse]:
    return {one: Pulse() for one in KEEPERS}
