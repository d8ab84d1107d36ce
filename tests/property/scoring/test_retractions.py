"""What was taken back leaves no trace in a projection but the number of events: neither in scores nor in reasons."""

from __future__ import annotations

from hypothesis import given, settings

from services.scoring.domain.course import Course, fold
from services.scoring.domain.packing import pack, unpack
from shared.contracts.envelope import CareEvent
from shared.contracts.events import CARE_EVENTS, EntryRetracted
from tests.property.scoring.generated_courses import PEOPLE, SAID, happenings

SHARED_BY_COUNTING = ("events", "memory")


def in_order(events: list[CareEvent], who: str) -> list[CareEvent]:
    return sorted((event for event in events if event.participant_id == who), key=lambda event: event.position)


def without_what_was_taken_back(events: list[CareEvent]) -> list[CareEvent]:
    taken = {event.data.retracted for event in events if isinstance(event.data, EntryRetracted)}
    return [event for event in events if event.id not in taken or isinstance(event.data, EntryRetracted)]


def shown(course: Course | None) -> dict[str, object]:
    """What readers see of a course, and what later events meet; not how many events there were, nor the last."""
    assert course is not None
    remembered = course.memory._replace(left_out=0)
    document = pack("shore/robin", course)
    return {"remembered": remembered, **{name: document[name] for name in document if name not in SHARED_BY_COUNTING}}


@settings(max_examples=300, deadline=None)
@given(happenings())
def test_a_course_is_that_of_what_was_not_taken_back(events: list[CareEvent]) -> None:
    for who in PEOPLE:
        if happened := in_order(events, who):
            counted = without_what_was_taken_back(happened)
            course = fold(None, happened)
            assert course is not None
            assert shown(course) == shown(fold(None, counted))
            assert course.events == len(happened)
            assert course.memory.left_out == len(happened) - len(counted)


@settings(max_examples=300, deadline=None)
@given(happenings())
def test_any_course_comes_back_from_its_document_as_it_was(events: list[CareEvent]) -> None:
    for who in PEOPLE:
        if course := fold(None, in_order(events, who)):
            assert unpack(pack(f"shore/{who}", course)) == course


def test_the_generated_courses_have_every_type_of_event() -> None:
    assert {type(data) for data in SAID} | {EntryRetracted} == set(CARE_EVENTS)
