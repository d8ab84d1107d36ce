"""Golden events read, and write back to the same bytes, for as long as their major version lives."""

from __future__ import annotations

import json

import jsonschema  # type: ignore[import-untyped]  # published without types
import pytest

from shared.contracts.envelope import Refusal, read_event, read_journaled
from shared.contracts.events import (
    CARE_EVENTS,
    EVENTS,
    CareData,
    CheckInsAgreed,
    EventData,
    StepPlanned,
    StepRevised,
)
from shared.contracts.schema_documents import SCHEMAS
from shared.contracts.topics import type_name
from tests.unit.contracts.golden_events import AS_FIRST_WRITTEN, GOLDEN, golden, read_golden, shortly_after

every_event_type = pytest.mark.parametrize("data", EVENTS, ids=type_name)
every_care_event_type = pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
EARLIER = [data for data in CARE_EVENTS if (AS_FIRST_WRITTEN / f"{type_name(data)}.json").exists()]
EITHER_OR: dict[type[EventData], set[str]] = {
    StepPlanned: {"days_per_week", "weekdays"},
    StepRevised: {"days_per_week", "weekdays"},
    CheckInsAgreed: {"every_days", "weekdays"},
}
"""Fields that say the same in two ways: an event has one of them."""


def test_every_event_type_has_one_golden_event() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {type_name(data) for data in EVENTS}


@every_event_type
def test_a_golden_event_writes_back_to_the_same_bytes(data: type[EventData]) -> None:
    assert read_golden(data).to_json() == golden(data)


@every_event_type
def test_a_golden_event_says_something_in_every_field(data: type[EventData]) -> None:
    said = read_golden(data).data
    unsaid = {name for name in data.model_fields if getattr(said, name) in (None, ())}
    one_of = EITHER_OR.get(data, set())
    assert unsaid - one_of == set()
    assert len(unsaid) == max(0, len(one_of) - 1)


@pytest.mark.parametrize("data", EARLIER, ids=type_name)
def test_an_event_from_before_its_type_got_fields_is_still_taken_and_writes_back_to_the_same_bytes(
    data: type[CareData],
) -> None:
    value, expected = golden(data, AS_FIRST_WRITTEN), read_golden(data, AS_FIRST_WRITTEN)
    key = expected.subject.encode()
    assert read_event(type_name(data), key, value, (), shortly_after(data)) == expected
    assert read_journaled(value) == expected
    assert expected.to_json() == value


def test_every_event_from_before_belongs_to_a_type() -> None:
    assert {path.stem for path in AS_FIRST_WRITTEN.iterdir()} == {type_name(data) for data in EARLIER}


@every_event_type
def test_a_golden_event_is_valid_by_the_published_schema(data: type[EventData]) -> None:
    schema = json.loads((SCHEMAS / f"{type_name(data)}.json").read_bytes())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads(golden(data)))


@every_event_type
def test_the_published_schema_takes_a_field_of_a_later_minor_version_but_no_null(data: type[EventData]) -> None:
    schema = jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{type_name(data)}.json").read_bytes()))
    later = json.loads(golden(data))
    later["traceparent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    later["data"]["added_later"] = 1
    assert schema.is_valid(later)
    assert not schema.is_valid({**later, "data": dict.fromkeys(later["data"])})


@every_care_event_type
def test_a_golden_care_event_is_taken_from_its_topic_and_from_the_journal(data: type[CareData]) -> None:
    expected = read_golden(data)
    value, key = golden(data), expected.subject.encode()
    assert read_event(type_name(data), key, value, (), shortly_after(data)) == expected
    assert read_journaled(value) == expected


@every_care_event_type
def test_only_the_golden_event_of_a_topic_is_taken_from_it(data: type[CareData]) -> None:
    others = [other for other in EVENTS if other is not data]
    for other in others:
        read = read_event(
            type_name(data), read_golden(other).subject.encode(), golden(other), (), shortly_after(other)
        )
        assert isinstance(read, Refusal)
        assert read.reason == "wrong-topic"
