"""Hand-made answers of scoring's GET estimates, for the tests of what a page makes of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from services.dashboard.history import Change, Point, read_history

NOW = datetime(2026, 3, 20, 9, 0, tzinfo=UTC)


def band(value: float, half: float = 1.0) -> dict[str, float]:
    return {"value": value, "low": value - half, "high": value + half}


def point(days_ago: float, confidence: float | None = 5.0, readiness: float | None = 6.0) -> dict[str, Any]:
    return {
        "at": (NOW - timedelta(days=days_ago)).isoformat(),
        "readiness": None if readiness is None else band(readiness),
        "self_efficacy": None if confidence is None else band(confidence),
    }


def points(*confidence: float | None) -> Sequence[Point]:
    """One a day, the last one now."""
    days = [point(len(confidence) - 1 - n, value) for n, value in enumerate(confidence)]
    return read_history({"points": days}, UTC).points


def change(since: float, by_category: Mapping[str, float], settling: float = 0.0) -> Change:
    """It ends where its parts lead."""
    return Change(since, since + sum(by_category.values()) + settling, by_category, settling)


ANSWER: Mapping[str, Any] = {
    "heard_at": "2026-03-19T09:00:00+00:00",
    "points": [point(2), point(1, None), point(0)],
    "window": {
        "since": "2026-03-06T00:00:00+00:00",
        "until": "2026-03-20T09:00:00+00:00",
        "readiness": {"from": 6.0, "to": 6.5, "by_category": {"ruler": 0.7}, "settling": -0.2},
        "self_efficacy": {"from": 5.0, "to": 5.4, "by_category": {"step": 0.4}, "settling": 0.0},
        "moves": [
            {
                "event_id": "e-1",
                "type": "care.step-completed.v1",
                "at": "2026-03-18T23:30:00+00:00",
                "category": "step",
                "readiness": 0.0,
                "self_efficacy": 0.4,
            }
        ],
    },
    "rulers": [
        {"event_id": "e-2", "at": "2026-03-17T09:00:00+00:00", "kind": "confidence", "value": 6, "goal_id": "g-1"}
    ],
    "talk": [{"event_id": "e-3", "at": "2026-03-16T09:00:00+00:00", "change": 5, "sustain": 2}],
}
"""As scoring answers, with everything in it."""
