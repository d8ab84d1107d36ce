"""The golden events: one CloudEvent per event type and major version, byte for byte as it was first written."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from shared.contracts.envelope import Event
from shared.contracts.events import EventData
from shared.contracts.topics import type_name

GOLDEN = Path(__file__).parent / "golden"


def golden(data: type[EventData]) -> bytes:
    """The golden event of a type, as it stands in a topic."""
    return (GOLDEN / f"{type_name(data)}.json").read_bytes().removesuffix(b"\n")


def read_golden(data: type[EventData]) -> Event[EventData]:
    """The golden event, read by its own model. Raises ValidationError when it cannot be."""
    read: Event[EventData] = Event[data].model_validate_json(golden(data), strict=True)  # type: ignore[valid-type]
    return read


def shortly_after(data: type[EventData]) -> datetime:
    """When the log got the golden event: a second after it happened."""
    return read_golden(data).time + timedelta(seconds=1)
