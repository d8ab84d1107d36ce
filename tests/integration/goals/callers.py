"""Callers of the goals service: in this process for most tests, over TCP to a child process where death matters."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from deploy.stacks.readiness import free_port
from services.goals.app import build_app
from shared.runtime.settings import Settings
from tests.documented import only_documented

PROGRAM: dict[str, Any] = {
    "from_version": 0,
    "name": {"en": "Walking, 12 weeks"},
    "check_in_every_days": 7,
    "silent_after_days": 14,
    "review_every_days": 28,
    "languages": ["en"],
    "prompts": [{"code": "proud-of", "text": {"en": "What are you a little proud of this week?"}}],
}
ENROL: dict[str, Any] = {"site": "harbour", "program": "walking-12-weeks"}
SET: dict[str, Any] = {"value_area": "health", "review_on": "2026-03-29", "occurred_at": "2026-03-01T08:00:00Z"}
REVISE: dict[str, Any] = {"from_version": 1, "reason": "too-hard"}
PLAN: dict[str, Any] = {
    "measure": "minutes-walked",
    "at_least": 10,
    "per": "day",
    "starts_on": "2026-03-02",
    "due_on": "2026-03-08",
}
STARTS_WITHIN = 20.0
"""Seconds until a child process must answer."""


class Caller:
    """Sends commands for one organization, as its own system or on behalf of somebody (`participant:robin`)."""

    def __init__(self, client: httpx.AsyncClient, organization: str = "shore", acting_as: str | None = None) -> None:
        self._client = client
        self._organization = organization
        self._root = f"/v1/organizations/{organization}"
        self._headers = {"Cairn-Acting-As": acting_as} if acting_as else {}

    def acting_as(self, whom: str) -> Caller:
        """A caller for the same organization on behalf of somebody."""
        return Caller(self._client, self._organization, whom)

    async def post(
        self, path: str, body: dict[str, Any] | bytes, key: str | None = None, method: str = "POST"
    ) -> httpx.Response:
        """The answer to a command; with a key of its own unless told which."""
        said = {"Idempotency-Key": key or uuid4().hex, "Content-Type": "application/json"} | self._headers
        content = body if isinstance(body, bytes) else json.dumps(body)
        return await self._client.request(method, self._root + path, content=content, headers=said)

    async def put(self, path: str, body: dict[str, Any], key: str | None = None) -> httpx.Response:
        """The answer to a PUT."""
        return await self.post(path, body, key, "PUT")

    async def accepted(self, path: str, body: dict[str, Any], key: str | None = None) -> dict[str, Any]:
        """The body of the 201 that must come."""
        answer = await self.post(path, body, key)
        assert answer.status_code == 201, answer.text
        accepted: dict[str, Any] = answer.json()
        return accepted

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self._client.get(self._root + path, headers=self._headers | headers)

    async def offered(self) -> None:
        """Puts the program that ENROL names, if nobody has."""
        answer = await self.put(f"/programs/{ENROL['program']}", PROGRAM, "the-program")
        assert answer.status_code == 201, answer.text

    async def enrolled(self, participant: str = "robin") -> str:
        """Enrols a participant, in a program that is offered, and says who it is."""
        await self.offered()
        await self.accepted(f"/participants/{participant}/enrolments", ENROL)
        return participant

    async def goal(self, participant: str = "robin", **more: Any) -> str:
        """Sets a goal for an enrolled participant; its id."""
        goal_id: str = (await self.accepted(f"/participants/{participant}/goals", SET | more))["goal_id"]
        return goal_id


@asynccontextmanager
async def instance(settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    """One instance of the service in this process, and a client of it that holds it to its OpenAPI document."""
    app = build_app(settings)
    async with app.router.lifespan_context(app):
        transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
        hooks = {"response": [only_documented(app)]}
        async with httpx.AsyncClient(
            transport=transport, base_url="http://goals", timeout=30, event_hooks=hooks
        ) as client:
            yield client


class Process:
    """`python -m services.goals` as a child process."""

    def __init__(self, settings: Settings, folder: Path) -> None:
        self.url = f"http://127.0.0.1:{settings.port}"
        self._stderr = folder / f"goals-{uuid4().hex[:6]}.log"
        with self._stderr.open("wb") as log:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "services.goals"], env=environment(settings), stdout=log, stderr=log
            )

    def said(self) -> str:
        """All that it wrote so far."""
        return self._stderr.read_text()

    def await_answer(self) -> None:
        """Returns when it answers HTTP."""
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            assert self._child.poll() is None, self.said()
            try:
                httpx.get(self.url + "/openapi.json")
            except httpx.TransportError:
                continue
            return
        raise AssertionError(f"no answer within {STARTS_WITHIN} s: {self.said()}")

    def kill(self) -> None:
        """kill -9."""
        self._child.kill()
        self._child.wait()

    def stop(self) -> int:
        """SIGTERM; its exit status."""
        self._child.send_signal(signal.SIGTERM)
        return self._child.wait(timeout=20)

    def close(self) -> None:
        if self._child.poll() is None:
            self.kill()


@contextmanager
def process(settings: Settings, folder: Path) -> Iterator[Process]:
    """The service in a process of its own, answering; killed at the end if it lives. A port of 0 is a free one."""
    child = Process(settings.model_copy(update={"port": settings.port or free_port()}), folder)
    try:
        child.await_answer()
        yield child
    finally:
        child.close()


def environment(settings: Settings) -> dict[str, str]:
    """The environment that tells a child process these settings."""
    told = {
        f"CAIRN_{name.upper()}": str(int(value) if isinstance(value, bool) else value)
        for name, value in settings.model_dump().items()
    }
    return {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")} | told
