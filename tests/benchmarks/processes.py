"""Child processes to measure, each with its own settings."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from socket import socket

import httpx

from shared.runtime.settings import Settings
from shared.runtime.store import connect_blocking

GIVE_UP_AFTER = 600.0
"""Seconds after which a measurement that does not end is an error."""


def environment(settings: Settings, **more: str) -> dict[str, str]:
    """The process environment that says the same as `settings`."""
    said = {f"CAIRN_{name.upper()}": str(value) for name, value in settings.model_dump(exclude={"demo"}).items()}
    return {**os.environ, **said, **more}


def free_port() -> int:
    """A port nobody listens on now."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def service(
    name: str, settings: Settings, *, healthy: bool = True, health: str = "/health", **more: str
) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The process of `python -m services.<name>`, once it is healthy, and its address; stopped at the end.

    `more`: settings of its own, as environment variables.
    """
    port = free_port()
    said = environment(settings, CAIRN_PORT=str(port), CAIRN_LOG_LEVEL="ERROR", **more)
    process = subprocess.Popen([sys.executable, "-m", f"services.{name}"], env=said, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        if healthy:
            wait_until(lambda: _healthy(process, address + health))
        yield process, address
    finally:
        process.terminate()
        process.wait(20)


def printed_rate(module: str, settings: Settings, count: int) -> float:
    """What `python -m module count` prints: events per second."""
    done = subprocess.run(
        [sys.executable, "-m", module, str(count)],
        env=environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=True,
        timeout=GIVE_UP_AFTER,
    )
    return float(done.stdout)


def wait_until(done: Callable[[], bool], *, every: float = 0.1) -> None:
    """Poll until done. Raises TimeoutError after GIVE_UP_AFTER."""
    deadline = time.monotonic() + GIVE_UP_AFTER
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError("the measurement did not end")
        time.sleep(every)


def _healthy(process: subprocess.Popen[bytes], address: str) -> bool:
    if process.poll() is not None:
        raise RuntimeError(f"a service to measure has ended (exit status {process.returncode})")
    try:
        return httpx.get(address, timeout=5).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def settle(settings: Settings) -> None:
    """Have MongoDB write out what the measurement before this one left in its memory."""
    connect_blocking(settings.mongo, "admin").command("fsync")
