"""Logs name events and places; what people wrote does not get into them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from shared.runtime.logs import log_to_stderr

MARKER = "my sister in Kiel"


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """What a test does to the root logger is undone."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def line(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    said: dict[str, Any] = json.loads(lines[0])
    return said


def test_a_line_says_when_who_and_what(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("goals", "INFO")
    logging.getLogger("services.goals").info("published", extra={"event_id": "e-1", "count": 3})
    said = line(capsys)
    assert said.pop("time").endswith("+00:00")
    assert said == {
        "level": "INFO",
        "service": "goals",
        "logger": "services.goals",
        "message": "published",
        "event_id": "e-1",
        "count": 3,
    }


def test_a_field_that_is_not_on_the_list_is_dropped(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("goals", "INFO")
    logging.getLogger("services.goals").info("set", extra={"hypothesis": MARKER, "body": MARKER})
    assert MARKER not in str(line(capsys))


def test_of_an_error_only_its_class_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("goals", "INFO")
    try:
        int(MARKER)
    except ValueError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
    said = line(capsys)
    assert said["error"] == "ValueError"
    assert MARKER not in str(said)


def test_libraries_speak_from_warning_up(capsys: pytest.CaptureFixture[str]) -> None:
    log_to_stderr("goals", "INFO")
    logging.getLogger("aiokafka").info("connected")
    logging.getLogger("aiokafka").warning("lost")
    assert line(capsys)["message"] == "lost"
