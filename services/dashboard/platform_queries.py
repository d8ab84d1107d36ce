"""How each service is, as it says itself: all are asked at once, none is waited for long, and no topic is read.

A service that does not answer was seen before, or never since this process looks: so much is remembered, and nothing
else is.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Any, Final

import httpx
from pydantic import ValidationError

from services.dashboard.released import Service
from shared.contracts.figures import ServiceFigures

ANSWERS_WITHIN: Final = 3.0
"""Seconds for one answer; a service's own checks take 2 at the most."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says of itself: its checks by name, "ok" or a sentence for operators, and its figures."""

    checks: Mapping[str, str]
    figures: ServiceFigures

    @property
    def is_well(self) -> bool:
        """Every check is."""
        return all(said == "ok" for said in self.checks.values())


@dataclass(frozen=True, slots=True)
class Seen:
    """A service at one look. Without an answer, `away_since` is when it was first found away after it last answered,
    and `answered_at` when that was; None if it never did while this process looked.
    """

    service: Service
    answer: Answer | None
    away_since: datetime | None = None
    answered_at: datetime | None = None


@dataclass
class Watch:
    """Looks at the services, and remembers for each since when it is away. Safe to share between sessions."""

    _answered: dict[Service, datetime] = field(default_factory=dict)
    _away: dict[Service, datetime] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def look(self, client: httpx.Client, addresses: Mapping[Service, str], now: datetime) -> tuple[Seen, ...]:
        """Each service now, in the order of `addresses`. Takes twice ANSWERS_WITHIN at the most; does not raise."""
        with ThreadPoolExecutor(max_workers=len(addresses)) as asking:
            answers = dict(zip(addresses, asking.map(lambda url: _ask(client, url), addresses.values()), strict=True))
        with self._lock:
            return tuple(self._noted(service, answer, now) for service, answer in answers.items())

    def _noted(self, service: Service, answer: Answer | None, now: datetime) -> Seen:
        if answer is not None:
            self._answered[service] = now
            self._away.pop(service, None)
            return Seen(service, answer)
        return Seen(service, None, self._away.setdefault(service, now), self._answered.get(service))


def _ask(client: httpx.Client, url: str) -> Answer | None:
    """None unless both answers are what they should be: something else may listen there.

    One after the other: asked at once, a service would ask Kafka twice at once, and take longer for both.
    """
    health = _json(client, f"{url}/health")
    try:
        checks = {str(name): str(said) for name, said in health["checks"].items()}
        return Answer(checks, ServiceFigures.model_validate(_json(client, f"{url}/figures")))
    except (TypeError, KeyError, AttributeError, ValidationError):
        return None


def _json(client: httpx.Client, url: str) -> Any:
    """What is answered, whatever the status: 503 comes with the checks. None when nothing readable is."""
    try:
        return client.get(url, timeout=ANSWERS_WITHIN).json()
    except (httpx.HTTPError, ValueError):
        return None
