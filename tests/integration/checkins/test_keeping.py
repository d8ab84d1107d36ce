"""What is kept: once, whole, and found by an index."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.checkins.attention_store import AttentionItems
from services.checkins.domain.records import SAID_BY_TYPE, RecordKind
from services.checkins.handlers.means import Means
from services.checkins.notes import OF_STAFF, Notes, Spoken
from services.checkins.store import RECORDS, SERVICE, Records
from shared.contracts.events import EntryRetracted
from shared.contracts.topics import type_name
from shared.runtime.errors import StoreAway
from shared.runtime.settings import Settings
from shared.runtime.store import connect, connect_blocking
from tests.integration.checkins.serving import read_all, served, until_learned, until_published
from tests.integration.checkins.test_every_command import PERSON, ids
from tests.unit.checkins.told import a_whole_journey

pytestmark = pytest.mark.stack


class CutOff(Notes):
    """The database goes away between a record and its notes, the first time."""

    def __init__(self, notes: Notes) -> None:
        self._whole = notes
        self.left = 2

    async def keep(self, spoken: Spoken, participant_id: str) -> None:
        self._fail()
        await self._whole.keep(spoken, participant_id)

    async def withdraw(self, note_ids: Iterable[str]) -> None:
        self._fail()
        await self._whole.withdraw(note_ids)

    def _fail(self) -> None:
        self.left -= 1
        if self.left >= 0:
            raise StoreAway("cut off")


async def test_whoever_was_cut_off_between_a_record_and_its_words_asks_again_and_has_both(space: Settings) -> None:
    said, other = {"kind": "lapse", "learned": "It rained."}, {"kind": "lapse", "learned": "It snowed."}
    async with served(space) as (caller, app):
        await until_learned(space, a_whole_journey())
        whole: Means = app.state.means

        async def cut_off_twice(path: str, body: object, key: str) -> dict[str, str]:
            app.state.means = replace(whole, notes=CutOff(whole.notes))
            assert [(await caller.post(path, body, key=key)).status_code for _ in range(2)] == [503, 503]
            return ids(await caller.post(path, body, key=key))

        async def words() -> list[str]:
            app.state.means = whole
            return [note["words"] for note in (await caller.get(f"{PERSON}/notes")).json()["items"]]

        lapse = await cut_off_twice(f"{PERSON}/setbacks", said, "k-1")
        assert await words() == ["It rained."]
        corrected = await cut_off_twice(f"/setbacks/{lapse['setback_id']}/corrections", other, "k-2")
        assert await words() == ["It snowed."]
        retraction = {"reason": "wrong-person"}
        await cut_off_twice(f"/records/{corrected['setback_id']}/retractions", retraction, "k-3")
        assert await words() == []
        # Also when meanwhile the command itself would be refused.
        long_ago = {**said, "occurred_at": "2026-01-01T00:00:00Z"}
        app.state.means = replace(whole, notes=CutOff(whole.notes))
        assert (await caller.post(f"{PERSON}/setbacks", long_ago, key="k-4")).status_code == 503
        app.state.means = replace(whole, now=lambda: datetime(2025, 1, 1, tzinfo=UTC))
        ids(await caller.post(f"{PERSON}/setbacks", long_ago, key="k-4"))
        assert await words() == ["It rained."]
        until = (datetime.now(UTC) + timedelta(days=7)).date().isoformat()
        rest = {"raised_at": "2026-03-02T08:00:00Z", "until": until, "why": "time-arranged", "words": "It snows."}
        await cut_off_twice(f"{PERSON}/attention/no-word/snoozes", rest, "k-5")
        assert sorted(await words()) == ["It rained.", "It snows."]


async def test_of_several_who_put_the_same_right_at_once_one_does(space: Settings) -> None:
    written = [*(type_name(said) for said in SAID_BY_TYPE.values()), type_name(EntryRetracted)]
    async with served(space) as (caller, _), served(space) as (another, _):
        await until_learned(space, a_whole_journey())
        lapse = ids(await caller.post(f"{PERSON}/setbacks", {"kind": "lapse"}, key="k-1"))
        path = f"/setbacks/{lapse['setback_id']}/corrections"
        answers = await asyncio.gather(
            *(one.post(path, {"kind": "lapse"}, key=f"c-{n}") for n in range(4) for one in (caller, another))
        )
        codes = {answer.json().get("code") for answer in answers}
        assert codes <= {None, "already-retracted", "changed-meanwhile", "idempotency-key-reused"}
        (corrected,) = {answer.json()["event_id"] for answer in answers if answer.status_code == 201}
        (record,) = (await caller.get(f"{PERSON}/records")).json()["items"]
        assert record["event_id"] == corrected
        retraction = record["earlier"][0]["retracted"]["event_id"]
        await until_published(space, written, {lapse["event_id"], corrected, retraction})
    assert len(await read_all(space, written)) == 3


async def test_what_is_read_is_found_by_an_index(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, [*a_whole_journey(), *a_whole_journey("p-2")])
        for number in range(30):
            who = ("p-1", "p-2")[number % 2]
            told = ids(await caller.post(f"/participants/{who}/setbacks", {"kind": "lapse"}, key=f"k-{number}"))
        corrections = f"/setbacks/{told['setback_id']}/corrections"
        corrected = ids(await caller.post(corrections, {"kind": "lapse"}, key="k-c"))
        taking = {"raised_at": "2026-03-02T08:00:00Z"}
        ids(await caller.post("/participants/p-2/attention/no-word/takings", taking, key="k-t"))
    blocking = connect_blocking(space.mongo, space.database_of(SERVICE))
    try:
        blocking.command("profile", 2)
        async with connect(space.mongo, space.database_of(SERVICE)) as database:
            records = Records(database, instance="test", topic=str)
            assert await records.find("riverside", corrected["setback_id"]) is not None
            first = await records.page("riverside", "p-2", tuple(RecordKind), 5, None)
            assert first is not None
            await records.page("riverside", "p-2", (RecordKind.SETBACK,), 5, first[-1].current.record_id)
            await records.all_that_count("riverside", "p-2", (RecordKind.ATTEMPT, RecordKind.SETBACK))
            await Notes(database).page("riverside", "p-2", 5, None)
            await Notes(database).page("riverside", "p-2", 5, None, OF_STAFF)
            items = AttentionItems(database, instance="test", topic=str)
            (item,) = await items.all_of("riverside", "p-2")
            assert (await items.find("riverside", "p-2", item.reason)).item == item
        blocking.command("profile", 0)
        looked = list(blocking["system.profile"].find({"op": "query", "ns": {"$not": {"$regex": "system"}}}))
    finally:
        blocking.client.close()
    assert len(looked) >= 9
    assert RECORDS in {one["ns"].rpartition(".")[2] for one in looked}
    for one in looked:
        assert one["planSummary"].startswith(("IXSCAN", "IDHACK", "EXPRESS")), one["planSummary"]
        assert not one.get("hasSortStage"), one["command"]
        assert one["docsExamined"] <= 16, one["command"]
