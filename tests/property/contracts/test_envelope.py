"""Whatever arrives on a topic, reading answers; whatever is written, reading gives back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import jsonschema  # type: ignore[import-untyped]  # published without types
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.contracts.envelope import Event, Refusal, derived_id, microseconds, moment_of, read_event, read_journaled
from shared.contracts.events import CARE_EVENTS, EVENTS, CareData, EventData, StepCompleted
from shared.contracts.schema_documents import event_schema
from shared.contracts.topics import CARE_TOPICS, type_name
from tests.property.contracts.generated_events import DATA, Json, events, json_values
from tests.property.contracts.generated_vocabulary import moments
from tests.unit.contracts.golden_events import golden, read_golden, shortly_after

KEY = read_golden(StepCompleted).subject.encode()
APPENDED = datetime(2026, 3, 20, tzinfo=UTC)
MODELS = {type_name(data): Event[data] for data in EVENTS}  # type: ignore[valid-type]  # a class per event type
VALIDATORS = {type_name(data): jsonschema.Draft202012Validator(event_schema(data)) for data in EVENTS}

thorough = settings(max_examples=300, deadline=None)
headers = st.lists(st.tuples(st.text(max_size=8), st.none() | st.binary(max_size=20)), max_size=3)


@thorough
@given(
    topic=st.sampled_from(CARE_TOPICS),
    key=st.none() | st.binary(max_size=40),
    value=st.none() | st.binary(max_size=200) | json_values.map(lambda value: json.dumps(value).encode()),
    headers=headers,
)
def test_reading_answers_for_any_bytes_at_all(
    topic: str, key: bytes | None, value: bytes | None, headers: list[tuple[str, bytes | None]]
) -> None:
    assert isinstance(read_event(topic, key, value, headers, APPENDED), Refusal)


@thorough
@given(data=st.sampled_from(CARE_EVENTS), cut=st.integers(0, 400), byte=st.integers(0, 255), headers=headers)
def test_reading_answers_for_a_golden_event_with_any_byte_changed(
    data: type[CareData], cut: int, byte: int, headers: list[tuple[str, bytes | None]]
) -> None:
    value = bytearray(golden(data))
    value[cut % len(value)] = byte
    answer = read_event(type_name(data), KEY, bytes(value), headers, shortly_after(data))
    assert isinstance(answer, Event | Refusal)


EDGES_OF_TIME = st.sampled_from(
    ["0001-01-01T00:00:00+12:00", "9999-12-31T23:59:59.999999-12:00", "2026-03-01T24:00:00Z"]
)


@st.composite
def golden_events_with_something_anywhere(draw: st.DrawFn) -> tuple[type[CareData], bytes]:
    data = draw(st.sampled_from(CARE_EVENTS))
    message: Any = json.loads(golden(data))
    node = message
    while True:
        name = draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        inner = node[name]
        if isinstance(inner, dict | list) and inner and draw(st.booleans()):
            node = inner
            continue
        node[name] = draw(json_values | EDGES_OF_TIME | moments.map(datetime.isoformat))
        return data, json.dumps(message).encode()


@settings(thorough, max_examples=1_000)
@given(golden_events_with_something_anywhere())
@example((StepCompleted, golden(StepCompleted).replace(b"2026-03-05T20:10:33.123456Z", b"0001-01-01T00:00:00+12:00")))
def test_reading_answers_for_any_value_at_any_place_and_what_it_takes_it_can_write_again(
    generated: tuple[type[CareData], bytes],
) -> None:
    data, value = generated
    answer = read_event(type_name(data), KEY, value, (), APPENDED)
    if isinstance(answer, Event):
        assert read_journaled(answer.to_json()) == answer
    else:
        assert isinstance(answer, Refusal)


@thorough
@given(generated=st.sampled_from(EVENTS).flatmap(lambda data: events(DATA[data])))
def test_what_is_written_is_read_back_whole(generated: Event[EventData]) -> None:
    read = MODELS[generated.type].model_validate_json(generated.to_json(), strict=True)
    assert read.model_dump() == generated.model_dump()
    assert read.to_json() == generated.to_json()


@thorough
@given(generated=st.sampled_from(CARE_EVENTS).flatmap(lambda data: events(DATA[data])))
def test_what_a_service_writes_its_readers_take(generated: Event[EventData]) -> None:
    answer = read_event(generated.type, generated.subject.encode(), generated.to_json(), (), generated.time)
    assert isinstance(answer, Event)
    assert answer.to_json() == generated.to_json()


@settings(thorough, max_examples=150)
@given(generated=st.sampled_from(EVENTS).flatmap(lambda data: events(DATA[data])))
def test_what_is_written_is_valid_by_the_published_schema(generated: Event[EventData]) -> None:
    VALIDATORS[generated.type].validate(json.loads(generated.to_json()))


@settings(thorough, max_examples=150)
@given(generated=golden_events_with_something_anywhere())
def test_what_a_reader_takes_is_valid_by_the_published_schema_once_nulls_are_left_out(
    generated: tuple[type[CareData], bytes],
) -> None:
    data, value = generated
    answer = read_event(type_name(data), KEY, value, (), APPENDED)
    if isinstance(answer, Event):
        VALIDATORS[type_name(data)].validate(_without_nulls(json.loads(value)))


def _without_nulls(value: Json) -> Json:
    match value:
        case dict():
            return {name: _without_nulls(inner) for name, inner in value.items() if inner is not None}
        case list():
            return [_without_nulls(inner) for inner in value]
        case _:
            return value


def test_every_event_type_is_generated() -> None:
    assert set(DATA) == set(EVENTS)


@thorough
@given(moments)
def test_microseconds_and_moment_of_are_each_others_inverse(moment: datetime) -> None:
    assert moment_of(microseconds(moment)) == moment
    assert microseconds(moment_of(microseconds(moment)) + timedelta(microseconds=1)) == microseconds(moment) + 1


names = st.lists(st.text(st.characters(codec="utf-8"), max_size=12), max_size=4)


@thorough
@given(names, names)
def test_ids_are_the_same_exactly_when_their_names_are(some: list[str], others: list[str]) -> None:
    assert derived_id(*some) == derived_id(*some)
    assert (derived_id(*some) == derived_id(*others)) == (some == others)
