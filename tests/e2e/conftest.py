"""A real browser, and the services as the processes that they are in production."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, Page, Request, async_playwright

from services.dashboard.access_log import ACCESS_LOG
from shared.contracts.read_models import SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import BlockingDatabase, Document, connect_blocking
from tests.e2e.chromium import chromium_or_reason
from tests.e2e.serving import Service, running

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ANSWERS_WITHIN = 20_000
"""Milliseconds that a page may take on a busy machine before a test calls it missing."""
Start = Callable[..., Service]
"""Starts a service by name with a test's settings; it is stopped after the test."""


@pytest.fixture(scope="session")
def chromium() -> Path:
    """A chromium's executable; where there is none, browser tests skip with a reason, and in CI they fail."""
    found = chromium_or_reason()
    if isinstance(found, Path):
        return found
    if os.environ.get("CI"):
        pytest.fail(found, pytrace=False)
    pytest.skip(found)


@pytest.fixture
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """A fresh browser."""
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        yield one
        await one.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of a desktop's width. It fails a test when it asked anybody but this machine for anything."""
    one = await browser.new_page(viewport={"width": 1440, "height": 900})
    one.set_default_timeout(ANSWERS_WITHIN)
    elsewhere: list[str] = []

    def look_at(request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, "127.0.0.1"):
            elsewhere.append(str(host))

    one.on("request", look_at)
    yield one
    assert elsewhere == []


@pytest.fixture
def start(space: Settings, tmp_path: Path) -> Iterator[Start]:
    """See `Start`."""
    with ExitStack() as services:

        def started(name: str, **variables: str) -> Service:
            return services.enter_context(running(name, space, tmp_path, **variables))

        yield started


@pytest.fixture
def dashboard(start: Start) -> str:
    """The address of a dashboard on a demo."""
    return start("dashboard", CAIRN_DEMO="1").url


@pytest.fixture
def scores(space: Settings) -> Iterator[BlockingDatabase[Document]]:
    """Scoring's database."""
    database = connect_blocking(space.mongo, space.database_of(SCORING))
    yield database
    database.client.close()


@pytest.fixture
def views(space: Settings, scores: BlockingDatabase[Document]) -> Callable[[], list[tuple[str, str]]]:
    """Reads the access log: (page, subject) of everybody who was shown, in that order."""
    log = scores.client.get_database(space.database_of("dashboard"))[ACCESS_LOG]

    def read() -> list[tuple[str, str]]:
        return [(entry["page"], subject) for entry in log.find(sort=[("_id", 1)]) for subject in entry["subjects"]]

    return read


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything here is on this machine."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
