"""How far a service is, for whoever runs the platform: what it answers at `GET /figures`.

Numbers and codes only: nothing of a message, and nobody's id. Ages are seconds by the service's own clock, so that
whoever reads them needs no clock in common with it.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class ConsumerFigures(_Frozen):
    """A consumer of this instance. `waiting`: messages in its partitions that are not committed, None while Kafka
    does not say. `since_batch`: seconds since the last batch was done, or since it began to read; None: not reading.
    """

    name: str
    partitions: int
    waiting: int | None
    since_batch: float | None


class OutboxFigures(_Frozen):
    """For how many records all instances together have yet to publish something, None while MongoDB does not say."""

    name: str
    waiting: int | None


class DeadLetterFigures(_Frozen):
    """Messages that nobody could read and this instance put aside since it started, by the code of the reason."""

    reason: str
    published: int
    since_newest: float


class ProjectionFigures(_Frozen):
    """`newest_event`: when that happened which was taken into the journal last; None before the first."""

    newest_event: datetime | None


class ServiceFigures(_Frozen):
    """All of one instance. A service without consumers or projections says nothing about them."""

    consumers: tuple[ConsumerFigures, ...] = ()
    outboxes: tuple[OutboxFigures, ...] = ()
    dead_letters: tuple[DeadLetterFigures, ...] = ()
    projections: ProjectionFigures | None = None
