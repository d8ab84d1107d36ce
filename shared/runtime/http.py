"""The HTTP side of a service: an app whose every error is a problem, with a bounded body and a health check."""

from __future__ import annotations

import gc
import signal
import socket
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from typing import Annotated

import uvicorn
from fastapi import FastAPI, Header
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from shared.contracts.envelope import LARGEST_EVENT
from shared.contracts.problems import Problem
from shared.runtime.background import broken
from shared.runtime.errors import Misconfigured
from shared.runtime.figures import Measure, measured
from shared.runtime.health import Check, report
from shared.runtime.logs import log_to_stderr
from shared.runtime.problems import answer_with_problems, problem_answer
from shared.runtime.settings import Settings, read_settings
from shared.runtime.store import check_url

IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=128,
        pattern=r"^[\x21-\x7e]+$",
        description="Chosen by the caller, once per command: the same key and body again give the same answer.",
    ),
]
BODY_TOO_LARGE = Problem(413, "body-too-large", f"The body is larger than {LARGEST_EVENT} bytes.")

_NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False}
"""FastAPI's own: it looks for somebody who wants it with every request, and nobody does."""

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def build_api(
    title: str,
    description: str,
    lifespan: Lifespan,
    checks: Callable[[], Sequence[Check]],
    measures: Callable[[], Sequence[Measure]] = tuple,
) -> FastAPI:
    """An app with problem+json errors, bodies up to 64 KiB, `GET /health` (200 when all checks pass, else 503) and
    `GET /figures` (`ServiceFigures`, whatever the checks say).
    """
    app = FastAPI(
        title=title, description=description, version="1", lifespan=lifespan, redoc_url=None, telemetry=_NO_TELEMETRY
    )
    answer_with_problems(app)
    app.add_middleware(_BoundedBody)

    @app.get("/health", include_in_schema=False)
    async def health() -> JSONResponse:
        ok, body = await report(checks())
        return JSONResponse(body, 200 if ok else 503)

    @app.get("/figures", include_in_schema=False)
    async def figures() -> JSONResponse:
        return JSONResponse((await measured(measures())).model_dump(mode="json"))

    return app


def run(service: str, build: Callable[[Settings], ASGIApp]) -> int:
    """A service's main: settings from the environment, logs, and the app until SIGTERM or SIGINT.

    Exit status 0 after a clean stop; 2, with one line on standard error that says what to do, for a setting that is
    missing or wrong or a port that is taken; 3 when the app could not start, or its background work broke.
    """
    try:
        settings = read_settings()
        check_url(settings.mongo)
        log_to_stderr(service, settings.log_level)
        return serve(lambda: build(settings), settings)
    except Misconfigured as error:
        sys.stderr.write(f"{service}: {error}\n")
        return 2


def serve(build: Callable[[], ASGIApp], settings: Settings) -> int:
    """Run the app until SIGTERM or SIGINT, then finish what is running and stop. Exit status as for `run`.

    Raises Misconfigured when it cannot listen; the port is taken before the app is built.
    """
    with _listening(settings) as listener:
        config = uvicorn.Config(
            build(),
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=10,
            ws="none",
        )
        server = uvicorn.Server(config)
        gc.collect()
        gc.freeze()  # what was loaded stays: walking it again and again held up replies for up to 50 ms
        # Uvicorn raises the signal again after a clean stop: as KeyboardInterrupt it ends here, not the process.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])
        return 0 if server.started and not broken() else 3


def _listening(settings: Settings) -> socket.socket:
    if settings.port == 0:
        raise Misconfigured("CAIRN_PORT is not set: it must be the port to listen on, 1 to 65535")
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise Misconfigured(
            f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); free it or set CAIRN_PORT"
        ) from error
    return listener


class _BoundedBody:
    """Answers 413 to a body over the limit, and holds no more of it than the limit."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = bytearray()
        more = True
        while more and len(body) <= LARGEST_EVENT:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
        if len(body) > LARGEST_EVENT:
            await problem_answer(BODY_TOO_LARGE)(scope, receive, send)
            return
        await self._app(scope, _replayed(bytes(body), receive), send)


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message
