"""Asking to be contacted through HTTP: once, however often and from wherever it is asked, until somebody talked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from shared.contracts.events import ContactRequested
from shared.contracts.topics import type_name
from shared.runtime.settings import Settings
from tests.integration.checkins.serving import Caller, read_all, served, until_learned, until_published
from tests.integration.checkins.test_attention import refused
from tests.integration.checkins.test_every_command import PERSON, ids
from tests.unit.checkins.told import a_whole_journey

pytestmark = pytest.mark.stack

ROBIN, LEE = "participant:p-1", "coordinator:lee@harbour"
ASKING = f"{PERSON}/contact-requests"


async def waits_since(caller: Caller, acting: str = ROBIN) -> datetime | None:
    found = await caller.get(f"{PERSON}/waiting-contact-request", acting=acting)
    assert found.status_code == 200, found.text
    since = found.json().get("since")
    return datetime.fromisoformat(since) if since else None


async def test_of_several_requests_at_once_one_is_recorded_and_the_others_are_told_since_when_it_waits(
    space: Settings,
) -> None:
    async with served(space) as (caller, _), served(space) as (another, _):
        await until_learned(space, a_whole_journey())
        assert await waits_since(caller) is None
        asked = [(caller, another)[n % 2].post(ASKING, {}, key=f"k-{n}", acting=ROBIN) for n in range(8)]
        answers = await asyncio.gather(*asked)
        (recorded,) = [answer for answer in answers if answer.status_code == 201]
        for answer in answers:
            if answer is not recorded:
                assert refused(answer) == (409, "asked-already")
                assert f"{await waits_since(another):%Y-%m-%d %H:%M} UTC" in answer.json()["detail"]
        first = answers.index(recorded)
        again = await another.post(ASKING, {}, key=f"k-{first}", acting=ROBIN)
        assert ids(again) == ids(recorded), "a retry is answered as it was"
        await until_published(space, [type_name(ContactRequested)], {ids(recorded)["event_id"]})
    assert len(await read_all(space, [type_name(ContactRequested)])) == 1


async def test_it_waits_until_they_talked_or_it_is_taken_back_and_words_are_never_lost(space: Settings) -> None:
    async def ask(key: str, **said: str) -> dict[str, str]:
        return ids(await caller.post(ASKING, said, key=key, acting=ROBIN))

    async def reach(result: str, key: str) -> None:
        told = {"channel": "call", "result": result}
        ids(await caller.post(f"{PERSON}/outreaches", told, key=key, acting=LEE))

    an_hour_ago = datetime.now(UTC) - timedelta(hours=1)
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        await ask("k-1", occurred_at=an_hour_ago.isoformat())
        assert await waits_since(caller) == await waits_since(caller, LEE) == an_hour_ago
        await ask("k-2", words="After five would be best.")
        assert await waits_since(caller) == an_hour_ago, "since they asked first"
        notes = (await caller.get(f"{PERSON}/notes", acting=LEE)).json()["items"]
        assert [note["words"] for note in notes] == ["After five would be best."]
        await reach("no-answer", "k-3")
        for acting in (ROBIN, LEE):
            assert refused(await caller.post(ASKING, {}, key="k-4", acting=acting)) == (409, "asked-already")
        await reach("talked", "k-5")
        assert await waits_since(caller) is None
        anew = await ask("k-6")
        assert refused(await caller.post(ASKING, {}, key="k-7", acting=ROBIN)) == (409, "asked-already")
        path = f"/records/{anew['request_id']}/retractions"
        ids(await caller.post(path, {"reason": "said-twice"}, key="k-8", acting=ROBIN))
        assert await waits_since(caller) is None
        await ask("k-9")
        reused = await caller.post(ASKING, {"words": "Or on Friday."}, key="k-9", acting=ROBIN)
        assert refused(reused) == (409, "idempotency-key-reused")
