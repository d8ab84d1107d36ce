"""A service as a process of its own, healthy before a test uses it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, free_port
from shared.runtime.settings import Settings

HEALTHY_WITHIN = 60.0
"""Seconds; about 3 on an idle machine."""


@dataclass(frozen=True)
class Service:
    """A running service and its address."""

    url: str
    child: Child


@contextmanager
def running(name: str, settings: Settings, folder: Path, **variables: str) -> Iterator[Service]:
    """`python -m services.<name>` with these settings, for as long as the context lasts."""
    port = free_port()
    child = Child(name, folder / f"{name}-{port}.log")
    child.start([sys.executable, "-m", f"services.{name}"], environment(settings, port, **variables))
    service = Service(f"http://{LOOPBACK}:{port}", child)
    try:
        child.wait_until(lambda: _healthy(service.url, name), HEALTHY_WITHIN)
        yield service
    finally:
        child.stop()


def environment(settings: Settings, port: int, **variables: str) -> dict[str, str]:
    """This process's environment with a test's settings instead of its own."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    ours = {
        "CAIRN_KAFKA": settings.kafka,
        "CAIRN_MONGO": settings.mongo,
        "CAIRN_DATABASE": settings.database,
        "CAIRN_TOPIC_PREFIX": settings.topic_prefix,
        "CAIRN_PARTITIONS": str(settings.partitions),
        "CAIRN_PORT": str(port),
    }
    return {**others, **ours, **variables}


def _healthy(url: str, name: str) -> bool:
    try:
        return httpx.get(url + ("/_stcore/health" if name == "dashboard" else "/health"), timeout=5).is_success
    except httpx.TransportError:
        return False
