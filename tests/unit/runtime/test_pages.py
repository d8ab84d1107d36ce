"""Answers to `GET`: the same content has the same ETag and is not sent twice; a list goes on where it stopped."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, FastAPI, Request, Response

from shared.runtime.http import build_api
from shared.runtime.pages import A_PAGE, After, AtMost, answer, page

ITEMS = [{"value_id": f"v-{n:03}", "importance": n % 11} for n in range(A_PAGE + 2)]
router = APIRouter()


@router.get("/values")
async def values(request: Request, at_most: AtMost = A_PAGE, after: After = None) -> Response:
    left = [item for item in ITEMS if after is None or str(item["value_id"]) > after]
    return answer(request, page(left[: at_most + 1], at_most, "value_id"))


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who reads lists."""

    @asynccontextmanager
    async def nothing(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = build_api("Test", "", nothing, lambda: ())
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        yield client


async def read(client: httpx.AsyncClient, known: str | None = None, **where: Any) -> httpx.Response:
    return await client.get("/values", params=where, headers={"If-None-Match": known} if known else {})


@pytest.mark.parametrize("at_most", [1, 3, A_PAGE, A_PAGE + 1, A_PAGE + 2, 200])
async def test_the_pages_together_hold_every_item_once_and_in_order(client: httpx.AsyncClient, at_most: int) -> None:
    where: dict[str, Any] = {"at_most": at_most}
    found = []
    while True:
        body = (await read(client, **where)).json()
        assert 0 < len(body["items"]) <= at_most
        found += body["items"]
        if "next" not in body:
            break
        where["after"] = body["next"]
    assert found == ITEMS


def test_an_empty_list_is_one_page() -> None:
    assert page([], 10, "value_id") == {"items": []}


@pytest.mark.parametrize(
    "where", [{"at_most": 0}, {"at_most": 201}, {"at_most": "all"}, {"after": "v 1"}, {"after": ""}]
)
async def test_a_page_has_bounds_and_goes_on_after_an_id(client: httpx.AsyncClient, where: dict[str, Any]) -> None:
    refused = await read(client, **where)
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == list(where)


async def test_what_has_not_changed_is_not_sent_again(client: httpx.AsyncClient) -> None:
    first = await read(client)
    again = await read(client, first.headers["etag"])
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("known", ["W/{etag}", '"another", {etag}', '"another",W/{etag}', "*"])
async def test_one_of_several_known_tags_is_enough_weak_or_strong(client: httpx.AsyncClient, known: str) -> None:
    etag = (await read(client)).headers["etag"]
    assert (await read(client, known.format(etag=etag))).status_code == 304


async def test_other_content_has_another_tag_and_is_sent(client: httpx.AsyncClient) -> None:
    etag = (await read(client)).headers["etag"]
    other = await read(client, etag, at_most=3)
    assert other.status_code == 200
    assert other.headers["etag"] != etag
    assert (await read(client, etag.strip('"'))).status_code == 200


async def test_what_is_about_a_person_stays_in_the_readers_own_cache(client: httpx.AsyncClient) -> None:
    first = await read(client)
    for told in (first, await read(client, first.headers["etag"])):
        assert told.headers["cache-control"] == "private, no-cache"
