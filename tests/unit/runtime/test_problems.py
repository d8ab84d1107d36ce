"""Every error answer is problem+json, and none repeats what somebody wrote."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel

from shared.runtime.bodies import CommandBody, CommandRoute, Sent
from shared.runtime.errors import StoreAway
from shared.runtime.http import build_api

MARKER = "my sister in Kiel"
router = APIRouter(route_class=CommandRoute)


class Inner(BaseModel, extra="forbid"):
    """Something inside."""

    path: int


class Body(CommandBody):
    """A body whose fields have the names of a request's parts."""

    inner: Inner


@router.post("/commands")
async def command(body: Sent[Body]) -> str:
    return str(body.as_sent())


@router.get("/away")
async def away() -> None:
    raise StoreAway("AutoReconnect")


@router.get("/broken")
async def broken() -> None:
    raise ValueError(MARKER)


@pytest.fixture
async def caller() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who sends requests."""

    @asynccontextmanager
    async def nothing(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = build_api("Test", "", nothing, lambda: ())
    app.include_router(router)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        yield client


async def fields(caller: httpx.AsyncClient, content: str) -> list[str]:
    answer = await caller.post("/commands", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    return [error["field"] for error in answer.json()["errors"]]


async def test_a_field_is_named_by_its_path_in_the_body(caller: httpx.AsyncClient) -> None:
    assert await fields(caller, '{"inner": {"path": "x"}}') == ["inner.path"]
    assert await fields(caller, '{"inner": {"path": 1, "query": 1}}') == ["inner.query"]
    assert await fields(caller, '{"inner": {"path": 1}, "body": 1}') == ["body"]


@pytest.mark.parametrize("name", [MARKER, "kiel@example.org", "x" * 65, "\u00e9t\u00e9", ""])
async def test_a_field_whose_name_is_no_name_is_not_repeated(caller: httpx.AsyncClient, name: str) -> None:
    assert await fields(caller, f'{{"inner": {{"path": 1}}, "{name}": 1}}') == ["(unnamed)"]


async def test_what_was_sent_leaves_out_what_was_filled_in() -> None:
    body = Body.model_validate_json('{"inner": {"path": 1}}', strict=True)
    assert body.occurred_at is None
    assert body.as_sent() == {"inner": {"path": 1}}


async def test_a_database_that_is_away_is_worth_another_try(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/away")
    assert (answer.status_code, answer.json()["code"]) == (503, "store-away")
    assert answer.headers["retry-after"] == "2"


async def test_the_unexpected_is_a_problem_too_and_repeats_nothing(caller: httpx.AsyncClient) -> None:
    answer = await caller.get("/broken")
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert MARKER not in answer.text
