"""The checkins service as its callers meet it: in this process, or as a child process that can be killed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
from aiokafka import AIOKafkaConsumer, ConsumerRecord, TopicPartition
from fastapi import FastAPI

from deploy.stacks.readiness import free_port
from services.checkins.app import build_app
from services.checkins.domain.learning import learned_from, newest
from services.checkins.store import KNOWN
from shared.contracts.envelope import CareEvent
from shared.runtime.publisher import Outgoing, Publisher
from shared.runtime.settings import Settings
from shared.runtime.store import connect

ROOT = Path(__file__).parents[3]
BASE = "/v1/organizations/riverside"


async def eventually(holds: Callable[[], Awaitable[bool]], *, within: float, what: str) -> None:
    """Ask until it holds."""
    deadline = time.monotonic() + within
    while not await holds():
        assert time.monotonic() < deadline, f"not within {within} s: {what}"
        await asyncio.sleep(0.02)


class Caller:
    """Sends commands of one organization."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self.client = client

    async def post(self, path: str, body: object, *, key: str, acting: str | None = None) -> httpx.Response:
        """One command, on somebody's behalf."""
        headers = {"Idempotency-Key": key, **({"Cairn-Acting-As": acting} if acting else {})}
        return await self.client.post(f"{BASE}{path}", json=body, headers=headers)

    async def get(self, path: str, *, acting: str | None = None, **said: str | int) -> httpx.Response:
        """One look, on somebody's behalf."""
        headers = {"Cairn-Acting-As": acting} if acting else {}
        return await self.client.get(f"{BASE}{path}", params=said, headers=headers)

    async def done(self, step_id: str, *, key: str, **said: object) -> httpx.Response:
        """A done attempt at a step."""
        return await self.post(f"/steps/{step_id}/attempts", {"outcome": "done", **said}, key=key)

    async def until_known(self, step_ids: Iterable[str], *, within: float = 15) -> None:
        """Wait until the service knows these steps; asks with a command that it refuses for another reason."""

        async def known() -> bool:
            asked = [self.done(step_id, key="look", barrier="time") for step_id in waiting]
            answers = await asyncio.gather(*asked)
            for step_id, answer in zip(list(waiting), answers, strict=True):
                if answer.status_code == 422:
                    waiting.remove(step_id)
            return not waiting

        waiting = list(step_ids)
        await eventually(known, within=within, what=f"the steps {waiting[:3]} are known")

    async def health(self) -> tuple[int, dict[str, str]]:
        """(status, what each check says)."""
        answer = await self.client.get("/health")
        return answer.status_code, answer.json()["checks"]


@asynccontextmanager
async def served(settings: Settings) -> AsyncIterator[tuple[Caller, FastAPI]]:
    """The service in this process."""
    app = build_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://checkins", timeout=30) as client,
    ):
        yield Caller(client), app


class Child:
    """The service as a process of its own, on a port that it keeps over restarts."""

    def __init__(self, settings: Settings, log: Path) -> None:
        self.port = free_port()
        self._log = log
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")},
            "CAIRN_KAFKA": settings.kafka,
            "CAIRN_MONGO": settings.mongo,
            "CAIRN_TOPIC_PREFIX": settings.topic_prefix,
            "CAIRN_DATABASE": settings.database,
            "CAIRN_PORT": str(self.port),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns at once."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "services.checkins"], cwd=ROOT, env=self._environment, stderr=log
            )

    def end(self, how: signal.Signals) -> int:
        """Send the signal and wait; the exit status."""
        if self._process is None:
            return 0
        self._process.send_signal(how)
        return self._process.wait(20)

    async def answers(self, client: httpx.AsyncClient) -> None:
        """Wait until it answers at all, well or not."""

        async def up() -> bool:
            assert self._process is not None
            assert self._process.poll() is None, self._log.read_text()
            try:
                await client.get("/health")
            except httpx.TransportError:
                return False
            return True

        await eventually(up, within=20, what="the service answers")


@asynccontextmanager
async def child(settings: Settings, folder: Path) -> AsyncIterator[tuple[Caller, Child]]:
    """The service as a running process that answers."""
    process = Child(settings, folder / "checkins.log")
    process.start()
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{process.port}", timeout=30) as client:
            await process.answers(client)
            yield Caller(client), process
    finally:
        process.end(signal.SIGKILL)


async def tell(settings: Settings, events: Iterable[CareEvent]) -> None:
    """Publish what another service would."""
    publisher = Publisher(settings.kafka, client_id="test")
    await publisher.publish([Outgoing(settings.topic(e.type), e.subject.encode(), e.to_json()) for e in events])
    await publisher.close()


async def until_learned(settings: Settings, events: Iterable[CareEvent]) -> None:
    """Tell these events, and wait until the service has learned from them."""
    told = list(events)
    await tell(settings, told)
    facts = newest(fact for event in told for fact in learned_from(event))

    async def learned() -> bool:
        found = {document["_id"]: tuple(document["position"]) async for document in known.find({})}
        return all(found.get(name, ()) >= fact.position for name, fact in facts.items())

    async with connect(settings.mongo, settings.database_of("checkins")) as database:
        known = database[KNOWN]
        await eventually(learned, within=15, what="what was told is known")


async def read_all(settings: Settings, topics: Iterable[str]) -> list[ConsumerRecord[bytes, bytes]]:
    """Every record that these topics hold now."""
    consumer = AIOKafkaConsumer(bootstrap_servers=settings.kafka, auto_offset_reset="earliest")
    await consumer.start()
    try:
        names = [settings.topic(topic) for topic in topics]
        partitions = [TopicPartition(n, p) for n in names for p in range(settings.partitions)]
        consumer.assign(partitions)
        ends = {partition: end for partition, end in (await consumer.end_offsets(partitions)).items() if end}
        found: list[ConsumerRecord[bytes, bytes]] = []
        deadline = time.monotonic() + 10
        while any([await consumer.position(partition) < end for partition, end in ends.items()]):
            assert time.monotonic() < deadline, "the topics could not be read"
            for records in (await consumer.getmany(timeout_ms=100)).values():
                found.extend(records)
        return found
    finally:
        await consumer.stop()


async def until_published(settings: Settings, topics: Iterable[str], ids: set[str], *, within: float = 10) -> None:
    """Wait until the topics hold events of exactly these ids."""
    names = list(topics)

    async def all_there() -> bool:
        return ids <= {_id_of(record) for record in await read_all(settings, names)}

    await eventually(all_there, within=within, what=f"{len(ids)} events are published")
    assert {_id_of(record) for record in await read_all(settings, names)} == ids


def _id_of(record: ConsumerRecord[bytes, bytes]) -> str:
    return str(json.loads(record.value or b"{}")["id"])
