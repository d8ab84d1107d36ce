"""What a reader of a care topic takes, and why it refuses the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.envelope import (
    FURTHEST_AHEAD,
    LARGEST_EVENT,
    CareEvent,
    Event,
    Reason,
    Refusal,
    glimpsed_time,
    read_event,
    read_journaled,
)
from shared.contracts.events import CARE_EVENTS, CareData, CheckedIn, GoalSet, Setback, StepCompleted
from shared.contracts.topics import type_name
from tests.unit.contracts.golden_events import golden, read_golden, shortly_after

Change = Callable[[dict[str, Any]], None]

TOPIC = type_name(StepCompleted)
KEY = read_golden(StepCompleted).subject.encode()
APPENDED = shortly_after(StepCompleted)


def read(value: bytes | None, *, key: bytes | None = KEY, topic: str = TOPIC) -> CareEvent | Refusal:
    return read_event(topic, key, value, (("content-type", b"application/cloudevents+json"),), APPENDED)


def read_changed(change: Change, data: type[CareData] = StepCompleted) -> CareEvent | Refusal:
    message = json.loads(golden(data))
    change(message)
    value = json.dumps(message).encode()
    return read_event(type_name(data), KEY, value, (), shortly_after(data))


def refused(answer: CareEvent | Refusal) -> tuple[Reason, str]:
    assert isinstance(answer, Refusal)
    return answer.reason, answer.detail


def set_top(**fields: Any) -> Change:
    return lambda message: message.update(fields)


def set_data(**fields: Any) -> Change:
    return lambda message: message["data"].update(fields)


def test_a_null_value_is_refused_because_tombstones_mean_nothing_here() -> None:
    assert refused(read(None))[0] is Reason.NULL_VALUE


def test_a_message_over_64_kib_is_refused_unread_and_one_of_64_kib_is_taken() -> None:
    padded = golden(StepCompleted).ljust(LARGEST_EVENT)
    assert isinstance(read(padded), Event)
    assert refused(read(padded + b" ")) == (Reason.TOO_LARGE, "65537 bytes; at most 65536 are read")


def test_a_header_that_is_not_utf8_is_refused() -> None:
    answer = read_event(TOPIC, KEY, golden(StepCompleted), (("traceparent", b"\xff"),), APPENDED)
    assert refused(answer)[0] is Reason.HEADER_NOT_UTF8


def test_a_header_without_a_value_or_in_another_script_is_taken() -> None:
    headers = (("empty", None), ("greeting", "добрый день".encode()))
    assert isinstance(read_event(TOPIC, KEY, golden(StepCompleted), headers, APPENDED), Event)


def test_a_value_that_is_not_utf8_is_refused() -> None:
    assert refused(read(golden(StepCompleted).replace(b"checkins", b"check\xffns")))[0] is Reason.NOT_UTF8


@pytest.mark.parametrize("value", [b"", b"{", b"goal set", b'{"id":"a","id}', b"[" * 60_000, b'{"a":"\\ud800"}'])
def test_a_value_that_is_not_json_is_refused(value: bytes) -> None:
    assert refused(read(value)) == (Reason.NOT_JSON, "the value is not JSON")


@pytest.mark.parametrize("value", [b"null", b"7", b'"goal"', b"[]", b"{}", b'{"type":7}', b'{"type":null}'])
def test_json_that_is_no_event_is_refused(value: bytes) -> None:
    assert refused(read(value))[0] is Reason.INVALID_FIELD


@pytest.mark.parametrize(
    ("change", "detail"),
    [
        (set_top(specversion="0.3"), "specversion: literal_error"),
        (set_top(id=""), "id: string_pattern_mismatch"),
        (set_top(id="x" * 129), "id: string_pattern_mismatch"),
        (set_top(id="two words"), "id: string_pattern_mismatch"),
        (set_top(id="line-end\n"), "id: string_pattern_mismatch"),
        (set_top(source=""), "source: string_too_short"),
        (set_top(subject="harbour-care"), "subject: string_pattern_mismatch"),
        (set_top(subject="harbour-care/p/q"), "subject: string_pattern_mismatch"),
        (set_top(subject="Harbour/P"), "subject: string_pattern_mismatch"),
        (set_top(datacontenttype="text/plain"), "datacontenttype: literal_error"),
        (set_top(time=None), "time: moment"),
        (set_top(time=1_772_700_000), "time: moment"),
        (set_top(time="2026-03-05"), "time: moment"),
        (set_top(time="2026-03-05T20:10:33"), "time: moment"),
        (set_top(time="2026-02-30T20:10:33Z"), "time: moment"),
        (set_top(time="0001-01-01T00:00:00+12:00"), "time: moment"),
        (set_top(time="9999-12-31T23:59:59-12:00"), "time: moment"),
        (set_top(data=None), "data: model_type"),
        (set_top(data=[]), "data: model_type"),
        (set_data(step_id=7), "data.step_id: string_type"),
        (set_data(outcome="failed"), "data.outcome: enum"),
        (set_data(outcome=1), "data.outcome: enum"),
        (set_data(effort="5"), "data.effort: int_type"),
        (set_data(effort=True), "data.effort: int_type"),
        (set_data(effort=5.5), "data.effort: int_type"),
        (set_data(effort=5.0), "data.effort: int_type"),
        (set_data(effort=11), "data.effort: less_than_equal"),
        (set_data(effort=-1), "data.effort: greater_than_equal"),
        (set_data(difficulty=10.01), "data.difficulty: less_than_equal"),
        (set_data(difficulty=float("nan")), "data.difficulty: finite_number"),
        (set_data(difficulty=False), "data.difficulty: float_type"),
        (set_data(measured=float("inf")), "data.measured: finite_number"),
        (set_data(measured=-0.1), "data.measured: greater_than_equal"),
    ],
)
def test_a_wrong_type_or_range_is_refused_naming_the_field(change: Change, detail: str) -> None:
    assert refused(read_changed(change)) == (Reason.INVALID_FIELD, detail)


@pytest.mark.parametrize(
    ("change", "data", "detail"),
    [
        (lambda m: m["data"]["rulers"][1].update(value=11), CheckedIn, "data.rulers.1.value: less_than_equal"),
        (lambda m: m["data"]["rulers"][0].update(kind="mood"), CheckedIn, "data.rulers.0.kind: enum"),
        (lambda m: m["data"]["rulers"].extend(m["data"]["rulers"] * 11), CheckedIn, "data.rulers: too_long"),
        (lambda m: m["data"]["target"].pop("measure"), GoalSet, "data.target.measure: missing"),
        (
            lambda m: m["data"]["target"].update(measure="Steps walked"),
            GoalSet,
            "data.target.measure: string_pattern_mismatch",
        ),
        (set_data(sequence=0), GoalSet, "data.sequence: greater_than_equal"),
        (set_data(sequence=2**31), GoalSet, "data.sequence: less_than_equal"),
        (set_data(sequence=10**4000), GoalSet, "data.sequence: less_than_equal"),
        (set_data(review_on="2026-03-05T10:00:00Z"), GoalSet, "data.review_on: date_parsing"),
        (set_data(review_on=20_000), GoalSet, "data.review_on: date_type"),
        (set_data(plan_used="yes"), Setback, "data.plan_used: bool_type"),
        (set_data(plan_used=1), Setback, "data.plan_used: bool_type"),
    ],
)
def test_a_wrong_field_is_found_in_every_depth(change: Change, data: type[CareData], detail: str) -> None:
    assert refused(read_changed(change, data)) == (Reason.INVALID_FIELD, detail)


@pytest.mark.parametrize("name", ["id", "source", "subject", "time", "data"])
def test_a_missing_part_of_the_envelope_is_refused_naming_it(name: str) -> None:
    assert refused(read_changed(lambda message: message.pop(name))) == (Reason.INVALID_FIELD, f"{name}: missing")


def test_a_missing_type_is_refused_naming_it() -> None:
    reason, detail = refused(read_changed(lambda message: message.pop("type")))
    assert (reason, detail.partition(":")[0]) == (Reason.INVALID_FIELD, "type")


@pytest.mark.parametrize(
    "said", ["care.goal-forgotten.v1", "com.example.goal-set", "care.goal-set", "care.goal-set.v0", "goal", ""]
)
def test_an_unknown_type_is_refused_even_with_data_that_would_fit(said: str) -> None:
    assert refused(read_changed(set_top(type=said)))[0] is Reason.UNKNOWN_TYPE
    assert refused(read_changed(set_top(type=said, data={})))[0] is Reason.UNKNOWN_TYPE


@pytest.mark.parametrize("said", ["care.step-completed.v2", "care.goal-set.v10", "care.readiness-changed.v99"])
def test_an_unknown_major_version_is_refused(said: str) -> None:
    assert refused(read_changed(set_top(type=said)))[0] is Reason.UNKNOWN_VERSION
    assert refused(read_changed(set_top(type=said, data={})))[0] is Reason.UNKNOWN_VERSION


@pytest.mark.parametrize("said", ["care.goal-set.v1", "care.readiness-changed.v1"])
def test_a_known_type_on_another_topic_is_refused(said: str) -> None:
    assert refused(read_changed(set_top(type=said)))[0] is Reason.WRONG_TOPIC
    assert refused(read_changed(set_top(type=said, data={})))[0] is Reason.WRONG_TOPIC


@pytest.mark.parametrize("key", [None, b"", b"harbour-care/p-someone-else", KEY + b"\n", KEY.upper(), b"\xff"])
def test_a_key_that_is_not_the_subject_is_refused(key: bytes | None) -> None:
    assert refused(read(golden(StepCompleted), key=key))[0] is Reason.WRONG_KEY


def test_a_time_more_than_a_day_after_the_log_got_it_is_refused_and_a_day_is_not() -> None:
    at_most = APPENDED + FURTHEST_AHEAD
    assert isinstance(read_changed(set_top(time=at_most.isoformat())), Event)
    answer = read_changed(set_top(time=(at_most + timedelta(microseconds=1)).isoformat()))
    assert refused(answer)[0] is Reason.FUTURE_TIME


def test_an_old_time_is_taken_because_late_is_not_wrong() -> None:
    assert isinstance(read_changed(set_top(time="0001-01-01T00:00:00Z")), Event)


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-05T20:10:33.123456Z",
        "2026-03-05T20:10:33.123456+00:00",
        "2026-03-05T22:10:33.123456+02:00",
        "2026-03-05t15:10:33.123456-05:00",
    ],
)
def test_a_time_in_any_zone_is_the_same_moment_in_utc(said: str) -> None:
    answer = read_changed(set_top(time=said))
    assert isinstance(answer, Event)
    assert answer.time == datetime(2026, 3, 5, 20, 10, 33, 123456, UTC)
    assert answer.time.tzinfo is UTC


def test_unknown_fields_are_ignored_in_every_depth_and_by_the_journal_too() -> None:
    message = json.loads(golden(CheckedIn))
    for part in (message, message["data"], message["data"]["rulers"][0]):
        part["added_later"] = {"by": ["a later minor version"]}
    value = json.dumps(message).encode()
    known = read_golden(CheckedIn)
    assert read_event(known.type, KEY, value, (), shortly_after(CheckedIn)) == known
    assert read_journaled(value) == known


def test_a_quantity_may_be_written_without_a_point() -> None:
    answer = read_changed(set_data(measured=7, difficulty=4))
    assert isinstance(answer, Event)
    assert isinstance(answer.data, StepCompleted)
    assert (answer.data.measured, answer.data.difficulty) == (7.0, 4.0)


def test_a_null_where_a_field_may_be_absent_is_read_as_absent() -> None:
    answer = read_changed(set_data(difficulty=None))
    assert isinstance(answer, Event)
    assert b"difficulty" not in answer.to_json()


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_the_time_seen_at_a_glance_is_the_one_that_is_read(data: type[CareData]) -> None:
    assert glimpsed_time(golden(data)) == read_golden(data).position[0]


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        b"{",
        b"\xff\xfe",
        b'{"time": 7}',
        b'{"time":"2026-13-41T00:00:00Z"}',
        b'{"time":"2026-03-01T12:00:00"}',
    ],
)
def test_where_no_time_is_seen_at_a_glance_nothing_is_guessed(value: bytes | None) -> None:
    assert glimpsed_time(value) is None
