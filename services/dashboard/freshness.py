"""Whether scoring answers, and when it last did: what a page shows is then as of that moment.

One look for all visitors, at most every KEPT_FOR: it is about the service, and about no person. Scoring answers only
when Kafka has, which takes up to half a second: so nobody waits for it, but where what is known is not good enough.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock, Thread

import httpx
import streamlit as st

from services.dashboard.released import Service, addresses_in
from services.dashboard.sources import Sources

ANSWERS_WITHIN = 1.5
"""Seconds that scoring may take to say how it is."""
KEPT_FOR = timedelta(seconds=5)
PATIENCE = timedelta(seconds=20)
"""So long without an answer is a busy moment; after that what is shown may be behind."""


def in_background(look: Callable[[], None]) -> None:
    """Run it while the page goes on."""
    Thread(target=look, name="heartbeat", daemon=True).start()


@dataclass(slots=True)
class Heartbeat:
    """`answered_at`: when scoring last answered that it is well; None when it never has since this process began."""

    aside: Callable[[Callable[[], None]], None] = in_background
    answered_at: datetime | None = None
    _looked_at: datetime | None = None
    _looking: Lock = field(default_factory=Lock)

    def is_behind(self, client: httpx.Client, address: str, now: datetime) -> bool:
        """Whether scoring has not answered, or not called itself healthy, for longer than PATIENCE.

        Waits for an answer only where it would say yes otherwise.
        """
        if self._is_silent(now):
            self._look(client, address, now)
        elif not self._looked_lately(now):
            self.aside(lambda: self._look(client, address, now))
        return self._is_silent(now)

    def _is_silent(self, now: datetime) -> bool:
        return self.answered_at is None or now - self.answered_at > PATIENCE

    def _looked_lately(self, now: datetime) -> bool:
        return self._looked_at is not None and now - self._looked_at < KEPT_FOR

    def _look(self, client: httpx.Client, address: str, now: datetime) -> None:
        """Asks, unless somebody else did while this waited."""
        with self._looking:
            if not self._looked_lately(now):
                self._looked_at = now
                if _answers(client, address):
                    self.answered_at = now


def behind_since(sources: Sources) -> tuple[bool, datetime | None]:
    """Whether what is shown may be behind, and since when if that is known."""
    heartbeat = _heartbeat()
    address = addresses_in(sources.settings)[Service.SCORING]
    return heartbeat.is_behind(sources.client, address, datetime.now(UTC)), heartbeat.answered_at


def _answers(client: httpx.Client, address: str) -> bool:
    try:
        return client.get(f"{address}/health", timeout=ANSWERS_WITHIN).is_success
    except httpx.HTTPError:
        return False


@st.cache_resource(show_spinner=False)
def _heartbeat() -> Heartbeat:
    return Heartbeat()
