"""What `python -m deploy.run` starts, for tests and pictures of the pages: all services, a program played through."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from deploy.prepare import prepare
from deploy.run.services import SERVICES, Services, choose_ports
from deploy.sample.arrival import await_arrival
from deploy.sample.choice import SEED, Sample, tobacco_free, zones_of
from deploy.sample.play import play_shown
from deploy.sample.sending import Service
from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import connect

PEOPLE = 48
"""Simulated: enough for groups of five at each site."""


@dataclass(frozen=True)
class Everything:
    """The running services, with the SIMULATED program in them."""

    settings: Settings
    services: Services
    sample: Sample

    @property
    def dashboard(self) -> str:
        return self.services.address("dashboard")

    @contextmanager
    def without(self, name: str) -> Iterator[None]:
        """A service is away for as long as the context lasts; afterwards it is back, and healthy."""
        (child,) = (one for one in self.services.children if one.name == name)
        child.stop()
        try:
            yield
        finally:
            self.services.start_one(child)
            self.services.await_health(())


@contextmanager
def everything(settings: Settings, folder: Path, people: int = PEOPLE) -> Iterator[Everything]:
    """Started on these servers, played through, and scored. The same people with the same courses on each day."""
    services = Services(folder, choose_ports(dict.fromkeys(SERVICES)))
    sample = tobacco_free(datetime.now(UTC), people, SEED)
    asyncio.run(prepare(settings))
    try:
        with _told(settings, zones_of([sample])):
            services.start()
            services.await_health(())
            asyncio.run(_play(sample, services, settings))
            yield Everything(settings, services, sample)
    finally:
        services.stop()


async def _play(sample: Sample, services: Services, settings: Settings) -> None:
    played = await play_shown([sample], {service: services.address(service) for service in Service})
    async with connect(settings.mongo, settings.database_of(SCORING)) as database:
        await await_arrival(database, played.events)


@contextmanager
def _told(settings: Settings, zones: str) -> Iterator[None]:
    """These settings stand in the environment, from which the services read them."""
    before = {name: value for name, value in os.environ.items() if name.startswith("CAIRN_")}
    ours = {
        "CAIRN_KAFKA": settings.kafka,
        "CAIRN_MONGO": settings.mongo,
        "CAIRN_DATABASE": settings.database,
        "CAIRN_TOPIC_PREFIX": settings.topic_prefix,
        "CAIRN_PARTITIONS": str(settings.partitions),
        "CAIRN_ZONES": zones,
    }
    _set(remove=before, add=ours)
    try:
        yield
    finally:
        _set(remove=ours, add=before)


def _set(*, remove: dict[str, str], add: dict[str, str]) -> None:
    for name in remove:
        os.environ.pop(name, None)
    os.environ.update(add)
