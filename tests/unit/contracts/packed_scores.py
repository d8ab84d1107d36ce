"""A document of `participants`, packed by hand as the read model describes it, and changed field by field."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from struct import pack
from typing import Any

from shared.contracts.estimates import Belief, Covariance

AT = datetime(2026, 3, 20, 12, 0, 0, 1, UTC)
"""The time of the newest event."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Readiness 5 + 1 and self-efficacy 6 - 2; variances .25 - .2 + .36 = .41 and .49 - .4 + .16 = .25.
COVARIANCE: Covariance = (0.25, -0.1, 0.0, 0.0, 0.36, 0.0, 0.0, 0.49, -0.2, 0.16)
BELIEF = Belief((5.0, 1.0, 6.0, -2.0), COVARIANCE)

PRIOR_PART = (0, 4.5, 0.0, 6.0, 0.0)
RULER_PART = (1, 0.5, 0.75, 0.25, -0.5)
SETBACK_PART = (7, 0.0, 0.25, -0.25, -1.5)
"""(category, its share of mR, dR, mS, dS); together they are the mean of BELIEF."""


def us(moment: datetime) -> int:
    """Microseconds since 1970."""
    return round((moment - EPOCH) / timedelta(microseconds=1))


def packed_belief(at: datetime, belief: Belief) -> bytes:
    """Little-endian: the time, four means, ten covariances."""
    return pack("<q14d", us(at), *belief.mean, *belief.covariance)


def packed_trail(at: datetime, belief: Belief) -> bytes:
    """In single precision, and of the covariance only what stands within one estimate."""
    a, b, _, _, e, _, _, j, k, n = belief.covariance
    return pack("<q10f", us(at), *belief.mean, a, b, e, j, k, n)


def packed_id(event_id: str) -> bytes:
    """An id behind its length."""
    return bytes((len(event_id),)) + event_id.encode()


def ago(**span: float) -> datetime:
    """So long before the newest event."""
    return AT - timedelta(**span)


def document(**changes: Any) -> dict[str, Any]:
    """One participant who was heard just now, with nothing that asks for attention."""
    return {
        "_id": "harbour-care/p-7f3a9c20",
        "site": "riverside",
        "program": "walking-12-weeks",
        "enrolled_us": us(ago(days=30)),
        "status": "enrolled",
        "events": 12,
        "heard_us": us(AT),
        "heard_readiness_us": us(ago(days=2)),
        "heard_self_efficacy_us": us(AT),
        "belief": packed_belief(AT, BELIEF),
        "parts": b"".join(pack("<B4d", *part) for part in (PRIOR_PART, RULER_PART, SETBACK_PART)),
        "trail": packed_trail(AT, BELIEF),
        "moves": pack("<qB2f", us(ago(days=2)), 1, 0.25, -0.5) + pack("<qB2f", us(AT), 7, 0.0, -0.4),
        "moved_by": packed_id("event-1") + packed_id("event-2"),
        "silent_from_us": us(AT + timedelta(days=7)),
        "asked_us": None,
        "agreement_us": None,
        "open_setbacks": [],
        "small_win_us": None,
        "review_on": None,
        "stage": "action",
        "first_stage": "contemplation",
        "attainment": 53.5,
        "tries": [3, 2, 1],
        "attention": [],
        "looked_us": us(AT),
        **changes,
    }
