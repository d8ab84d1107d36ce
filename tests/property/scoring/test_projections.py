"""A participant's projection is a function of the *set* of their events.

Whatever the order, the batches, the repeats, the workers that share the work, and wherever one of them ends: the
documents are the bytes that one fold from scratch makes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.scoring import projector as projecting
from services.scoring.projector import Entry, Position, Projector, entry
from shared.contracts.envelope import CareEvent
from shared.runtime.errors import StoreAway
from tests.property.scoring.generated_courses import batches, deliveries, folded_from_scratch, happenings
from tests.property.scoring.memory_store import Crash, MemoryStore, Moments
from tests.unit.scoring.care import confident, done, said
from tests.unit.scoring.care_plan import taken_back

thorough = settings(max_examples=120, deadline=None)
pauses = st.lists(st.integers(0, 3), min_size=1, max_size=12)
strikes = st.dictionaries(st.integers(0, 120), st.sampled_from([StoreAway, Crash]), max_size=5)


@pytest.fixture(scope="module", autouse=True)
def _short_courses_have_checkpoints_too() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as small:
        small.setattr(projecting, "CHECKPOINT_EVERY", 3)
        yield


async def worker(store: MemoryStore, delivered: Sequence[Sequence[Entry]], *, remembered: int = 100) -> list[Entry]:
    """Applies the batches one after the other, each until it is done; what it was told to fold by nobody."""
    projector = Projector(store, remembered=remembered)
    reused: list[Entry] = []
    for batch in delivered:
        while True:
            try:
                reused += await projector.apply(batch)
                break
            except StoreAway:
                continue
            except Crash:
                projector = Projector(store, remembered=remembered)
    return reused


async def workers(store: MemoryStore, *each: Sequence[Sequence[Entry]]) -> list[Entry]:
    """Several of them side by side; returns when also everything that a dead one had under way is over."""
    reused = await asyncio.gather(*(worker(store, delivered) for delivered in each))
    under_way = asyncio.all_tasks() - {asyncio.current_task()}
    await asyncio.gather(*under_way, return_exceptions=True)
    return [one for some in reused for one in some]


@thorough
@given(st.data(), happenings())
def test_any_order_duplication_and_batching_gives_the_same_bytes(
    data: st.DataObject, events: list[CareEvent]
) -> None:
    store = MemoryStore()
    reused = asyncio.run(worker(store, data.draw(deliveries(events)), remembered=data.draw(st.integers(0, 3))))
    assert reused == []
    assert store.documents() == folded_from_scratch(events)


@thorough
@given(st.data(), happenings(), pauses, strikes, st.booleans())
def test_a_lost_server_or_a_crash_at_any_moment_changes_nothing(
    data: st.DataObject,
    events: list[CareEvent],
    turns: list[int],
    struck: dict[int, type[Exception]],
    names_all: bool,
) -> None:
    store = MemoryStore(Moments(turns, struck), names_all_when_lost=names_all)
    reused = asyncio.run(workers(store, data.draw(deliveries(events))))
    assert reused == []
    assert store.documents() == folded_from_scratch(events)


@thorough
@given(st.data(), happenings(), pauses, strikes, st.booleans())
def test_two_workers_who_hold_the_same_participants_for_a_while_change_nothing(
    data: st.DataObject,
    events: list[CareEvent],
    turns: list[int],
    struck: dict[int, type[Exception]],
    names_all: bool,
) -> None:
    store = MemoryStore(Moments(turns, struck), names_all_when_lost=names_all)
    one = data.draw(deliveries(events))
    other = data.draw(deliveries(data.draw(st.permutations(events))[: len(events) // 2 + 1]))
    reused = asyncio.run(workers(store, one, other))
    assert reused == []
    assert store.documents() == folded_from_scratch(events)


@thorough
@given(st.data(), happenings(), pauses)
def test_two_workers_who_share_the_events_lose_none(
    data: st.DataObject, events: list[CareEvent], turns: list[int]
) -> None:
    store = MemoryStore(Moments(turns))
    order = [entry(event, event.to_json()) for event in data.draw(st.permutations(events))]
    cut = data.draw(st.integers(0, len(order)))
    halves = [data.draw(batches(half)) for half in (order[:cut], order[cut:])]
    asyncio.run(workers(store, *halves))
    assert store.documents() == folded_from_scratch(events)


def _with_other_content(one: CareEvent, other: CareEvent) -> Entry:
    """The id of `one` on what happened in `other`."""
    taken = other.model_copy(update={"id": one.id})
    return entry(taken, taken.to_json())


@thorough
@given(st.data(), happenings(12), pauses, strikes)
def test_an_id_that_comes_again_with_other_content_is_named_and_the_first_one_stays(
    data: st.DataObject, events: list[CareEvent], turns: list[int], struck: dict[int, type[Exception]]
) -> None:
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(events), st.sampled_from(events)), min_size=1, max_size=6))
    taken = [_with_other_content(one, other) for one, other in pairs]
    order = data.draw(st.permutations([*(entry(event, event.to_json()) for event in events), *taken]))
    store = MemoryStore(Moments(turns, struck))
    reused = asyncio.run(workers(store, data.draw(batches(order))))

    first: dict[str, Entry] = {}
    for one in order:
        first.setdefault(one.event.id, one)
    assert store.journaled_bytes() == {event_id: one.raw for event_id, one in first.items()}
    assert store.documents() == folded_from_scratch(one.event for one in first.values())
    others = {one.raw for one in order if one.raw != first[one.event.id].raw}
    assert {one.raw for one in reused} == others


@thorough
@given(st.data(), happenings(12), pauses, strikes)
def test_whoever_was_first_is_never_named_as_the_other_when_it_comes_again(
    data: st.DataObject, events: list[CareEvent], turns: list[int], struck: dict[int, type[Exception]]
) -> None:
    originals = [entry(event, event.to_json()) for event in events]
    taken = [_with_other_content(one, other) for one, other in pairwise(events)]
    store = MemoryStore(Moments(turns, struck))
    later = data.draw(batches(data.draw(st.permutations([*originals, *taken]))))
    reused = asyncio.run(workers(store, [originals, *later]))
    assert {one.raw for one in reused} == {one.raw for one in taken} - {one.raw for one in originals}
    assert store.documents() == folded_from_scratch(events)


class JournaledMeanwhile(MemoryStore):
    """Another worker journals something at the very moment between two reads of the journal."""

    meanwhile: Sequence[Entry] = ()

    async def journal_after(self, subject: str, after: Position | None) -> Sequence[bytes]:
        entries, self.meanwhile = self.meanwhile, ()
        await self.journal(entries)
        return await super().journal_after(subject, after)


@pytest.mark.parametrize("before", [1, 5])
def test_a_retraction_that_another_worker_journals_during_a_refold_is_not_overlooked(before: int) -> None:
    events = [said(confident(day), float(day), key=f"{day}") for day in range(1, before + 1)]
    retraction, late = said(taken_back(events[0]), 8.0), said(done(), 0.5)
    store = JournaledMeanwhile()

    async def both() -> None:
        one = Projector(store)
        await one.apply([entry(event, event.to_json()) for event in events])
        taking_back = entry(retraction, retraction.to_json())
        store.meanwhile = [taking_back]
        await one.apply([entry(late, late.to_json())])
        await Projector(store).apply([taking_back])

    asyncio.run(both())
    assert store.documents() == folded_from_scratch([*events, retraction, late])
