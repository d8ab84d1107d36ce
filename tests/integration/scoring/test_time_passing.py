"""What only time brings about: found by the due date of a projection, without any event."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.scoring.domain.attention import look
from services.scoring.domain.packing import pack_look
from services.scoring.looking import AT_MOST, Looked, Looker
from services.scoring.projector import Projector, entry
from services.scoring.store import ScoringStore
from shared.contracts.attention import REASONS
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import CareEvent
from shared.contracts.read_models import PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect
from tests.unit.scoring.care import checked_in, course_of, enrolled, said, us

Scores = BlockingDatabase[Document]
NO_WORD = REASONS.index(AttentionReason.NO_WORD)


def quiet(who: str) -> list[CareEvent]:
    return [said(enrolled(silent_after_days=7), who=who), said(checked_in(), 1.0, who=who)]


@asynccontextmanager
async def stored(space: Settings, events: list[CareEvent]) -> AsyncIterator[ScoringStore]:
    """A store in which these events were folded on day one."""
    async with connect(space.mongo, space.database_of(SCORING)) as database:
        store = ScoringStore(database, space, instance="one")
        projector = Projector(store, clock_us=lambda: us(1.0))
        await projector.apply([entry(event, event.to_json()) for event in events])
        yield store


async def test_silence_raises_a_reason_without_any_event_and_looking_again_finds_the_same(
    space: Settings, database: Scores
) -> None:
    async with stored(space, quiet("robin")) as store:
        assert await Looker(store, clock_us=lambda: us(7.9)).round() == 0
        later = Looker(store, clock_us=lambda: us(8.0))
        assert (await later.round(), await later.round()) == (1, 0)
    document = database[PARTICIPANTS].find_one({})
    assert document is not None
    assert document["attention"] == [{"reason": NO_WORD, "us": us(8.0)}]
    assert (document["reason"], document["reason_us"], document["due_us"]) == (NO_WORD, us(8.0), None)


async def test_more_than_one_round_takes_the_longest_due_first(space: Settings, database: Scores) -> None:
    people = [f"p{number}" for number in range(AT_MOST + 1)]
    async with stored(space, [event for who in people for event in quiet(who)]) as store:
        looker = Looker(store, clock_us=lambda: us(8.0))
        assert [await looker.round() for _ in range(3)] == [AT_MOST, 1, 0]
    assert database[PARTICIPANTS].count_documents({"reason": NO_WORD}) == len(people)


async def test_an_event_that_comes_between_looking_and_writing_wins(space: Settings, database: Scores) -> None:
    events = quiet("robin")
    async with stored(space, events) as store:
        (subject, before), *_ = (await store.due(us(8.0), AT_MOST)).items()
        word = said(checked_in(), 8.0, key="word")
        await Projector(store, clock_us=lambda: us(8.0)).apply([entry(word, word.to_json())])
        await store.looked([Looked(subject, before.course.events, look(before.course, us(8.0)))])
    document = database[PARTICIPANTS].find_one({})
    assert document is not None
    found = pack_look(look(course_of([*events, word]), us(8.0)))
    assert {name: document[name] for name in found} == found
