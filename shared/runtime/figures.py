"""Figures: what a service measures of itself when an operator asks. Measuring may be slow, and does not raise."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TypeAlias, assert_never

from shared.contracts.figures import (
    ConsumerFigures,
    DeadLetterFigures,
    OutboxFigures,
    ProjectionFigures,
    ServiceFigures,
)

MOST_COUNTED = 10_000
"""Of what waits in an outbox: counting further says nothing new and costs the database."""

Part: TypeAlias = ConsumerFigures | OutboxFigures | DeadLetterFigures | ProjectionFigures
Measure: TypeAlias = Callable[[], Awaitable[Sequence[Part]]]
"""Answers within a second or two; what cannot be told is None or left out."""


async def measured(measures: Sequence[Measure]) -> ServiceFigures:
    """All measures, taken at once."""
    consumers: list[ConsumerFigures] = []
    outboxes: list[OutboxFigures] = []
    dead_letters: list[DeadLetterFigures] = []
    projections: ProjectionFigures | None = None
    for parts in await asyncio.gather(*(measure() for measure in measures)):
        for part in parts:
            match part:
                case ConsumerFigures():
                    consumers.append(part)
                case OutboxFigures():
                    outboxes.append(part)
                case DeadLetterFigures():
                    dead_letters.append(part)
                case ProjectionFigures():
                    projections = part
                case _:
                    assert_never(part)
    return ServiceFigures(
        consumers=tuple(consumers),
        outboxes=tuple(outboxes),
        dead_letters=tuple(dead_letters),
        projections=projections,
    )


class PutAside:
    """Counts the dead letters of one instance since it started, by reason. `clock` in seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._of_reason: dict[str, tuple[int, float]] = {}

    def add(self, reasons: Iterable[str]) -> None:
        """These were published just now."""
        for reason in reasons:
            count, _ = self._of_reason.get(reason, (0, 0.0))
            self._of_reason[reason] = (count + 1, self._clock())

    async def measure(self) -> Sequence[DeadLetterFigures]:
        """The newest reason first."""
        now = self._clock()
        found = [
            DeadLetterFigures(reason=reason, published=count, since_newest=now - newest)
            for reason, (count, newest) in self._of_reason.items()
        ]
        return sorted(found, key=lambda one: (one.since_newest, one.reason))
