"""How many commands goals and checkins accept in a burst, and how long a caller waits; outbox and relay at work."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import httpx

from shared.runtime.settings import Settings
from tests.benchmarks.processes import service, wait_until
from tests.walking import PROGRAM

PARTICIPANTS = 500
CONNECTIONS = 32
BURSTS = 3
PAUSE = 2.0
"""Seconds between two bursts, in which the relay publishes what is left of the one before."""
_ENROL = {"site": "one", "program": "walking"}
_GOAL = json.dumps({"value_area": "health", "review_on": "2030-01-01", "confidence": 6}).encode()
_CHECK_IN = json.dumps(
    {"setting": "check-in", "mood": "happy", "rulers": [{"kind": "confidence", "value": 6}]}
).encode()
_UNDER = "/v1/organizations/bench"

Command = Callable[[int], tuple[str, bytes, str]]
"""(path, body, idempotency key) of the n-th command."""


def measure(settings: Settings, rate: int, seconds: int) -> list[dict[str, object]]:
    """A figure for each of the two services: BURSTS bursts of `rate` commands a second over `seconds`.

    The burst before them, on processes that have just started, is shown as `warming_up`.
    """
    with service("goals", settings) as (_, goals), service("checkins", settings) as (_, checkins):
        _enrol(goals)
        wait_until(lambda: _knows(checkins, PARTICIPANTS - 1))
        return [
            _figure("goals", goals, rate, seconds, lambda burst: lambda n: (*_goal(n), f"goal-{burst}-{n}")),
            _figure("checkins", checkins, rate, seconds, lambda burst: lambda n: (*_check_in(n), f"in-{burst}-{n}")),
        ]


def _goal(n: int) -> tuple[str, bytes]:
    return f"{_UNDER}/participants/p{n % PARTICIPANTS}/goals", _GOAL


def _check_in(n: int) -> tuple[str, bytes]:
    return f"{_UNDER}/participants/p{n % PARTICIPANTS}/check-ins", _CHECK_IN


def _figure(
    name: str, address: str, rate: int, seconds: int, commands: Callable[[int], Command]
) -> dict[str, object]:
    bursts = []
    for burst in range(BURSTS + 1):
        bursts.append(asyncio.run(_burst(address, rate, rate * seconds, commands(burst))))
        time.sleep(PAUSE)
    warming_up, *bursts = bursts
    return {
        "figure": f"commands-accepted-by-{name}",
        "asked_per_s": rate,
        "seconds": seconds,
        "warming_up": warming_up,
        "bursts": bursts,
    }


def _enrol(goals: str) -> None:
    with httpx.Client(base_url=goals, timeout=30) as client:
        client.put(f"{_UNDER}/programs/walking", json=PROGRAM, headers={"Idempotency-Key": "p"}).raise_for_status()
        for person in range(PARTICIPANTS):
            place = f"{_UNDER}/participants/p{person}/enrolments"
            client.post(place, json=_ENROL, headers={"Idempotency-Key": f"enrol-{person}"}).raise_for_status()


def _knows(checkins: str, person: int) -> bool:
    path, body = _check_in(person)
    headers = {"Idempotency-Key": "known", "Content-Type": "application/json"}
    return httpx.post(f"{checkins}{path}", content=body, headers=headers).status_code == httpx.codes.CREATED


async def _burst(address: str, rate: int, count: int, command: Command) -> dict[str, float]:
    """Latencies in milliseconds from when each command was due, waiting for a connection included."""
    place = urlsplit(address)
    free: asyncio.Queue[_Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(_Connection(*await asyncio.open_connection(place.hostname, place.port)))
    taken: list[float] = []

    async def send(number: int, due: float) -> None:
        connection = await free.get()
        await connection.post(*command(number))
        free.put_nowait(connection)
        taken.append(1000 * (time.perf_counter() - due))

    started = time.perf_counter()
    sending: list[asyncio.Task[None]] = []
    while len(sending) < count:
        due = started + len(sending) / rate
        if due <= time.perf_counter():
            sending.append(asyncio.create_task(send(len(sending), due)))
        else:
            await asyncio.sleep(0.001)
    await asyncio.gather(*sending)
    span = time.perf_counter() - started
    while not free.empty():
        free.get_nowait().writer.close()
    taken.sort()
    return {
        "accepted_per_s": round(count / span),
        "p50_ms": round(taken[count // 2], 1),
        "p99_ms": round(taken[int(count * 0.99)], 1),
    }


class _Connection:
    """One kept connection, as lean as a client can be: what is measured is the service."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def post(self, path: str, body: bytes, key: str) -> None:
        """Raises AssertionError for any answer but 201."""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"Idempotency-Key: {key}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.writer.write(head.encode() + body)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        length = int(answer.partition(b"content-length:")[2].partition(b"\r\n")[0])
        said = await self.reader.readexactly(length)
        assert answer.split(b" ", 2)[1] == b"201", said
