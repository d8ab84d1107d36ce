"""Any order, duplication and split into batches of the same events gives the same view."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from aiokafka import TopicPartition
from hypothesis import given
from hypothesis import strategies as st

from services.checkins.domain.known import Learned, Name, learned_from, newest
from services.checkins.view import ViewReader
from shared.contracts.envelope import CareEvent
from shared.runtime.publisher import Outgoing
from shared.runtime.settings import Settings
from tests.unit.checkins.told import enrolled, goal_set, messages, step_planned

# Few names and few moments, so that events often contradict each other about the same thing at the same time.
_moments = st.integers(0, 3).map(lambda hours: datetime(2026, 3, 4, tzinfo=UTC) + timedelta(hours=hours))
_keys = st.integers(0, 30).map("k-{}".format)
_participants = st.sampled_from(["p-1", "p-2"])
_steps = st.sampled_from(["step-1", "step-2"])
_goals = st.sampled_from(["goal-1", "goal-2"])
_events: st.SearchStrategy[CareEvent] = st.one_of(
    st.builds(enrolled, _participants, key=_keys, at=_moments),
    st.builds(goal_set, _goals, participant_id=_participants, key=_keys, at=_moments),
    st.builds(
        step_planned,
        _steps,
        participant_id=_participants,
        goal_id=_goals,
        key=_keys,
        difficulty=st.sampled_from([None, 1, 9]),
        at=_moments,
    ),
)


def _told_once(events: Iterable[CareEvent]) -> list[CareEvent]:
    return list({event.id: event for event in events}.values())


sets_of_events = st.lists(_events, max_size=12).map(_told_once)


class Store:
    """Keeps facts as the real store promises to: a later one replaces an earlier one."""

    def __init__(self) -> None:
        self.kept: dict[Name, Learned] = {}

    async def keep(self, facts: Iterable[Learned]) -> None:
        for fact in facts:
            held = self.kept.get(fact.name)
            if held is None or held.position < fact.position:
                self.kept[fact.name] = fact

    async def publish(self, records: Iterable[Outgoing]) -> None:
        assert not list(records), "every event is readable"

    async def commit(self, offsets: dict[TopicPartition, int]) -> None:
        pass


def view_after(batches: Iterable[list[CareEvent]]) -> dict[Name, Learned]:
    async def read() -> dict[Name, Learned]:
        store = Store()
        reader = ViewReader(Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1"), store, store)
        for batch in batches:
            await reader.handle(messages(batch), store)
        return store.kept

    return asyncio.run(read())


@given(st.data(), sets_of_events)
def test_the_view_depends_on_the_set_of_events_alone(data: st.DataObject, events: list[CareEvent]) -> None:
    in_one_go = view_after([events])
    again = data.draw(st.lists(st.sampled_from(events), max_size=6)) if events else []
    shuffled = data.draw(st.permutations([*events, *again]))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(shuffled)), max_size=4)))
    edges = [0, *cuts, len(shuffled)]
    batches = [list(shuffled[start:end]) for start, end in pairwise(edges)]
    assert view_after(batches) == in_one_go


@given(sets_of_events)
def test_of_two_events_about_the_same_thing_the_one_that_happened_last_counts(events: list[CareEvent]) -> None:
    for name, fact in newest(f for e in events if (f := learned_from(e))).items():
        about_it = [f for e in events if (f := learned_from(e)) and f.name == name]
        assert fact.position == max(other.position for other in about_it)
