"""Streamlit's server, as this very process: its options, its logs, and what it says when a page breaks."""

from __future__ import annotations

import logging
import signal
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from services.dashboard import theme
from services.dashboard.demo_cookie import DemoCookie
from services.dashboard.language import _, right_to_left, speaking
from services.dashboard.language_menu import chosen_language
from services.dashboard.wording.pages import SOMETHING_BROKE
from shared.runtime.errors import Misconfigured
from shared.runtime.settings import Settings

SCRIPT = Path(__file__).with_name("app.py")
OPTIONS: Mapping[str, object] = {
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
    "logger.enableRich": False,
    "logger.hideWelcomeMessage": True,
}
"""Streamlit's options by name. Collecting garbage after each run costs more than the run (`postScriptGC`)."""


def serve(settings: Settings) -> None:
    """Serve the dashboard at settings.host:settings.port until SIGTERM or SIGINT. Raises Misconfigured."""
    _raise_unless_it_can_listen(settings)
    app = st.App(
        SCRIPT,
        lifespan=_with_our_logs,
        middleware=[Middleware(DemoCookie)] if settings.demo else [],
        on_script_error=_say_that_it_broke,
    )
    # The server raises the signal again after a clean stop: as KeyboardInterrupt it ends here, not the process.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        app.run(config={**theme.OPTIONS, **OPTIONS, "server.address": settings.host, "server.port": settings.port})


def _raise_unless_it_can_listen(settings: Settings) -> None:
    """Streamlit would look for another port, or say it in many lines."""
    if settings.port == 0:
        raise Misconfigured("CAIRN_PORT is not set: it must be the port to listen on, 1 to 65535")
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise Misconfigured(
                f"cannot listen on {settings.host}:{settings.port} ({error.strerror}); free it or set CAIRN_PORT"
            ) from error


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
    with speaking(chosen_language()):
        if right_to_left():
            st.html(theme.RIGHT_TO_LEFT)
        st.info(_(SOMETHING_BROKE))
    return True
