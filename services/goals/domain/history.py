"""Histories: each state of an aggregate follows from the events before it, along its lifecycle and no other way."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from shared.contracts.envelope import Event
from shared.contracts.events import EventData

St = TypeVar("St", bound=StrEnum)
Transitions = Mapping[tuple[St | None, type[EventData]], St]
"""From a status (None: not there yet) with a fact to the next status. What is not in it cannot happen."""


class BrokenHistory(Exception):
    """An event that cannot follow on a state: events were lost, mixed up or invented. The message has its id."""


def status_after(lifecycle: Transitions[St], status: St | None, event: Event[Any]) -> St:
    """The status that the event leads to. Raises BrokenHistory when it leads nowhere from here."""
    after = lifecycle.get((status, type(event.data)))
    if after is None:
        raise BrokenHistory(event.id)
    return after
