"""Estimates over time, for those who may see them: the participant's journal is folded anew for each who asks.

It is folded in a thread, and for a few readers at a time: the batch loop goes on meanwhile.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from services.scoring.domain.refusals import LONGEST_JOURNEY, journey_too_long, unknown_participant
from services.scoring.domain.retelling import Asked, History, retold
from services.scoring.refolding import Journal
from shared.contracts.callers import Caller
from shared.contracts.envelope import microseconds, read_journaled
from shared.contracts.events import CareData
from shared.contracts.problems import Problem
from shared.contracts.topics import subject_of

AT_ONCE = 2
"""Journals in memory for readers at a time, at most about 100 MB each; who asks meanwhile waits."""
WINDOW = timedelta(days=14)
"""How far "why did it move" looks back unless told otherwise: as far as a trend does."""


class Admitting(Protocol):
    """Knows who may see what."""

    async def seen_by(
        self, caller: Caller, organization: str, participant_id: str
    ) -> frozenset[type[CareData]] | Problem:
        """The types of events that the caller sees of the participant, or why none. May raise StoreAway."""


class Histories:
    """Tells histories. `now`: the time, aware."""

    def __init__(self, journal: Journal, admission: Admitting, now: Callable[[], datetime]) -> None:
        self._journal = journal
        self._admission = admission
        self._now = now
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def of(
        self, caller: Caller, organization: str, participant_id: str, days: int, since: date | None
    ) -> History | Problem:
        """The history of a participant, as the caller may see it; `since` begins a day in UTC. Raises StoreAway."""
        seen = await self._admission.seen_by(caller, organization, participant_id)
        if isinstance(seen, Problem):
            return seen
        subject = subject_of(organization, participant_id)
        if await self._journal.journal_length(subject, None) > LONGEST_JOURNEY:
            return journey_too_long()
        now = self._now()
        since_us = microseconds(datetime.combine(since or (now - WINDOW).date(), time(), UTC))
        asked = Asked(microseconds(now), days, since_us, seen)
        async with self._turns:
            journaled = await self._journal.journal_after(subject, None)
            history = await asyncio.to_thread(_retold, journaled, asked)
        return history or unknown_participant(participant_id)


def _retold(journaled: Sequence[bytes], asked: Asked) -> History | None:
    return retold([read_journaled(raw) for raw in journaled], asked)
