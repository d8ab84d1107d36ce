"""What can be read of one participant: a page at a time, with an ETag, and only of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shared.contracts.events import ParticipantPaused, ParticipantResumed, StepRevised
from shared.contracts.vocabulary import Period, RevisionReason
from shared.runtime.settings import Settings
from tests.integration.checkins.serving import BASE, Caller, served, until_learned
from tests.integration.checkins.test_every_command import COMMANDS, PERSON, ids
from tests.unit.checkins.told import A_WEEK_AGO, PROMPTS, TODAY, a_whole_journey, from_goals

pytestmark = pytest.mark.stack


async def all_pages(caller: Caller, path: str, at_most: int, **asked: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    after: dict[str, str] = {}
    while True:
        page = (await caller.get(path, at_most=at_most, **asked, **after)).json()
        assert len(page["items"]) <= at_most
        found += page["items"]
        if "next" not in page:
            return found
        after = {"after": page["next"]}


async def test_records_come_the_newest_first_a_page_at_a_time(space: Settings) -> None:
    moments = [datetime.now(UTC) - timedelta(hours=hours) for hours in (3, 1, 2, 1, 3)]
    async with served(space) as (caller, _):
        await until_learned(space, [*a_whole_journey(), *a_whole_journey("p-2")])
        expected = []
        for number, moment in enumerate(moments):
            at = {"occurred_at": moment.isoformat()}
            lapse = ids(await caller.post(f"{PERSON}/setbacks", {"kind": "lapse", **at}, key=f"s-{number}"))
            attempt = ids(
                await caller.post("/steps/step-of-p-1/attempts", {"outcome": "done", **at}, key=f"a-{number}")
            )
            expected += [(moment, lapse["setback_id"]), (moment, attempt["attempt_id"])]
            ids(await caller.post("/participants/p-2/setbacks", {"kind": "lapse", **at}, key=f"o-{number}"))
        whole = (await caller.get(f"{PERSON}/records")).json()["items"]
        assert [item["record_id"] for item in whole] == [id_ for _, id_ in sorted(expected, reverse=True)]
        for at_most in (1, 2, 3, 9, 10, 11):
            assert await all_pages(caller, f"{PERSON}/records", at_most) == whole
        attempts = [item for item in whole if item["kind"] == "attempt"]
        assert await all_pages(caller, f"{PERSON}/records", 2, kind="attempt") == attempts
        wins = await all_pages(caller, f"{PERSON}/small-wins", 2)
        assert [win["attempt_id"] for win in wins] == [item["record_id"] for item in attempts]
        of_somebody_else = (await caller.get("/participants/p-2/records")).json()["items"][0]["record_id"]
        for name in ("records", "small-wins", "notes"):
            for after in ("nothing", of_somebody_else):
                lost = await caller.get(f"{PERSON}/{name}", after=after)
                assert (lost.status_code, lost.json()["code"]) == (404, "unknown-record")
        for wrong in ({"at_most": 0}, {"at_most": 201}, {"kind": "diagnosis"}, {"after": " "}):
            assert (await caller.get(f"{PERSON}/records", **wrong)).status_code == 422


async def test_what_has_not_changed_is_not_sent_again(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for name in ("records", "small-wins", "next-check-in", "waiting-contact-request", "notes"):
            first = await caller.get(f"{PERSON}/{name}")
            tagged = {"If-None-Match": first.headers["etag"]}
            assert (await caller.client.get(f"{BASE}{PERSON}/{name}", headers=tagged)).status_code == 304
        ids(await caller.post(f"{PERSON}/contact-requests", {"words": "please"}, key="k-1"))
        for name in ("records", "notes"):
            before = await caller.get(f"{PERSON}/{name}")
            ids(await caller.post(f"{PERSON}/contact-requests", {"words": "please"}, key=f"k-{name}"))
            tagged = {"If-None-Match": before.headers["etag"]}
            assert (await caller.client.get(f"{BASE}{PERSON}/{name}", headers=tagged)).status_code == 200


async def test_notes_come_in_the_order_in_which_they_were_kept(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for number in range(7):
            said = {"kind": "lapse", "learned": f"lesson {number}"}
            ids(await caller.post(f"{PERSON}/setbacks", said, key=f"k-{number}"))
        found = await all_pages(caller, f"{PERSON}/notes", 3)
        assert sorted(note["words"] for note in found) == [f"lesson {number}" for number in range(7)]
        assert {note["about"] for note in found} == {"learned"}


async def test_a_retracted_attempt_or_setback_makes_no_small_win(space: Settings) -> None:
    async def wins() -> list[list[str]]:
        return [win["why"] for win in (await caller.get(f"{PERSON}/small-wins")).json()["items"]]

    async def taken_back(record_id: str) -> None:
        path = f"/records/{record_id}/retractions"
        ids(await caller.post(path, {"reason": "said-twice"}, key=f"r-{record_id}"))

    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        first = ids(await caller.done("step-of-p-1", key="k-1"))
        lapse = ids(await caller.post(f"{PERSON}/setbacks", {"kind": "lapse"}, key="k-2"))
        ids(await caller.done("step-of-p-1", key="k-3"))
        assert await wins() == [["a-hard-one", "after-a-setback"], ["the-first", "a-hard-one"]]
        await taken_back(lapse["setback_id"])
        assert await wins() == [["a-hard-one"], ["the-first", "a-hard-one"]]
        await taken_back(first["attempt_id"])
        assert await wins() == [["the-first", "a-hard-one"]]


async def test_the_next_check_in_follows_the_program_then_the_agreement_and_rests_on_a_break(
    space: Settings,
) -> None:
    async def coming() -> tuple[str | None, str | None]:
        found = (await caller.get(f"{PERSON}/next-check-in")).json()
        return found.get("due_on"), found.get("prompt")

    def day(days: int) -> str:
        return (TODAY + timedelta(days=days)).isoformat()

    async def check_in(key: str, days_ago: int, prompt: str) -> dict[str, str]:
        when = datetime.combine(TODAY - timedelta(days=days_ago), datetime.min.time(), UTC)
        said = {"setting": "check-in", "mood": "rested", "prompt": prompt, "occurred_at": when.isoformat()}
        return ids(await caller.post(f"{PERSON}/check-ins", said, key=key))

    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        assert await coming() == ((A_WEEK_AGO.date() + timedelta(days=7)).isoformat(), PROMPTS[0])
        await check_in("k-1", 3, PROMPTS[0])
        second = await check_in("k-2", 2, PROMPTS[1])
        assert await coming() == (day(5), PROMPTS[2])
        path = f"/records/{second['checkin_id']}/retractions"
        ids(await caller.post(path, {"reason": "wrong-person"}, key="k-3"))
        assert await coming() == (day(4), PROMPTS[1])
        agreed_at = datetime.combine(TODAY - timedelta(days=1), datetime.min.time(), UTC).isoformat()
        agreed = {"every_days": 2, "time_zone": "UTC", "occurred_at": agreed_at}
        ids(await caller.post(f"{PERSON}/check-in-agreements", agreed, key="k-4"))
        assert await coming() == (day(1), PROMPTS[1])
        now = datetime.now(UTC)
        break_ = ParticipantPaused(enrolment_id="enrolment-e-p-1")
        await until_learned(space, [from_goals(break_, key="b-1", at=now)])
        assert await coming() == (None, None)
        back = ParticipantResumed(enrolment_id="enrolment-e-p-1")
        await until_learned(space, [from_goals(back, key="b-2", at=now + timedelta(seconds=1))])
        assert (await coming())[1] == PROMPTS[1]


async def test_an_attempt_is_at_the_newest_plan_of_its_step_whichever_was_heard_of_first(space: Settings) -> None:
    async with served(space) as (caller, _):
        journey = a_whole_journey()
        revised = StepRevised(
            step_id="step-of-p-1",
            goal_id="goal-of-p-1",
            sequence=9,
            version=2,
            reason=RevisionReason.TOO_HARD,
            measure="minutes-walked",
            at_least=5,
            per=Period.DAY,
            starts_on=TODAY,
            due_on=TODAY,
            difficulty=3,
        )
        await until_learned(space, [from_goals(revised, key="r-1")])
        await until_learned(space, journey)
        ids(await caller.post(COMMANDS[0].path, COMMANDS[0].body, key="k-1"))
        (item,) = (await caller.get(f"{PERSON}/records")).json()["items"]
        assert item["said"]["difficulty"] == 3
