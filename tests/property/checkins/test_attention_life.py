"""Whatever is done about a reason for attention: one has it at a time, and its events alone say who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from services.checkins.domain.attending import Attending
from services.checkins.domain.attention import AttentionFact, Item, evolve
from shared.contracts.envelope import Event
from shared.contracts.events import AttentionReleased, AttentionSnoozed, AttentionTaken
from shared.contracts.problems import Problem
from tests.unit.checkins.attending import KIM, LEE, decided, release, snooze, take
from tests.unit.checkins.people import NOON, asked

raised = st.integers(0, 2).map(lambda day: NOON - timedelta(days=5 - day))
days = st.integers(1, 20).map(lambda day: NOON.date() + timedelta(days=day))
when = st.sampled_from([None, None, -3, 3]).map(
    lambda hours: asked(at=None if hours is None else NOON + timedelta(hours=hours))
)
people = st.sampled_from([KIM, LEE])
commands: st.SearchStrategy[list[Attending]] = st.lists(
    st.builds(take, people, raised, when=when)
    | st.builds(release, people, raised, when=when)
    | st.builds(snooze, people, raised, until=days, when=when),
    max_size=25,
)


def told_by(events: Sequence[Event[AttentionFact]]) -> tuple[str | None, date | None]:
    """Who has the newest item and until when it rests, by somebody who only reads the events, in any order."""
    newest = max(event.data.raised_at for event in events)
    of_it = sorted((event for event in events if event.data.raised_at == newest), key=lambda event: event.time)
    owner: str | None = None
    rests_until: date | None = None
    for event in of_it:
        match event.data:
            case AttentionTaken():
                owner = event.data.by
            case AttentionReleased():
                owner = None
            case AttentionSnoozed():
                rests_until = event.data.until
    return owner, rests_until


@given(commands, st.randoms(use_true_random=False))
def test_who_reads_the_events_in_any_order_knows_what_the_service_knows(
    said: list[Attending], chance: Random
) -> None:
    item: Item | None = None
    events: list[Event[AttentionFact]] = []
    for command in said:
        happened = decided(item, command)
        if isinstance(happened, Event):
            item = evolve(item, happened)
            events.append(happened)
    assert all(before.time < after.time for before, after in pairwise(events))
    assert all(before.data.raised_at <= after.data.raised_at for before, after in pairwise(events))
    if item is not None:
        assert item.since == events[-1].time
        assert {event.data.item_id for event in events if event.data.raised_at == item.raised_at} == {item.item_id}
        assert told_by(chance.sample(events, len(events))) == (item.owner, item.rests_until)


@given(commands)
def test_nobody_does_anything_about_what_somebody_else_has(said: list[Attending]) -> None:
    item: Item | None = None
    for command in said:
        happened = decided(item, command)
        elsewhere = item and item.owner and item.owner != command.by and command.raised_at <= item.raised_at
        if elsewhere:
            assert isinstance(happened, Problem)
            assert happened.code in {"taken-by-somebody-else", "not-yours", "invalid-field"}
        if isinstance(happened, Event):
            item = evolve(item, happened)
