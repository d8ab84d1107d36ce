"""Histories are folded from the whole journal or not at all, and beside everything else that goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from services.scoring.domain.course import Course
from services.scoring.domain.refusals import LONGEST_JOURNEY, journey_too_long, unknown_participant
from services.scoring.domain.retelling import History
from services.scoring.domain.sharing import EVERY_TYPE
from services.scoring.histories import Histories
from services.scoring.refolding import Position
from shared.contracts.callers import SYSTEM, Caller
from shared.contracts.events import CareData
from shared.contracts.problems import Problem
from tests.unit.scoring.care import at, confident, said


class EverybodySeesAll:
    """Lets all callers in."""

    async def seen_by(self, caller: Caller, organization: str, participant_id: str) -> frozenset[type[CareData]]:
        return EVERY_TYPE


class LongJournal:
    """A journal that says how long it is, and how often it was read."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.read = 0
        self.ticks = 0

    async def journal_length(self, subject: str, until: Position | None) -> int:
        return self.length

    async def journal_after(self, subject: str, after: Position | None) -> Sequence[bytes]:
        self.read += 1
        return [said(confident(number % 10), number / 50, key=str(number)).to_json() for number in range(self.length)]

    async def retracted(self, subject: str) -> frozenset[str]:
        return frozenset()

    async def standing(self, subject: str, event_ids: Iterable[str]) -> Sequence[Position]:
        return ()

    async def checkpoints(self, subject: str) -> Sequence[Course]:
        return ()

    async def tick(self) -> None:
        """Count the turns that others get."""
        while True:
            await asyncio.sleep(0)
            self.ticks += 1


def asked(journal: LongJournal) -> History | Problem:
    histories = Histories(journal, EverybodySeesAll(), lambda: at(60.0))
    return asyncio.run(histories.of(SYSTEM, "shore", "robin", 84, None))


def test_a_journey_that_is_too_long_is_refused_unread() -> None:
    journal = LongJournal(LONGEST_JOURNEY + 1)
    assert (asked(journal), journal.read) == (journey_too_long(), 0)


def test_a_journal_without_an_event_is_nobodys() -> None:
    assert asked(LongJournal(0)) == unknown_participant("robin")


def test_the_window_is_the_last_two_weeks_unless_told_otherwise() -> None:
    history = asked(LongJournal(3_000))
    assert isinstance(history, History)
    assert history.moves[-1].event.time < history.moves[0].event.time < at(60.0)
    assert history.since_us // 1_000_000 == int(at(46.0).replace(hour=0, minute=0).timestamp())


async def test_others_have_their_turn_while_a_journal_is_folded() -> None:
    journal = LongJournal(3_000)
    ticking = asyncio.create_task(journal.tick())
    await Histories(journal, EverybodySeesAll(), lambda: at(60.0)).of(SYSTEM, "shore", "robin", 84, None)
    ticking.cancel()
    assert journal.ticks > 10
