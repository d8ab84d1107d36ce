"""A refusal goes to logs and headers, so it says where a message is wrong and nothing of what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from shared.contracts.envelope import Refusal, read_event
from shared.contracts.events import CARE_EVENTS, CareData, StepCompleted
from shared.contracts.topics import type_name
from tests.unit.contracts.golden_events import golden, read_golden, shortly_after

KEY = read_golden(StepCompleted).subject.encode()
MARKER = "Marker that nobody may see 0170!"


def refused(value: bytes, *, key: bytes = KEY, headers: tuple[tuple[str, bytes], ...] = ()) -> str:
    """Everything a refusal of this message says."""
    answer = read_event(type_name(StepCompleted), key, value, headers, shortly_after(StepCompleted))
    assert isinstance(answer, Refusal)
    return repr(answer)


def places(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of every value inside a JSON value."""
    for name in node if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ():
        yield (*path, name)
        yield from places(node[name], (*path, name))


def messages_with_a_marker(data: type[CareData]) -> Iterator[bytes]:
    """The golden event with the marker in every place, as a text, a field's name, a list and an object."""
    for path in places(json.loads(golden(data))):
        for planted in (MARKER, [MARKER], {MARKER: MARKER}, {MARKER: {"type": MARKER}}):
            message = json.loads(golden(data))
            node = message
            for name in path[:-1]:
                node = node[name]
            node[path[-1]] = planted
            yield json.dumps(message).encode()


@pytest.mark.parametrize("data", CARE_EVENTS, ids=type_name)
def test_a_refusal_never_repeats_what_the_message_says(data: type[CareData]) -> None:
    refusals = 0
    for value in messages_with_a_marker(data):
        answer = read_event(type_name(data), KEY, value, (), shortly_after(data))
        if isinstance(answer, Refusal):
            refusals += 1
            assert MARKER not in f"{answer!r}"
    assert refusals > 20


@pytest.mark.parametrize(
    "value", [MARKER.encode(), f'"{MARKER}"'.encode(), f'{{"{MARKER}'.encode(), MARKER.encode() + b"\xff"]
)
def test_a_refusal_of_what_is_not_even_an_event_repeats_nothing_either(value: bytes) -> None:
    assert MARKER not in refused(value)


def test_a_refusal_repeats_neither_key_nor_headers() -> None:
    marker = MARKER.encode()
    assert MARKER not in refused(golden(StepCompleted), key=marker)
    assert MARKER not in refused(golden(StepCompleted), headers=((MARKER, marker + b"\xff"),))
