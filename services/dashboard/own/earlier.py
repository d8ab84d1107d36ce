"""What a participant said before: of their estimates, and that they would like to be contacted; whether that waits.

Told by checkins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from services.dashboard.released import Released, Service
from services.dashboard.story.own_words import Notes
from shared.contracts.codes import EstimateName, Feels

MOST = 50
"""Answers and requests that are read: the newest."""
MOST_NOTES = 2_000


@dataclass(frozen=True, slots=True)
class SaidEarlier:
    """An answer to an estimate, or a request for contact (`estimate` is None), with their own words if any."""

    at: datetime
    estimate: EstimateName | None
    feels: Feels | None
    words: str | None


def said_earlier(released: Released) -> Sequence[SaidEarlier]:
    """Of both kinds, the newest first; what was taken back is left out. Raises ServiceAway, Refused."""
    theirs = f"participants/{released.identity.id}"
    records = [
        record
        for kind in ("score-answer", "contact-request")
        for record in released.items(Service.CHECKINS, f"{theirs}/records", at_most=MOST, kind=kind)
    ]
    has_words = any(record["said"].get("words_note") for record in records)
    notes = released.items(Service.CHECKINS, f"{theirs}/notes", at_most=MOST_NOTES) if has_words else []
    return read_earlier(records, Notes.told(notes))


def waits_since(released: Released) -> datetime | None:
    """Since when their request for contact waits; None when none does. Raises ServiceAway, Refused."""
    told = released.get(Service.CHECKINS, f"participants/{released.identity.id}/waiting-contact-request")
    return datetime.fromisoformat(told["since"]) if "since" in told else None


def read_earlier(records: Sequence[Mapping[str, Any]], notes: Notes) -> Sequence[SaidEarlier]:
    """From the records as checkins tells them."""
    found = [_read(record, notes) for record in records if not record.get("retracted")]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _read(record: Mapping[str, Any], notes: Notes) -> SaidEarlier:
    said = record["said"]
    note = notes.find(said.get("words_note"))
    return SaidEarlier(
        datetime.fromisoformat(record["happened_at"]),
        EstimateName(said["estimate"]) if "estimate" in said else None,
        Feels(said["feels"]) if "feels" in said else None,
        note.words if note else None,
    )
