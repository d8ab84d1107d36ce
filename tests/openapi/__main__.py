"""Hold goals and checkins to their OpenAPI documents: `python -m tests.openapi` (`make test-openapi`).

Both run as processes on a local stack, with somebody who has joined, has a goal and a step; what Schemathesis makes
up from the documents is sent to them: no 5xx, no answer that the document does not have, nothing refused that it
allows or taken that it forbids. Exit status 0 when there was no failure.
"""

from __future__ import annotations

import argparse
import asyncio
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import httpx

from deploy.prepare import prepare
from deploy.stacks.local import LocalStack
from shared.runtime.settings import Settings
from tests.benchmarks.processes import service, wait_until
from tests.walking import PROGRAM

ORGANIZATION, PARTICIPANT, WALKING = "shore", "robin", "walking"
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
_CONFIGURATION = """
[checks]
# What only several fields together, or what is recorded, can tell is refused with 422, too: no schema can say it.
positive_data_acceptance.expected-statuses = ["2xx", 304, 403, 404, 409, 413, 422]

[parameters]
"""
GIVES_UP_AFTER = 900
"""Seconds."""


def main() -> int:
    """Exit status 0 when neither service failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.openapi", description=__doc__.partition("\n")[0])
    parser.add_argument("--examples", type=int, default=25, help="made-up requests per operation")
    examples: int = parser.parse_args().examples
    with LocalStack.start() as stack:
        settings = Settings(kafka=stack.kafka, mongo=stack.mongo, partitions=1)
        asyncio.run(prepare(settings))
        with service("goals", settings) as (_, goals), service("checkins", settings) as (_, checkins):
            ids = _recorded(goals, checkins)
            failed = [address for address in (goals, checkins) if _disagrees(address, ids, examples)]
    return 1 if failed else 0


def _recorded(goals: str, checkins: str) -> Mapping[str, str]:
    """Path parameters that exist."""
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
    names = ("organization", "participant_id", "program", "goal_id", "step_id", "value_id", "setback_id")
    return {name: ids[name] for name in names}


def _send(method: str, address: str, body: Mapping[str, object]) -> dict[str, str]:
    answer = _sent(method, address, body)
    answer.raise_for_status()
    said: dict[str, str] = answer.json()
    return said


def _sent(method: str, address: str, body: Mapping[str, object]) -> httpx.Response:
    return httpx.request(method, address, json=body, headers={"Idempotency-Key": address.rpartition("/")[2]})


def _disagrees(address: str, ids: Mapping[str, str], examples: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder) / "schemathesis.toml"
        known = "".join(f'"path.{name}" = "{value}"\n' for name, value in ids.items())
        configuration.write_text(_CONFIGURATION + known)
        ended = subprocess.run(
            [
                str(Path(sys.executable).with_name("schemathesis")),
                f"--config-file={configuration}",
                "run",
                f"{address}/openapi.json",
                f"--max-examples={examples}",
                "--phases=examples,coverage,fuzzing",
                "--no-color",
                "--seed=1",
            ],
            check=False,
            timeout=GIVES_UP_AFTER,
        )
    return ended.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
