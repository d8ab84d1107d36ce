"""Holds a service to its OpenAPI document: whatever refuses a request must be listed there."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import httpx
from fastapi import FastAPI

Operation = tuple[str, re.Pattern[str], Mapping[str, Any]]
"""(method, path, what is said of it)."""
_documents: dict[str, Sequence[Operation]] = {}
"""By the title of the service: to make one takes longer than to start a service."""


def only_documented(app: FastAPI) -> Callable[[httpx.Response], Awaitable[None]]:
    """A response hook for a client of the app: fails on a refusal whose code its route does not list."""
    operations = _documents.get(app.title) or _documents.setdefault(app.title, _operations(app))

    async def check(response: httpx.Response) -> None:
        if response.status_code < 400 or response.status_code == 500:
            return
        await response.aread()
        request = response.request
        for method, path, operation in operations:
            if method == request.method and path.fullmatch(request.url.path):
                listed = operation["responses"].get(str(response.status_code), {}).get("description", "")
                assert f"`{response.json()['code']}`" in listed, (method, request.url.path, response.text)

    return check


def _operations(app: FastAPI) -> Sequence[Operation]:
    return [
        (method.upper(), re.compile(re.sub(r"\{[^/]+\}", "[^/]+", path)), operation)
        for path, methods in app.openapi()["paths"].items()
        for method, operation in methods.items()
    ]
