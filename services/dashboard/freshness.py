"""Whether scoring answers, and when it last did: what a page shows is then as of that moment.

One look for all visitors, at most every KEPT_FOR: it is about the service, and about nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

import httpx
import streamlit as st

from services.dashboard.released import Service, addresses_in
from services.dashboard.sources import Sources

ANSWERS_WITHIN = 2.0
"""Seconds that scoring may take to say how it is."""
KEPT_FOR = timedelta(seconds=5)


@dataclass(slots=True)
class Heartbeat:
    """`answered_at`: when scoring last answered that it is well; None when it never has since this process began."""

    answered_at: datetime | None = None
    _looked_at: datetime | None = None
    _well: bool = False
    _lock: Lock = field(default_factory=Lock)

    def is_well(self, client: httpx.Client, address: str, now: datetime) -> bool:
        """Whether scoring answers and calls itself healthy."""
        with self._lock:
            if self._looked_at is None or now - self._looked_at >= KEPT_FOR:
                self._looked_at, self._well = now, _answers(client, address)
                if self._well:
                    self.answered_at = now
            return self._well


def stale_since(sources: Sources) -> tuple[bool, datetime | None]:
    """Whether what is shown may be behind, and since when if that is known."""
    heartbeat = _heartbeat()
    well = heartbeat.is_well(sources.client, addresses_in(sources.settings)[Service.SCORING], datetime.now(UTC))
    return not well, heartbeat.answered_at


def _answers(client: httpx.Client, address: str) -> bool:
    try:
        return client.get(f"{address}/health", timeout=ANSWERS_WITHIN).is_success
    except httpx.HTTPError:
        return False


@st.cache_resource(show_spinner=False)
def _heartbeat() -> Heartbeat:
    return Heartbeat()
