"""Attention as of now: between two looks, time alone changes nothing; and a projection says what the rules find."""

from __future__ import annotations

import asyncio

from hypothesis import given, settings
from hypothesis import strategies as st

from services.scoring.domain.attention import LOOK_AGAIN_US, Item, Look, look
from services.scoring.domain.course import Course
from services.scoring.projector import Projector
from shared.contracts.codes import AttentionReason
from shared.contracts.envelope import CareEvent
from tests.property.scoring.generated_courses import deliveries, happenings
from tests.property.scoring.memory_store import MemoryStore
from tests.unit.scoring.care import course_of, us

thorough = settings(max_examples=120, deadline=None)
moments = st.floats(0.0, 430.0).map(us)


def _courses(events: list[CareEvent]) -> list[Course]:
    subjects = {event.subject for event in events}
    return [course_of({event for event in events if event.subject == subject}) for subject in sorted(subjects)]


def _but_for_eased(found: Look) -> list[Item]:
    """An estimate changes all the time; it is looked at once a day."""
    return [item for item in found.items if item.reason is not AttentionReason.CONFIDENCE_EASED]


@thorough
@given(happenings(), moments, st.floats(0.0, 1.0, exclude_max=True))
def test_until_the_next_look_is_due_time_alone_changes_nothing(
    events: list[CareEvent], now_us: int, share: float
) -> None:
    for course in _courses(events):
        found = look(course, now_us)
        due_us = found.due_us if found.due_us is not None else found.at_us + 1_000 * LOOK_AGAIN_US
        before = found.at_us + int(share * (due_us - found.at_us))
        assert found.at_us <= before < due_us
        assert _but_for_eased(look(course, before)) == _but_for_eased(found)


@thorough
@given(happenings(), moments)
def test_reasons_stand_in_their_order_each_once_and_never_ahead_of_their_time(
    events: list[CareEvent], now_us: int
) -> None:
    order = list(AttentionReason)
    for course in _courses(events):
        found = look(course, now_us)
        places = [order.index(item.reason) for item in found.items]
        assert places == sorted(set(places))
        assert all(item.since_us <= found.at_us for item in found.items)
        assert all(item.rests_us is None or item.rests_us > found.at_us for item in found.items)
        assert found.due_us is None or found.due_us > found.at_us


@thorough
@given(st.data(), happenings(), moments)
def test_what_a_projection_says_is_what_the_rules_find_for_its_course_at_that_moment(
    data: st.DataObject, events: list[CareEvent], now_us: int
) -> None:
    store = MemoryStore()
    projector = Projector(store, clock_us=lambda: now_us)

    async def apply() -> None:
        for batch in data.draw(deliveries(events)):
            await projector.apply(batch)

    asyncio.run(apply())
    for found, course in store.looks().values():
        assert found == look(course, now_us)
