"""The golden events: one CloudEvent per event type and major version, byte for byte as it is written."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from shared.contracts.envelope import Event
from shared.contracts.events import EventData
from shared.contracts.topics import type_name

D = TypeVar("D", bound=EventData)

GOLDEN = Path(__file__).parent / "golden"
AS_FIRST_WRITTEN = GOLDEN / "as-first-written"
"""Of types that got fields in a later minor version: the golden event from before, which readers must still take."""


def golden(data: type[EventData], folder: Path = GOLDEN) -> bytes:
    """The golden event of a type, as it stands in a topic."""
    return (folder / f"{type_name(data)}.json").read_bytes().removesuffix(b"\n")


def read_golden(data: type[D], folder: Path = GOLDEN) -> Event[D]:
    """The golden event, read by its own model. Raises ValidationError when it cannot be."""
    value = golden(data, folder)
    read: Event[D] = Event[data].model_validate_json(value, strict=True)  # type: ignore[valid-type]  # one per type
    return read


def shortly_after(data: type[EventData]) -> datetime:
    """When the log got the golden event: a second after it happened."""
    return read_golden(data).time + timedelta(seconds=1)
