"""Answers to `GET`: JSON with an ETag, and lists a page at a time."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import orjson
from fastapi import Query, Request, Response

from shared.contracts.vocabulary import Id

AtMost = Annotated[int, Query(ge=1, le=200, description="Items on a page at the most.")]
After = Annotated[Id | None, Query(description="Go on after this item: the `next` of the page before.")]
A_PAGE = 50


def answer(request: Request, body: Mapping[str, Any]) -> Response:
    """200 with the body and its ETag, or 304 when the caller's `If-None-Match` names that ETag already."""
    content = orjson.dumps(body)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": etag, "Cache-Control": "private, no-cache"}
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]
    if etag in known or "*" in known:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type="application/json", headers=headers)


def page(items: Sequence[Mapping[str, Any]], at_most: int, key: str) -> dict[str, Any]:
    """`{"items": [...], "next": ...}` of at most one item more than a page; `next` names the last one's `key`.

    `next` is absent on the last page.
    """
    shown = items[:at_most]
    more = {"next": shown[-1][key]} if len(items) > at_most else {}
    return {"items": list(shown), **more}
