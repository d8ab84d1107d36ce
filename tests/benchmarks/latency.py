"""From an accepted command to the projection that a page would read, at a steady rate of commands."""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from dataclasses import dataclass, field

import httpx

from shared.contracts.read_models import PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import connect_blocking
from tests.benchmarks.processes import service, wait_until

PARTICIPANTS_IN_TURN = 200
IN_FLIGHT_AT_MOST = 64


@dataclass(slots=True)
class _Seen:
    """When each participant's projection was first seen to hold so many events, by a change stream."""

    at: dict[tuple[str, int], float] = field(default_factory=dict)


def measure(settings: Settings, rate: int, seconds: int) -> dict[str, object]:
    """p50 and p99 in milliseconds between the 201 and the projection, over `rate * seconds` commands."""
    seen = _Seen()
    with service("goals", settings) as (_, goals), service("scoring", settings) as (_, scoring):
        for address in (goals, scoring):
            wait_until(lambda address=address: _healthy(address))  # type: ignore[misc]  # bound now
        watcher = threading.Thread(target=_watch, args=(settings, seen), daemon=True)
        watcher.start()
        accepted = asyncio.run(_send(goals, rate, seconds))
        wait_until(lambda: all(key in seen.at for key in accepted))
    waits = sorted(1000 * max(seen.at[key] - at, 0.0) for key, at in accepted.items())
    return {
        "figure": "command-to-projection",
        "commands_per_s": rate,
        "commands": len(waits),
        "p50_ms": round(statistics.median(waits), 1),
        "p99_ms": round(waits[int(len(waits) * 0.99)], 1),
        "longest_ms": round(waits[-1], 1),
    }


async def _send(goals: str, rate: int, seconds: int) -> dict[tuple[str, int], float]:
    """(participant, number of its events) -> when the command that made the last of them was accepted."""
    accepted: dict[tuple[str, int], float] = {}
    limits = httpx.Limits(max_connections=IN_FLIGHT_AT_MOST)
    async with httpx.AsyncClient(base_url=goals, limits=limits, timeout=30) as client:
        for person in range(PARTICIPANTS_IN_TURN):
            place = f"/v1/organizations/bench/participants/p{person}/enrolments"
            answer = await client.post(
                place, json={"site": "one", "program": "walking"}, headers={"Idempotency-Key": f"enrol-{person}"}
            )
            answer.raise_for_status()
        held = dict.fromkeys(range(PARTICIPANTS_IN_TURN), 1)
        started = time.perf_counter()
        sending: set[asyncio.Task[None]] = set()
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            person = number % PARTICIPANTS_IN_TURN
            held[person] += 1
            sending.add(asyncio.create_task(_set_goal(client, person, held[person], accepted)))
            sending = {task for task in sending if not task.done()}
        await asyncio.gather(*sending)
    return accepted


async def _set_goal(
    client: httpx.AsyncClient, person: int, held: int, accepted: dict[tuple[str, int], float]
) -> None:
    answer = await client.post(
        f"/v1/organizations/bench/participants/p{person}/goals",
        json={"value_area": "health", "review_on": "2030-01-01", "confidence": 6},
        headers={"Idempotency-Key": f"goal-{person}-{held}"},
    )
    answer.raise_for_status()
    accepted[f"bench/p{person}", held] = time.perf_counter()


def _watch(settings: Settings, seen: _Seen) -> None:
    participants = connect_blocking(settings.mongo, settings.database_of(SCORING))[PARTICIPANTS]
    held: dict[str, int] = {}
    with participants.watch(full_document="updateLookup", max_await_time_ms=10) as changes:
        for change in changes:
            now = time.perf_counter()
            if document := change.get("fullDocument"):
                subject, events = document["_id"], document["events"]
                for number in range(held.get(subject, 0) + 1, events + 1):
                    seen.at[subject, number] = now
                held[subject] = max(held.get(subject, 0), events)


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
