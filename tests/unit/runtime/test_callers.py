"""Who acts is said in one header, in one of five forms; without it the organization's own system acts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI

from shared.runtime.callers import SYSTEM, Caller, Role, caller_of
from shared.runtime.http import build_api

router = APIRouter()


@router.get("/me")
async def me(caller: Annotated[Caller, Depends(caller_of)]) -> dict[str, str | None]:
    return {"role": caller.role, "id": caller.id, "site": caller.site}


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks who they are."""

    @asynccontextmanager
    async def nothing(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = build_api("Test", "", nothing, lambda: ())
    app.include_router(router)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        yield client


async def ask(client: httpx.AsyncClient, acting_as: str | bytes) -> httpx.Response:
    value = acting_as if isinstance(acting_as, bytes) else acting_as.encode()
    return await client.get("/me", headers=[(b"Cairn-Acting-As", value)])


async def test_without_the_header_the_organizations_own_system_acts(client: httpx.AsyncClient) -> None:
    assert (await client.get("/me")).json() == {"role": "system", "id": SYSTEM.id, "site": None}


@pytest.mark.parametrize(
    ("acting_as", "caller"),
    [
        ("participant:p-17", Caller(Role.PARTICIPANT, "p-17")),
        ("supporter:Supporter_1.a:b-2", Caller(Role.SUPPORTER, "Supporter_1.a:b-2")),
        (f"supporter:{'s' * 128}", Caller(Role.SUPPORTER, "s" * 128)),
        ("clinician:c-1@old-town", Caller(Role.CLINICIAN, "c-1", "old-town")),
        ("coordinator:c-2@harbour", Caller(Role.COORDINATOR, "c-2", "harbour")),
        ("operator:o-1", Caller(Role.OPERATOR, "o-1")),
    ],
)
async def test_a_caller_has_a_role_an_id_and_staff_have_a_site(
    client: httpx.AsyncClient, acting_as: str, caller: Caller
) -> None:
    assert (await ask(client, acting_as)).json() == {"role": caller.role, "id": caller.id, "site": caller.site}


@pytest.mark.parametrize(
    "acting_as",
    [
        "",
        "system:system",
        "somebody:p-17",
        "participant",
        "participant:",
        "participant:P-17",
        "participant:p-17@harbour",
        "participant:p-17,operator:o-1",
        f"participant:{'p' * 64}",
        "Participant:p-17",
        "participant: p-17",
        "supporter:-s",
        f"supporter:{'s' * 129}",
        "clinician:c-1",
        "clinician:c-1@",
        "clinician:@harbour",
        "clinician:c-1@harbour@hillside",
        "clinician:c-1@Harbour",
        "operator:o-1@harbour",
        b"participant:p\xff",
    ],
)
async def test_any_other_form_is_refused_and_never_taken_for_the_system(
    client: httpx.AsyncClient, acting_as: str | bytes
) -> None:
    answer = await ask(client, acting_as)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-field")
    assert [error["field"] for error in answer.json()["errors"]] == ["Cairn-Acting-As"]


async def test_what_stood_in_the_header_is_not_repeated(client: httpx.AsyncClient) -> None:
    assert "sister" not in (await ask(client, "participant:my-sister in Kiel")).text


async def test_of_two_headers_none_is_believed(client: httpx.AsyncClient) -> None:
    both = [("Cairn-Acting-As", "participant:p-17"), ("Cairn-Acting-As", "operator:o-1")]
    assert (await client.get("/me", headers=both)).status_code == 422


@pytest.mark.parametrize("role", Role)
def test_clinicians_and_coordinators_are_staff_and_nobody_else(role: Role) -> None:
    assert Caller(role, "x", "harbour").is_staff == (role in (Role.CLINICIAN, Role.COORDINATOR))
