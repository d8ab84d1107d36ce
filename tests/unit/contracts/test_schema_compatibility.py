"""What may change in a published schema without a new major version, change by change."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from shared.contracts.schema_compatibility import incompatibilities

PUBLISHED: dict[str, Any] = {
    "title": "care.walk.v1",
    "type": "object",
    "required": ["id", "data"],
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z]+$", "minLength": 1, "maxLength": 9},
        "type": {"const": "care.walk.v1", "type": "string"},
        "data": {"$ref": "#/$defs/Walk"},
    },
    "$defs": {
        "Walk": {
            "description": "A walk.",
            "type": "object",
            "required": ["minutes"],
            "properties": {
                "minutes": {"type": "integer", "minimum": 0, "maximum": 600},
                "with": {"$ref": "#/$defs/Company"},
                "on": {"type": "string", "format": "date"},
                "per": {"type": "string", "default": "day"},
                "legs": {"type": "array", "maxItems": 3, "items": {"$ref": "#/$defs/Leg"}},
                "title": {"$ref": "#/$defs/Leg"},
            },
        },
        "Company": {"type": "string", "enum": ["alone", "friend"]},
        "Leg": {"type": "object", "required": ["metres"], "properties": {"metres": {"type": "number"}}},
    },
}


@pytest.fixture
def changed() -> dict[str, Any]:
    return deepcopy(PUBLISHED)


def walk(schema: dict[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = schema["$defs"]["Walk"]["properties"]
    return fields


def found(changed: dict[str, Any]) -> list[str]:
    return incompatibilities(PUBLISHED, changed)


def test_the_same_schema_is_compatible(changed: dict[str, Any]) -> None:
    assert found(changed) == []


def test_a_new_optional_field_is_compatible_and_what_it_requires_of_itself_is_its_own_matter(
    changed: dict[str, Any],
) -> None:
    walk(changed)["weather"] = {"type": "object", "required": ["rain"], "properties": {"rain": {"type": "boolean"}}}
    assert found(changed) == []


def test_other_words_are_compatible(changed: dict[str, Any]) -> None:
    changed["title"] = "care.walk"
    changed["$defs"]["Walk"]["description"] = "A walk, however short."
    changed["$defs"]["Company"]["title"] = "Company"
    assert found(changed) == []


def test_moving_a_definition_is_compatible(changed: dict[str, Any]) -> None:
    walk(changed)["with"] = changed["$defs"].pop("Company")
    assert found(changed) == []


def test_another_order_of_fields_is_compatible(changed: dict[str, Any]) -> None:
    changed["properties"] = dict(reversed(changed["properties"].items()))
    changed["required"].reverse()
    assert found(changed) == []


def test_a_new_required_field_breaks(changed: dict[str, Any]) -> None:
    changed["$defs"]["Walk"]["required"].append("steps")
    walk(changed)["steps"] = {"type": "integer"}
    assert found(changed) == ["data.steps: is newly required"]


def test_an_optional_field_that_becomes_required_breaks(changed: dict[str, Any]) -> None:
    changed["$defs"]["Walk"]["required"].append("on")
    assert found(changed) == ["data.on: is newly required"]


def test_a_required_field_that_may_now_be_absent_breaks(changed: dict[str, Any]) -> None:
    del changed["$defs"]["Walk"]["required"]
    assert found(changed) == ["data.minutes: is no longer required"]


def test_a_removed_field_breaks_required_or_not(changed: dict[str, Any]) -> None:
    del walk(changed)["on"]
    del walk(changed)["minutes"]
    changed["$defs"]["Walk"]["required"] = []
    assert found(changed) == ["data.minutes: was removed", "data.on: was removed"]


def test_another_type_breaks_both_ways(changed: dict[str, Any]) -> None:
    walk(changed)["minutes"]["type"] = "number"
    assert found(changed) == ["data.minutes: its type changed, from integer to number"]
    assert incompatibilities(changed, PUBLISHED) == ["data.minutes: its type changed, from number to integer"]


def test_a_field_that_may_now_be_null_breaks(changed: dict[str, Any]) -> None:
    walk(changed)["on"] = {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}
    assert [line.partition(":")[0] for line in found(changed)] == ["data.on"] * 3


def test_another_format_breaks(changed: dict[str, Any]) -> None:
    walk(changed)["on"]["format"] = "date-time"
    assert found(changed) == ["data.on: its format changed, from date to date-time"]


def test_another_pattern_breaks_and_so_does_a_pattern_where_there_was_none(changed: dict[str, Any]) -> None:
    changed["properties"]["id"]["pattern"] = "^[a-z0-9]+$"
    walk(changed)["per"]["pattern"] = "^day$"
    assert found(changed) == [
        "data.per: its pattern changed, from nothing to ^day$",
        "id: its pattern changed, from ^[a-z]+$ to ^[a-z0-9]+$",
    ]


def test_another_constant_breaks(changed: dict[str, Any]) -> None:
    changed["properties"]["type"]["const"] = "care.stroll.v1"
    assert found(changed) == ["type: its const changed, from care.walk.v1 to care.stroll.v1"]


def test_another_default_breaks_because_absent_means_something_else(changed: dict[str, Any]) -> None:
    walk(changed)["per"]["default"] = "week"
    assert found(changed) == ["data.per: its default changed, from day to week"]


def test_a_code_taken_off_a_list_breaks_events_already_written(changed: dict[str, Any]) -> None:
    changed["$defs"]["Company"]["enum"] = ["alone"]
    assert found(changed) == ["data.with: friend was taken off its list"]


def test_a_new_code_on_a_list_breaks_readers_deployed_before(changed: dict[str, Any]) -> None:
    changed["$defs"]["Company"]["enum"].append("dog")
    assert found(changed) == ["data.with: dog is new on its list"]


def test_another_order_of_codes_is_compatible(changed: dict[str, Any]) -> None:
    changed["$defs"]["Company"]["enum"].reverse()
    assert found(changed) == []


@pytest.mark.parametrize(
    ("keyword", "bound", "line"),
    [
        ("minimum", 1, "its range was narrowed (minimum), from 0 to 1"),
        ("maximum", 60, "its range was narrowed (maximum), from 600 to 60"),
        ("exclusiveMinimum", 0, "its range was narrowed (exclusiveMinimum), from nothing to 0"),
        ("minimum", -1, "its range was widened (minimum), from 0 to -1"),
        ("maximum", 601, "its range was widened (maximum), from 600 to 601"),
        ("maximum", None, "its range was widened (maximum), from 600 to nothing"),
    ],
)
def test_a_narrower_range_breaks_what_is_written_and_a_wider_one_who_reads(
    changed: dict[str, Any], keyword: str, bound: int | None, line: str
) -> None:
    walk(changed)["minutes"][keyword] = bound
    assert found(changed) == [f"data.minutes: {line}"]


def test_other_lengths_break(changed: dict[str, Any]) -> None:
    changed["properties"]["id"] |= {"minLength": 2, "maxLength": 10}
    walk(changed)["legs"]["maxItems"] = 2
    assert found(changed) == [
        "data.legs: its range was narrowed (maxItems), from 3 to 2",
        "id: its range was narrowed (minLength), from 1 to 2",
        "id: its range was widened (maxLength), from 9 to 10",
    ]


def test_what_changes_inside_a_list_or_a_definition_is_found_where_it_is_used(changed: dict[str, Any]) -> None:
    changed["$defs"]["Leg"]["properties"]["metres"]["type"] = "integer"
    assert found(changed) == [
        "data.legs[].metres: its type changed, from number to integer",
        "data.title.metres: its type changed, from number to integer",
    ]


def test_a_schema_that_closes_breaks_producers_of_more(changed: dict[str, Any]) -> None:
    changed["additionalProperties"] = False
    assert found(changed) == ["event: its additionalProperties changed, from nothing to False"]


def test_a_constraint_of_a_kind_never_seen_before_breaks(changed: dict[str, Any]) -> None:
    walk(changed)["minutes"]["multipleOf"] = 5
    assert found(changed) == ["data.minutes: its multipleOf changed, from nothing to 5"]


def test_a_reference_to_nowhere_is_an_error_and_not_compatible(changed: dict[str, Any]) -> None:
    del changed["$defs"]["Company"]
    with pytest.raises(KeyError, match="Company"):
        found(changed)
