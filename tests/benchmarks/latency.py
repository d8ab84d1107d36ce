"""From an accepted command to the projection that a page would read, at a steady rate of commands."""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from dataclasses import dataclass, field
from typing import TypeAlias

import httpx

from shared.contracts.read_models import PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import connect_blocking
from tests.benchmarks.processes import service, wait_until
from tests.walking import PROGRAM

PARTICIPANTS_IN_TURN = 200
IN_FLIGHT_AT_MOST = 64
Accepted: TypeAlias = dict[tuple[str, int], tuple[float, float]]


@dataclass(slots=True)
class _Seen:
    """When each participant's projection was first seen to hold so many events, by a change stream."""

    at: dict[tuple[str, int], float] = field(default_factory=dict)


def measure(settings: Settings, rate: int, seconds: int) -> dict[str, object]:
    """p50 and p99 in milliseconds between the 201 and the projection, over `rate * seconds` commands."""
    seen = _Seen()
    with service("goals", settings) as (_, goals), service("scoring", settings):
        watcher = threading.Thread(target=_watch, args=(settings, seen), daemon=True)
        watcher.start()
        accepted = asyncio.run(_send(goals, rate, seconds))
        wait_until(lambda: all(key in seen.at for key in accepted))
    since_sent = sorted(1000 * (seen.at[key] - sent) for key, (sent, _) in accepted.items())
    since_accepted = sorted(1000 * max(seen.at[key] - at, 0.0) for key, (_, at) in accepted.items())
    span = max(at for _, at in accepted.values()) - min(sent for sent, _ in accepted.values())
    return {
        "figure": "command-to-projection",
        "commands_per_s": {"asked": rate, "accepted": round(len(accepted) / span)},
        "commands": len(accepted),
        "accepted_to_visible_ms": _quantiles(since_accepted),
        "sent_to_visible_ms": _quantiles(since_sent),
    }


def _quantiles(milliseconds: list[float]) -> dict[str, float]:
    """0 in "accepted to visible": the projection was there before the answer had reached the client."""
    count = len(milliseconds)
    return {"p50": round(statistics.median(milliseconds), 1), "p99": round(milliseconds[int(count * 0.99)], 1)}


async def _send(goals: str, rate: int, seconds: int) -> Accepted:
    """(participant, number of its events) -> when the command for the last of them was sent, and accepted."""
    accepted: Accepted = {}
    limits = httpx.Limits(max_connections=IN_FLIGHT_AT_MOST)
    async with httpx.AsyncClient(base_url=goals, limits=limits, timeout=30) as client:
        answer = await client.put(
            "/v1/organizations/bench/programs/walking", json=PROGRAM, headers={"Idempotency-Key": "put-walking"}
        )
        answer.raise_for_status()
        for person in range(PARTICIPANTS_IN_TURN):
            place = f"/v1/organizations/bench/participants/p{person}/enrolments"
            answer = await client.post(
                place, json={"site": "one", "program": "walking"}, headers={"Idempotency-Key": f"enrol-{person}"}
            )
            answer.raise_for_status()
        held = dict.fromkeys(range(PARTICIPANTS_IN_TURN), 1)
        started = time.perf_counter()
        sending: list[asyncio.Task[None]] = []
        for number in range(rate * seconds):
            await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
            person = number % PARTICIPANTS_IN_TURN
            held[person] += 1
            sending.append(asyncio.create_task(_set_goal(client, person, held[person], accepted)))
        await asyncio.gather(*sending)
    return accepted


async def _set_goal(client: httpx.AsyncClient, person: int, held: int, accepted: Accepted) -> None:
    place = f"/v1/organizations/bench/participants/p{person}/goals"
    body = {"value_area": "health", "review_on": "2030-01-01", "confidence": 6}
    sent = time.perf_counter()
    answer = None
    while answer is None:
        try:
            answer = await client.post(place, json=body, headers={"Idempotency-Key": f"goal-{person}-{held}"})
        except httpx.TransportError:
            continue  # a connection that was just being closed; the key makes trying again safe
    answer.raise_for_status()
    accepted[f"bench/p{person}", held] = sent, time.perf_counter()


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
