"""Somebody who has joined a program, has values, a goal, a step and a setback: paths that exist in both services."""

from __future__ import annotations

from collections.abc import Mapping

import httpx

from tests.benchmarks.processes import wait_until
from tests.walking import PROGRAM

ORGANIZATION, PARTICIPANT, WALKING = "shore", "robin", "walking"
PARAMETERS = ("organization", "participant_id", "program", "goal_id", "step_id", "value_id", "setback_id")
_UNDER = f"/v1/organizations/{ORGANIZATION}"
_STEP = {
    "measure": "minutes-walked",
    "at_least": 10,
    "per": "day",
    "starts_on": "2026-03-02",
    "due_on": "2026-03-08",
    "occurred_at": "2026-03-01T08:00:00Z",
}
_GOAL = {"value_area": "health", "review_on": "2026-03-29", "occurred_at": "2026-03-01T08:00:00Z"}


def recorded(goals: str, checkins: str) -> Mapping[str, str]:
    """Records it with the services at these addresses, and says what each path parameter may be."""
    ids = {"organization": ORGANIZATION, "participant_id": PARTICIPANT, "program": WALKING}
    _send("PUT", f"{goals}{_UNDER}/programs/{WALKING}", PROGRAM)
    _send("POST", f"{goals}{_UNDER}/participants/{PARTICIPANT}/enrolments", {"site": "one", "program": WALKING})
    theirs = f"{_UNDER}/participants/{PARTICIPANT}"
    ids |= _send("POST", f"{goals}{theirs}/goals", _GOAL)
    ids |= _send("POST", f"{goals}{_UNDER}/goals/{ids['goal_id']}/steps", _STEP)
    ids |= _send("POST", f"{goals}{theirs}/values", {"value_area": "rest", "importance": 7})
    asked = {"kind": "lapse", "step_id": ids["step_id"]}
    setback = f"{checkins}{theirs}/setbacks"
    wait_until(lambda: _sent("POST", setback, asked).is_success)  # checkins hears of people and steps by and by
    ids |= _send("POST", setback, asked)
    return {name: ids[name] for name in PARAMETERS}


def _send(method: str, address: str, body: Mapping[str, object]) -> dict[str, str]:
    answer = _sent(method, address, body)
    answer.raise_for_status()
    said: dict[str, str] = answer.json()
    return said


def _sent(method: str, address: str, body: Mapping[str, object]) -> httpx.Response:
    return httpx.request(method, address, json=body, headers={"Idempotency-Key": address.rpartition("/")[2]})
