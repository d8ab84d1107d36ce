"""Reasons for attention through HTTP: taken once whoever asks at the same time, given back, resting, and read."""

from __future__ import annotations

import asyncio
import json
import logging
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.checkins.notes import NOTES
from services.checkins.store import RECORDS
from shared.contracts.events import (
    AttentionReleased,
    AttentionSnoozed,
    AttentionTaken,
    OutreachMade,
    ParticipantMoved,
)
from shared.contracts.topics import type_name
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.serving import Caller, read_all, served, until_learned, until_published
from tests.integration.checkins.test_every_command import MARK, PERSON, ids
from tests.unit.checkins.told import TODAY, a_whole_journey, from_goals

pytestmark = pytest.mark.stack

WRITTEN = [type_name(data) for data in (AttentionTaken, AttentionReleased, AttentionSnoozed)]
LEE, KIM, ON_THE_HILL = "coordinator:lee@harbour", "clinician:kim@harbour", "coordinator:lee@hill"
ITEM = f"{PERSON}/attention/no-word"
RAISED = {"raised_at": "2026-03-02T08:00:00Z"}
ANEW = {"raised_at": "2026-03-02T09:30:00+01:00"}
UNTIL = (TODAY + timedelta(days=7)).isoformat()
RESTING = {**RAISED, "until": UNTIL, "why": "time-arranged", "words": MARK}


