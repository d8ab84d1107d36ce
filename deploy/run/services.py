"""The four services as child processes of their own, each healthy before anybody is told of it."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import httpx

from deploy.run.stopped import PortInUse, ProcessEnded, ProcessSilent
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, free_port, is_free

SERVICES = ("goals", "checkins", "scoring", "dashboard")
"""In the order in which they are started; they are stopped in the opposite one."""
HEALTHY_WITHIN = 60.0
"""Seconds; on an idle machine they need about 3."""
STOPS_WITHIN = 12.0
"""Seconds from SIGTERM to SIGKILL: longer than the 10 that a service gives its running requests."""

_HEALTH = dict.fromkeys(SERVICES, "/health") | {"dashboard": "/_stcore/health"}
_ASK_EVERY = 0.1
_LONGEST_LINE = 300


def choose_ports(asked: Mapping[str, int | None]) -> Mapping[str, int]:
    """A port for each service: the one that was asked for, or a free one. Raises PortInUse."""
    ports: dict[str, int] = {}
    for service in SERVICES:
        port = asked.get(service)
        if port is not None and (port in ports.values() or not is_free(port)):
            raise PortInUse(service, port)
        while port is None or port in ports.values():
            port = free_port()
        ports[service] = port
    return ports


class Services:
    """goals, checkins, scoring and dashboard on loopback; their logs are files in `folder`."""

    def __init__(self, folder: Path, ports: Mapping[str, int]) -> None:
        self.children = [Child(service, folder / f"{service}.log") for service in SERVICES]
        self._ports = ports

    def address(self, service: str) -> str:
        """Where it listens, as a URL."""
        return f"http://{LOOPBACK}:{self._ports[service]}"

    def start(self) -> None:
        """Start all, with this process's settings. `await_health` tells when they can be used."""
        for child in self.children:
            self.start_one(child)

    def start_one(self, child: Child) -> None:
        """Start one of `children`, or start it again where it was."""
        addresses = {f"CAIRN_{name.upper()}": self.address(name) for name in ("goals", "checkins", "scoring")}
        own = {"CAIRN_HOST": LOOPBACK, "CAIRN_PORT": str(self._ports[child.name]), "CAIRN_DEMO": "1"}
        child.start([sys.executable, "-m", f"services.{child.name}"], {**os.environ, **addresses, **own})

    def await_health(self, servers: Sequence[Child]) -> None:
        """Return when all are healthy. Raises ProcessSilent, or ProcessEnded for one of them or of `servers`."""
        deadline = time.monotonic() + HEALTHY_WITHIN
        with httpx.Client(timeout=3, trust_env=False) as client:
            for child in self.children:
                while (fault := self._fault(client, child.name)) is not None:
                    raise_if_ended((*servers, *self.children))
                    if time.monotonic() > deadline:
                        raise ProcessSilent(child.name, HEALTHY_WITHIN, child.log, fault)
                    time.sleep(_ASK_EVERY)

    def stop(self) -> None:
        """Stop what runs, the last started first. May be called when some or none were started."""
        for child in reversed(self.children):
            child.ask_to_stop()  # all at once: none needs another to end
        for child in reversed(self.children):
            child.stop(STOPS_WITHIN)

    def _fault(self, client: httpx.Client, service: str) -> str | None:
        try:
            answer = client.get(self.address(service) + _HEALTH[service])
        except httpx.TransportError as error:
            return f"it does not answer ({type(error).__name__})"
        return None if answer.is_success else _shortened(answer.text)


def raise_if_ended(children: Iterable[Child]) -> None:
    """Raises ProcessEnded for the first of these children that has ended."""
    for child in children:
        if (status := child.poll()) is not None:
            raise ProcessEnded(child.name, status, child.log, _last_words(child))


def _last_words(child: Child) -> str:
    line = child.last_words()
    try:
        logged = json.loads(line)
    except ValueError:
        return _shortened(line)
    if not isinstance(logged, dict):
        return _shortened(line)
    # the local mongod writes "msg", our services "message" and sometimes "error"
    said = (logged.get("message") or logged.get("msg"), logged.get("error"))
    return _shortened(": ".join(str(words) for words in said if words) or line)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else line[: _LONGEST_LINE - 1] + "…"
