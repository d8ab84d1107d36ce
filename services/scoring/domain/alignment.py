"""Which of the messages read so far may be folded now.

With one topic per event type a backlog arrives out of order: the sparse topics run ahead. A late event costs a
refold, so the lanes (topic, partition) of one partition number are merged by event time, and an event waits while
a lane that still has a backlog could bring an earlier one. Only the cost of a catch-up depends on this, never the
result: a lane without a backlog is never waited for, and where nothing could go on for `patience`, all goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Lane(NamedTuple):
    """One partition of one topic."""

    topic: str
    partition: int


@dataclass(slots=True)
class _Queue(Generic[T]):
    waiting: deque[tuple[int, T]] = field(default_factory=deque)
    seen_us: int = 0
    """The newest event time read from the lane so far; a message waits under it, so a lane stays in its order."""


class Alignment(Generic[T]):
    """Messages that were read and not yet released, by lane, in the order of their lane.

    at_most: how many a lane may hold before it is `crowded` and reading it should pause; in_all: the same for all
    lanes together, in equal shares for each partition; a partition with its share is read only from lanes of which
    nothing is held (it is they who are waited for).
    patience: seconds that a partition stands still at the most, waiting for a lane that brings nothing. Times of
    events are microseconds; `now` is any steady clock in seconds.
    """

    def __init__(self, *, at_most: int, in_all: int, patience: float) -> None:
        self._at_most = at_most
        self._in_all = in_all
        self._patience = patience
        self._partitions: dict[int, dict[Lane, _Queue[T]]] = {}
        self._waiting_since: dict[int, float] = {}

    def assign(self, lanes: Collection[Lane]) -> None:
        """These lanes are read here from now on, others no more; what was waiting is forgotten."""
        self._partitions = {lane.partition: {} for lane in sorted(lanes, key=lambda lane: lane.partition)}
        for lane in lanes:
            self._partitions[lane.partition][lane] = _Queue()
        self._waiting_since.clear()

    def offer(self, lane: Lane, messages: Iterable[tuple[int | None, T]]) -> None:
        """Messages just read from a lane, in its order, each with its event's time (None: unreadable, no time)."""
        queue = self._partitions.get(lane.partition, {}).get(lane)
        if queue is None:
            return  # revoked meanwhile: whoever holds the lane now reads them
        for us, message in messages:
            queue.seen_us = max(queue.seen_us, us or 0)
            queue.waiting.append((queue.seen_us, message))

    def crowded(self) -> frozenset[Lane]:
        """Lanes that hold enough: pause reading them."""
        return frozenset(self._holding(self._at_most, self._in_all))

    def spacious(self) -> frozenset[Lane]:
        """Lanes that hold nothing, or half of that at the most: resume reading them."""
        still_crowded = set(self._holding(self._at_most // 2 + 1, self._in_all // 2 + 1))
        return frozenset(lane for lanes in self._partitions.values() for lane in lanes if lane not in still_crowded)

    def waiting(self) -> int:
        """How many messages are held."""
        return sum(len(queue.waiting) for lanes in self._partitions.values() for queue in lanes.values())

    def release(self, limit: int, behind: Collection[Lane], now: float, *, hand: int = 0, hands: int = 1) -> list[T]:
        """At most `limit` messages that need not wait, partition by partition, each partition merged by time.

        With several hands, each gets partitions of its own.

        behind: lanes whose topic has messages that were not read yet. A lane's messages leave in its order, and
        partitions take turns: the backlog of one does not hold up another.
        """
        released: list[T] = []
        for partition in tuple(self._partitions):
            if len(released) >= limit:
                break
            if partition % hands != hand:
                continue
            lanes = self._partitions[partition] = self._partitions.pop(partition)  # now the last in turn
            released += self._from(partition, lanes, limit - len(released), behind, now)
        return released

    def _from(
        self, partition: int, lanes: Mapping[Lane, _Queue[T]], limit: int, behind: Collection[Lane], now: float
    ) -> list[T]:
        if not any(queue.waiting for queue in lanes.values()):
            self._waiting_since.pop(partition, None)
            return []
        # A lane that is behind may still bring events from where it has got to.
        horizon = min((queue.seen_us for lane, queue in lanes.items() if lane in behind), default=None)
        if now - self._waiting_since.setdefault(partition, now) >= self._patience:
            horizon = None
        ready = [
            (us, message, queue)
            for queue in lanes.values()
            for us, message in takewhile(
                lambda held: horizon is None or held[0] <= horizon, islice(queue.waiting, limit)
            )
        ]
        ready.sort(key=itemgetter(0))
        for _, _, queue in ready[:limit]:
            queue.waiting.popleft()
        if ready:
            self._waiting_since[partition] = now
        return [message for _, message, _ in ready[:limit]]

    def _holding(self, at_least: int, in_all: int) -> Iterator[Lane]:
        """Lanes that hold so many, or that hold any while their partition holds its share."""
        share = in_all / max(len(self._partitions), 1)
        for lanes in self._partitions.values():
            full = sum(len(queue.waiting) for queue in lanes.values()) >= share
            for lane, queue in lanes.items():
                if queue.waiting and (full or len(queue.waiting) >= at_least):
                    yield lane
