"""Streamlit's server, as this very process: its options, its logs, and what it says when a page breaks."""

from __future__ import annotations

import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from services.dashboard import theme
from services.dashboard.demo_cookie import DemoCookie
from services.dashboard.wording.pages import SOMETHING_BROKE
from shared.runtime.errors import Misconfigured
from shared.runtime.settings import Settings

SCRIPT = Path(__file__).with_name("app.py")
_ours = logging.getLogger(__name__)


def serve(settings: Settings) -> None:
    """Serve the dashboard at settings.host:settings.port until SIGTERM or SIGINT. Raises Misconfigured."""
    port = _listenable(settings.host, settings.port)
    app = st.App(
        SCRIPT,
        lifespan=_with_our_logs,
        middleware=[Middleware(DemoCookie)] if settings.demo else [],
        on_script_error=_say_that_it_broke,
    )
    _ours.info("serving on http://%s:%d", settings.host, port)
    app.run(
        config={
            **theme.OPTIONS,
            "server.address": settings.host,
            "server.port": port,
            "server.headless": True,
            "server.fileWatcherType": "none",
            "server.runOnSave": False,
            "browser.gatherUsageStats": False,
            "runner.postScriptGC": False,
            "runner.magicEnabled": False,
            "client.showErrorDetails": "none",
            "client.showErrorLinks": False,
            "client.toolbarMode": "minimal",
            "logger.level": "warning",
            "logger.hideWelcomeMessage": True,
        }
    )


def _listenable(host: str, port: int) -> int:
    """The port, or a free one for 0."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Misconfigured(
                f"cannot listen on {host}:{port} ({error.strerror}); free it or set CAIRN_PORT"
            ) from error
        return int(probe.getsockname()[1])


@asynccontextmanager
async def _with_our_logs(app: st.App) -> AsyncIterator[None]:
    """Streamlit gives each of its loggers a handler that writes whole tracebacks; ours write JSON without them.

    The server speaks only from WARNING up: a line per request would hold addresses with participants' ids.
    """
    for name in list(logging.root.manager.loggerDict):
        if name.split(".")[0] in {"streamlit", "uvicorn", "websockets"}:
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.propagate = True
            logger.setLevel(logging.WARNING)
    yield


def _say_that_it_broke(error: Exception) -> bool:
    """Shown instead of Streamlit's own box. Streamlit has logged the error; True: nothing more to show."""
    st.info(SOMETHING_BROKE)
    return True
