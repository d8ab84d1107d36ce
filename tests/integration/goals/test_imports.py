"""Enrolments from a file: a report by line, the same however often the file is sent."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from services.goals.store.imports import Imports
from shared.contracts.events import ParticipantEnrolled
from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, Caller, instance
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

MARKER = "my sister in Kiel"
FILE = f"""participant_id,site,program,occurred_at
robin,harbour,walking-12-weeks,2026-03-02T08:00:00+01:00
kim,hillside,walking-12-weeks,
robin,hillside,walking-12-weeks,
alex,harbour,no-such-program,
{MARKER},harbour,walking-12-weeks,
sam,harbour,walking-12-weeks,{MARKER}
noor,harbour
"lee,harbour,walking-12-weeks,

jo,harbour,walking-12-weeks,2999-01-01T00:00:00Z
mo,harbour,walking-12-weeks,
"""
REPORTED = [
    (2, "robin", "enrolled", None),
    (3, "kim", "enrolled", None),
    (4, "robin", "already-enrolled", None),
    (5, "alex", "refused", "unknown-program"),
    (6, None, "refused", "invalid-field"),
    (7, "sam", "refused", "invalid-field"),
    (8, None, "refused", "wrong-columns"),
    (9, None, "refused", "malformed-line"),
    (11, "jo", "refused", "invalid-field"),
    (12, "mo", "enrolled", None),
]


async def send(
    client: httpx.AsyncClient,
    content: str | bytes,
    key: str = "import",
    whom: str = "operator:op",
    kind: str = "text/csv",
) -> httpx.Response:
    headers = {"Idempotency-Key": key, "Content-Type": kind, "Cairn-Acting-As": whom}
    return await client.post("/v1/organizations/shore/enrolment-imports", content=content, headers=headers)


def told(report: dict[str, Any]) -> list[tuple[int, str | None, str, str | None]]:
    return [(line["line"], line.get("participant_id"), line["outcome"], line.get("code")) for line in report["lines"]]


async def test_every_line_is_reported_on_its_own(client: httpx.AsyncClient, caller: Caller, space: Settings) -> None:
    await caller.offered()
    answer = await send(client, FILE)
    assert answer.status_code == 200
    assert told(answer.json()) == REPORTED
    assert (answer.json()["enrolled"], answer.json()["refused"]) == (3, 6)
    assert all(line["message"] for line in answer.json()["lines"] if line["outcome"] == "refused")
    assert "Kiel" not in answer.text
    events = await all_events(space)
    sites = {e.participant_id: e.data.site for e in events if isinstance(e.data, ParticipantEnrolled)}
    assert sites == {"kim": "hillside", "mo": "harbour", "robin": "harbour"}
    assert len(events) == 3


async def test_the_same_file_and_key_again_is_the_same_report(
    client: httpx.AsyncClient, caller: Caller, space: Settings
) -> None:
    await caller.offered()
    first = (await send(client, FILE)).json()
    await caller.accepted("/participants/mo/departures", {})
    assert (await send(client, FILE)).json() == first
    assert len(await all_events(space)) == 4
    longer = FILE + "pat,harbour,walking-12-weeks,\n"
    for other in (await send(client, longer), await send(client, FILE, whom="operator:other")):
        assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")
    assert (await caller.get("/participants/pat")).status_code == 404
    later = (await send(client, FILE, key="another")).json()
    assert [line["outcome"] for line in later["lines"] if line.get("participant_id") == "kim"] == ["already-enrolled"]
    assert [line["outcome"] for line in later["lines"] if line.get("participant_id") == "mo"] == ["enrolled"]


async def test_a_file_sent_many_times_at_once_enrols_once_and_has_one_report(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        await Caller(one).offered()
        reports = await asyncio.gather(*(send((one, other)[n % 2], FILE) for n in range(8)))
        assert all(report.json() == reports[0].json() for report in reports)
        assert told(reports[0].json()) == REPORTED
        assert len(await all_events(space)) == 3


async def test_a_try_that_was_cut_short_is_finished_by_the_next(
    client: httpx.AsyncClient, caller: Caller, space: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    await caller.offered()

    async def dies(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(Imports, "keep", dies)
        assert (await send(client, FILE)).status_code == 500
    assert told((await send(client, FILE)).json()) == REPORTED
    assert len(await all_events(space)) == 3


async def test_who_was_enrolled_by_hand_is_so_already(client: httpx.AsyncClient, caller: Caller) -> None:
    await caller.enrolled("robin")
    report = (await send(client, "program,participant_id,site\r\nwalking-12-weeks,robin,harbour\r\n")).json()
    assert told(report) == [(2, "robin", "already-enrolled", None)]
    assert (report["enrolled"], report["refused"]) == (0, 0)


async def test_a_file_that_cannot_be_read_at_all_is_refused_whole(client: httpx.AsyncClient, caller: Caller) -> None:
    await caller.offered()
    for content, kind, status, code in (
        (FILE, "application/json", 415, "not-csv"),
        (FILE, "text/plain", 415, "not-csv"),
        (FILE.encode("utf-16"), "text/csv", 422, "not-utf8"),
        ("", "text/csv", 422, "wrong-header"),
        (FILE.partition("\n")[2], "text/csv; charset=utf-8", 422, "wrong-header"),
        (FILE + " " * 64 * 1024, "text/csv", 413, "body-too-large"),
    ):
        answer = await send(client, content, kind=kind)
        assert (answer.status_code, answer.json()["code"]) == (status, code)
        assert "Kiel" not in answer.text
    assert (await send(client, FILE)).status_code == 200


async def test_only_operators_import(client: httpx.AsyncClient, caller: Caller) -> None:
    for whom in ("participant:robin", "clinician:mo@harbour", "coordinator:ash@harbour", "supporter:sam"):
        answer = await send(client, FILE, whom=whom)
        assert (answer.status_code, answer.json()["code"]) == (403, "only-operators")
    assert (await caller.get("/participants/robin")).status_code == 404


async def test_a_key_of_an_import_is_not_one_of_a_command(client: httpx.AsyncClient, caller: Caller) -> None:
    await caller.offered()
    await send(client, FILE, key="key")
    answer = await caller.post("/participants/pat/enrolments", ENROL, "key")
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")


async def test_a_large_file_is_enrolled_whole(client: httpx.AsyncClient, caller: Caller, space: Settings) -> None:
    await caller.offered()
    content = "participant_id,site,program\n" + "".join(f"p-{n},harbour,walking-12-weeks\n" for n in range(1_500))
    report = (await send(client, content)).json()
    assert (report["enrolled"], report["refused"]) == (1_500, 0)
    assert [line["line"] for line in report["lines"]] == list(range(2, 1_502))
    assert len(await all_events(space)) == 1_500