def refused(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, answer.json()["code"]


async def listed(caller: Caller, acting: str = LEE) -> list[tuple[str, str | None, str | None]]:
    """(reason, owner, rests until) of what is owned or rests."""
    found = await caller.get(f"{PERSON}/attention", acting=acting)
    assert found.status_code == 200, found.text
    return [(item["reason"], item.get("owner"), item.get("rests_until")) for item in found.json()["items"]]


async def test_of_several_who_take_the_same_at_once_one_has_it_and_the_others_are_told_who(space: Settings) -> None:
    names = [f"lee-{number}" for number in range(8)]
    reasons = ["asked-for-contact", "no-word", "review-due"]
    async with served(space) as (caller, _), served(space) as (another, _):
        await until_learned(space, a_whole_journey())
        events = set()
        for reason in reasons:
            asked = [
                (caller, another)[number % 2].post(
                    f"{PERSON}/attention/{reason}/takings",
                    RAISED,
                    key=f"{reason}-{name}",
                    acting=f"coordinator:{name}@harbour",
                )
                for number, name in enumerate(names)
            ]
            answers = await asyncio.gather(*asked)
            (winner,) = [name for name, answer in zip(names, answers, strict=True) if answer.status_code == 201]
            for answer in answers:
                if answer.status_code == 201:
                    events.add(answer.json()["event_id"])
                else:
                    assert refused(answer) == (409, "taken-by-somebody-else")
                    assert winner in answer.json()["detail"].split()
            assert (reason, winner, None) in await listed(another)
        await until_published(space, WRITTEN, events)
    assert len(await read_all(space, WRITTEN)) == len(reasons)


async def test_an_item_is_taken_given_back_and_rests_each_once_whatever_is_repeated(space: Settings) -> None:
    async def at_once(what: str, body: object, key: str, acting: str) -> dict[str, str]:
        sent = (caller.post(f"{ITEM}/{what}", body, key=key, acting=acting) for _ in range(4))
        first, *others = [ids(answer) for answer in await asyncio.gather(*sent)]
        assert all(other == first for other in others)
        events.append(first["event_id"])
        return first

    events: list[str] = []
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        assert await listed(caller) == []
        taken = await at_once("takings", RAISED, "k-1", LEE)
        assert refused(await caller.post(f"{ITEM}/takings", RAISED, key="k-2", acting=LEE)) == (409, "yours-already")
        assert refused(await caller.post(f"{ITEM}/releases", RAISED, key="k-3", acting=KIM)) == (409, "not-yours")
        rested = await at_once("snoozes", RESTING, "k-4", LEE)
        others = await caller.post(f"{ITEM}/snoozes", RESTING, key="k-5", acting=KIM)
        assert refused(others) == (409, "taken-by-somebody-else")
        assert await listed(caller, KIM) == [("no-word", "lee", UNTIL)]
        given_back = await at_once("releases", RAISED, "k-6", LEE)
        assert await listed(caller) == [("no-word", None, UNTIL)]
        anew = await at_once("takings", ANEW, "k-7", KIM)
        assert await listed(caller) == [("no-word", "kim", None)]
        # A retry is the same for ever, though now it would be refused.
        assert ids(await caller.post(f"{ITEM}/takings", RAISED, key="k-1", acting=LEE)) == taken
        assert ids(await caller.post(f"{ITEM}/releases", RAISED, key="k-6", acting=LEE)) == given_back
        for path, acting in [("takings", KIM), ("releases", LEE)]:
            reused = await caller.post(f"{ITEM}/{path}", RAISED, key="k-1", acting=acting)
            assert refused(reused) == (409, "idempotency-key-reused")
        elsewhere = await caller.post(f"{PERSON}/setbacks", {"kind": "lapse"}, key="k-1")
        assert refused(elsewhere) == (409, "idempotency-key-reused")
        assert len({taken["item_id"], rested["item_id"], given_back["item_id"]}) == 1
        assert anew["item_id"] != taken["item_id"]
        await until_published(space, WRITTEN, set(events))
        records = (await caller.get(f"{PERSON}/records")).json()
        assert records == {"items": []}, "items are no records"
    written = [json.loads(record.value or b"") for record in await read_all(space, WRITTEN)]
    assert len(written) == len(events) == 4
    by_id = {event["id"]: event["data"] for event in written}
    assert [by_id[event]["by"] for event in events] == ["lee", "lee", "lee", "kim"]
    assert (by_id[events[1]]["until"], by_id[events[1]]["why"]) == (UNTIL, "time-arranged")
    times = {event["id"]: event["time"] for event in written}
    assert [times[event] for event in events] == sorted(times.values())


async def test_staff_at_the_site_and_the_system_attend_and_see_who_does(space: Settings) -> None:
    commands = [
        (f"{ITEM}/takings", RAISED),
        (f"{ITEM}/releases", RAISED),
        (f"{ITEM}/snoozes", RESTING),
        (f"{PERSON}/outreaches", {"channel": "call", "result": "no-answer"}),
    ]
    refusals = {
        "participant:p-1": "only-staff",
        "participant:p-2": "not-yours",
        "supporter:sam": "not-shared",
        "operator:ola": "not-for-operators",
        ON_THE_HILL: "not-at-your-site",
    }
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for acting, code in refusals.items():
            for path, body in commands:
                assert refused(await caller.post(path, body, key="k-1", acting=acting)) == (403, code), path
            assert refused(await caller.get(f"{PERSON}/attention", acting=acting)) == (403, code)
        nobody = PERSON.replace("p-1", "p-9")
        unknown = await caller.post(f"{nobody}/attention/no-word/takings", RAISED, key="k-1")
        assert refused(unknown) == (404, "unknown-participant")
        assert refused(await caller.get(f"{nobody}/attention")) == (404, "unknown-participant")
        ids(await caller.post(f"{ITEM}/takings", RAISED, key="k-1"))
        assert await listed(caller) == [("no-word", "system", None)]
        moved = ParticipantMoved(enrolment_id="enrolment-e-p-1", site="hill", from_site="harbour")
        await until_learned(space, [from_goals(moved, key="m-9", at=datetime.now(UTC))])
        left_behind = await caller.post(f"{ITEM}/snoozes", RESTING, key="k-2", acting=LEE)
        assert refused(left_behind) == (403, "not-at-your-site")
        assert await listed(caller, ON_THE_HILL) == [("no-word", "system", None)]


async def test_what_is_owned_or_rests_is_listed_by_kind_of_reason(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, [*a_whole_journey(), *a_whole_journey("p-2")])
        for reason in ("small-win", "asked-for-contact", "review-due"):
            ids(await caller.post(f"{PERSON}/attention/{reason}/takings", RAISED, key=f"k-{reason}", acting=LEE))
        a_month_ago = (datetime.now(UTC) - timedelta(days=30)).isoformat()
        over = {**RESTING, "until": (TODAY - timedelta(days=20)).isoformat(), "occurred_at": a_month_ago}
        ids(await caller.post(f"{PERSON}/attention/agreement-waiting/snoozes", over, key="k-over", acting=LEE))
        ids(await caller.post("/participants/p-2/attention/no-word/snoozes", RESTING, key="k-other"))
        shown = await caller.get(f"{PERSON}/attention", acting=LEE)
        assert [item["reason"] for item in shown.json()["items"]] == ["asked-for-contact", "review-due", "small-win"]
        tagged = {"If-None-Match": shown.headers["etag"], "Cairn-Acting-As": LEE}
        assert (await caller.client.get(shown.request.url, headers=tagged)).status_code == 304


async def test_words_about_a_rest_and_an_outreach_are_in_their_notes_and_nowhere_else(
    space: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for ours in ("services", "shared"):
        caplog.set_level(logging.DEBUG, logger=ours)
    talked = {"channel": "call", "result": "talked", "about": ["no-word"], "words": MARK}
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        answers = [
            await caller.post(f"{ITEM}/snoozes", RESTING, key="k-1", acting=LEE),
            await caller.post(f"{PERSON}/outreaches", talked, key="k-2", acting=LEE),
        ]
        said = {ids(answer)["event_id"] for answer in answers}
        topics = [*WRITTEN, type_name(OutreachMade)]
        await until_published(space, topics, said)
        (outreach,) = (await caller.get(f"{PERSON}/records", kind="outreach")).json()["items"]
        assert (outreach["said"]["by"], outreach["status"]) == ("lee", "standing")
        corrected = ids(
            await caller.post(
                f"/outreaches/{outreach['record_id']}/corrections",
                {"channel": "video", "result": "talked", "words": MARK},
                key="k-3",
                acting=KIM,
            )
        )
        (outreach,) = (await caller.get(f"{PERSON}/records", kind="outreach")).json()["items"]
        assert outreach["record_id"] == corrected["outreach_id"]
        assert outreach["said"]["by"] == "lee", "who reached out stays"
        notes = (await caller.get(f"{PERSON}/notes", acting="participant:p-1")).json()["items"]
        seen = [answer.text for answer in answers] + [(await caller.get(f"{PERSON}/attention")).text]
    assert sorted((note["about"], note["words"]) for note in notes) == [("outreach", MARK), ("rest", MARK)]
    events = [record.value.decode() for record in await read_all(space, topics) if record.value]
    async with connect(space.mongo, space.database_of("checkins")) as database:
        stored = repr(await database[RECORDS].find({}).to_list(None))
        kept = [note["_id"] for note in await database[NOTES].find({"withdrawn": {"$exists": False}}).to_list(None)]
    assert any(f'"words_note":"{note}"' in event.replace(" ", "") for note in kept for event in events)
    for place in (*seen, *events, stored, caplog.text):
        assert "quiet mornings" not in place
        assert MARK not in place
