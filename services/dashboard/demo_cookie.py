"""A random cookie per browser, only on a demo: so that a reloaded page finds the choice that its browser made."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cairn_demo_browser"


class DemoCookie:
    """Gives a browser that asks for a page its random cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _asks_for_a_page(Headers(scope=scope)):
            await self._app(scope, receive, send)
            return

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                cookie = f"{COOKIE}={secrets.token_urlsafe(16)}; Path=/; HttpOnly; SameSite=Lax"
                MutableHeaders(raw=message["headers"]).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def _asks_for_a_page(headers: Headers) -> bool:
    known = any(cookie.startswith(f"{COOKIE}=") for cookie in headers.get("cookie", "").split("; "))
    return not known and "text/html" in headers.get("accept", "")
