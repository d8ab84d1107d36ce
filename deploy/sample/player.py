"""Sends journeys over HTTP: programs and rosters first, then each participant's commands in order, many at once.

Nothing is lost or doubled by a service that is away for a while: a command is sent again with the same key until it
is answered. checkins learns of participants and steps from topics, a moment after goals has answered; until then it
does not know them, and is asked again.
"""

from __future__ import annotations

import asyncio
import time
from asyncio import PriorityQueue
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
from httpx_aiohttp import AiohttpTransport

from deploy.sample.sending import Journeys, Program, Roster, Sendable, Service
from deploy.sample.trouble import PLAYED_BEFORE, Patience, in_a_line, is_there, refused, unheard
from shared.contracts.topics import subject_of

AT_ONCE = 16
"""Commands in flight: enough to keep two cores busy; each open connection makes every request a little dearer."""

Connect = Callable[[str], httpx.AsyncClient]
"""A client for a base URL."""


class PlayStopped(Exception):
    """A command was refused, or was not answered in time. `str()` is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Played:
    """What was answered: the ids of the recorded events by subject (`organization/participant_id`), and the time."""

    events: Mapping[str, frozenset[str]]
    seconds: float

    @property
    def count(self) -> int:
        """Events over all participants."""
        return sum(map(len, self.events.values()))


@dataclass(slots=True)
class _Traveller:
    """How far one participant's journey got."""

    commands: list[Sendable]  # the next one last
    ids: dict[str, str] = field(default_factory=dict)
    events: set[str] = field(default_factory=set)


def connect(url: str) -> httpx.AsyncClient:
    """A client that asks `url` itself, whatever proxies the environment names."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    # For the thousands of small commands of a sample: httpx's own transport takes several times as long for one.
    return httpx.AsyncClient(base_url=url, timeout=30, transport=AiohttpTransport(limits=limits), trust_env=False)


async def play(
    journeys: Journeys,
    addresses: Mapping[Service, str],
    *,
    on_answer: Callable[[], None],
    programs: Sequence[Program] = (),
    rosters: Sequence[Roster] = (),
    patience: Patience | None = None,
    connect: Connect = connect,
) -> Played:
    """Put programs, import rosters, then send all commands, the earliest of all first, AT_ONCE at a time.

    A program that is there already stays as it is.

    `on_answer` is called once per recorded command. Raises PlayStopped at the first command that is refused or
    that nobody answers within the given patience; what was recorded until then stays.
    """
    travellers = {
        subject_of(commands[0].organization, participant_id): _Traveller(list(reversed(commands)))
        for participant_id, commands in journeys.items()
        if commands
    }
    started = time.monotonic()
    async with _clients(addresses, connect) as clients:
        player = _Player(clients, patience or Patience(), on_answer)
        for program in programs:
            await player.put(program)
        for roster in rosters:
            for participant_id, event_id in await player.enrol(roster):
                subject = subject_of(roster.organization, participant_id)
                travellers.setdefault(subject, _Traveller([])).events.add(event_id)
        await player.send_all(travellers)
    events = {subject: frozenset(traveller.events) for subject, traveller in travellers.items()}
    return Played(events, time.monotonic() - started)


@asynccontextmanager
async def _clients(
    addresses: Mapping[Service, str], connect: Connect
) -> AsyncIterator[Mapping[Service, httpx.AsyncClient]]:
    async with AsyncExitStack() as open_ones:
        yield {
            service: await open_ones.enter_async_context(connect(address)) for service, address in addresses.items()
        }


class _Player:
    def __init__(
        self, clients: Mapping[Service, httpx.AsyncClient], patience: Patience, on_answer: Callable[[], None]
    ) -> None:
        self._clients = clients
        self._patience = patience
        self._on_answer = on_answer
        self._waiting: PriorityQueue[tuple[datetime, str]] = PriorityQueue()

    async def put(self, program: Program) -> None:
        """Put the program's first version, unless it is there."""
        headers = {"Idempotency-Key": program.key}
        await self._answer(Service.GOALS, "PUT", program.path, headers, json=program.definition)

    async def enrol(self, roster: Roster) -> Sequence[tuple[str, str]]:
        """Import the roster; (participant, event) of each line. Raises PlayStopped when a line was not recorded."""
        headers = {"Idempotency-Key": roster.key, "Content-Type": "text/csv"}
        report = await self._answer(Service.GOALS, "POST", roster.path, headers, content=roster.file)
        lines = report["lines"]
        for line in lines:
            if line["outcome"] != "enrolled":
                said = in_a_line(f"line {line['line']}", line["outcome"], line.get("code"), line.get("message"))
                raise PlayStopped(f"goals, POST {roster.path}: {said}; {PLAYED_BEFORE}")
        return [(line["participant_id"], line["event_id"]) for line in lines]

    async def send_all(self, travellers: Mapping[str, _Traveller]) -> None:
        for subject, traveller in travellers.items():
            if traveller.commands:
                self._waiting.put_nowait((traveller.commands[-1].at, subject))
        senders = [asyncio.create_task(self._send(travellers)) for _ in range(AT_ONCE)]
        everything = asyncio.create_task(self._waiting.join())
        try:
            done, _ = await asyncio.wait({everything, *senders}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (everything, *senders):
                task.cancel()
            await asyncio.gather(everything, *senders, return_exceptions=True)

    async def _send(self, travellers: Mapping[str, _Traveller]) -> None:
        while True:
            _, subject = await self._waiting.get()
            traveller = travellers[subject]
            command = traveller.commands.pop()
            path, content = command.path(traveller.ids), command.content(traveller.ids)
            answer = await self._answer(command.service, "POST", path, _headers(command), json=content)
            traveller.events |= command.recorded(answer)
            traveller.ids.update(command.remembered(answer))
            if traveller.commands:
                self._waiting.put_nowait((traveller.commands[-1].at, subject))
            self._waiting.task_done()
            self._on_answer()

    async def _answer(
        self, service: Service, method: str, path: str, headers: Mapping[str, str], **body: Any
    ) -> Mapping[str, Any]:
        client = self._clients[service]
        since: dict[str, float] = {}
        wait = self._patience.first_wait
        while True:
            try:
                answer = await client.request(method, path, headers=headers, **body)
            except httpx.TransportError as error:
                trouble = unheard(error, self._patience)
            else:
                if answer.is_success or is_there(answer, method):
                    recorded: Mapping[str, Any] = answer.json()
                    return recorded
                trouble = refused(answer, service, self._patience)
            now = time.monotonic()
            if now - since.setdefault(trouble.said, now) >= trouble.patience:
                raise PlayStopped(f"{service} at {client.base_url}, {method} {path}: {trouble.said}; {trouble.cure}")
            await asyncio.sleep(wait)
            wait = min(wait * 1.5, self._patience.longest_wait)


def _headers(command: Sendable) -> Mapping[str, str]:
    acting = {"Cairn-Acting-As": command.acting_as} if command.acting_as else {}
    return {"Idempotency-Key": command.key, **acting}
