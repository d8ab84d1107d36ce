"""The simulated program, played through the public HTTP commands as `make run` does it, until all of it is scored."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import httpx

from deploy.sample.arrival import await_arrival
from deploy.sample.choice import PARTICIPANTS, SEED, tobacco_free
from deploy.sample.player import Played, play
from deploy.sample.sending import Service
from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.benchmarks.processes import service, wait_until


def measure(settings: Settings, participants: int = PARTICIPANTS) -> dict[str, object]:
    """Seconds until all commands were answered (player and services share the machine), and until all was scored."""
    sample = tobacco_free(datetime.now(UTC), participants, SEED)
    commands = sum(map(len, sample.journeys.values()))
    with (
        service("goals", settings) as (_, goals),
        service("checkins", settings) as (_, checkins),
        service("scoring", settings) as (_, scoring),
    ):
        for address in (goals, checkins, scoring):
            wait_until(lambda address=address: _healthy(address))  # type: ignore[misc]  # bound now
        started = time.perf_counter()
        addresses = {Service.GOALS: goals, Service.CHECKINS: checkins}
        played = asyncio.run(
            play(
                sample.journeys,
                addresses,
                on_answer=lambda: None,
                programs=[sample.program],
                rosters=sample.rosters,
            )
        )
        asyncio.run(_scored(settings, played))
        seconds = time.perf_counter() - started
    return {
        "figure": "simulated-program",
        "participants": participants,
        "commands": commands,
        "play_s": round(played.seconds, 1),
        "commands_per_s": round(commands / played.seconds),
        "scored_s": round(seconds, 1),
    }


async def _scored(settings: Settings, played: Played) -> None:
    async with connect(settings.mongo, settings.database_of(SCORING)) as database:
        await await_arrival(database, played.events)


def _healthy(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False
