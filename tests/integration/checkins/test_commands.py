"""Commands, their retries and their events, on a real Kafka and MongoDB."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from services.checkins.notes import NOTES
from shared.contracts.envelope import CareEvent, Refusal, read_event
from shared.contracts.events import CheckedIn, Setback, SetbackRecovered, StepCompleted, StepNotDone
from shared.contracts.topics import type_name
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.serving import read_all, served, tell, until_published
from tests.unit.checkins.told import a_journey

pytestmark = pytest.mark.stack

WRITTEN = [type_name(data) for data in (StepCompleted, StepNotDone, Setback, SetbackRecovered, CheckedIn)]
LEARNED = "mornings before Ada wakes work better for me"


async def events_in(settings: Settings) -> dict[str, CareEvent]:
    """All events that the service wrote, by id, each as any reader reads it."""
    found: dict[str, CareEvent] = {}
    for record in await read_all(settings, WRITTEN):
        topic = record.topic.removeprefix(settings.topic_prefix)
        event = read_event(topic, record.key, record.value, record.headers, datetime.now(UTC))
        assert not isinstance(event, Refusal)
        found[event.id] = event
    return found


def said(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 201, answer.text
    body: dict[str, str] = answer.json()
    return body


def refused(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_each_command_is_answered_with_its_ids_and_becomes_one_event(
    space: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for ours in ("services", "shared"):
        caplog.set_level(logging.DEBUG, logger=ours)
    await tell(space, a_journey())
    async with served(space) as (caller, _):
        await caller.until_known(["step-1"])
        done = said(await caller.done("step-1", key="k-1", measured=5200, effort=4))
        not_done = said(
            await caller.post("/steps/step-1/attempts", {"outcome": "not-this-time", "barrier": "time"}, key="k-2")
        )
        lapse = said(
            await caller.post(
                "/participants/p-1/setbacks",
                {"kind": "lapse", "plan_used": False, "step_id": "step-1", "learned": LEARNED},
                key="k-3",
            )
        )
        recovery = said(await caller.post(f"/setbacks/{lapse['setback_id']}/recoveries", {}, key="k-4"))
        rulers = [{"kind": "confidence", "value": 6}, {"kind": "confidence", "value": 4, "goal_id": "goal-of-step-1"}]
        check_in = said(
            await caller.post(
                "/participants/p-1/check-ins", {"setting": "session", "rulers": rulers, "mood": "rested"}, key="k-5"
            )
        )
        answers = [done, not_done, lapse, recovery, check_in]
        await until_published(space, WRITTEN, {answer["event_id"] for answer in answers})
    events = await events_in(space)
    by_command = [events[answer["event_id"]].data for answer in answers]
    assert [type(data) for data in by_command] == [StepCompleted, StepNotDone, Setback, SetbackRecovered, CheckedIn]
    assert (done["step_id"], done["goal_id"]) == ("step-1", "goal-of-step-1")
    assert isinstance(by_command[0], StepCompleted)
    assert (by_command[0].attempt_id, by_command[0].difficulty) == (done["attempt_id"], 5)
    assert isinstance(by_command[2], Setback)
    assert (by_command[2].goal_id, by_command[2].plan_used) == ("goal-of-step-1", False)
    assert isinstance(by_command[3], SetbackRecovered)
    assert (by_command[3].setback_id, by_command[3].difficulty) == (lapse["setback_id"], 5)
    assert recovery["setback_id"] == lapse["setback_id"]
    assert {event.subject for event in events.values()} == {"riverside/p-1"}
    assert {event.source for event in events.values()} == {"cairn/checkins"}

    # What was learned is kept under the id that the event carries, and is nowhere else.
    async with connect(space.mongo, space.database_of("checkins")) as database:
        note = await database[NOTES].find_one({"_id": by_command[2].learned_note})
        assert note is not None
        assert (note["text"], note["subject"]) == (LEARNED, "riverside/p-1")
        everything_else = [await database[name].find({}).to_list(None) for name in ("records", "known")]
    raw = [record.value or b"" for record in await read_all(space, WRITTEN)]
    for place in (json.dumps(answers), caplog.text, repr(everything_else), repr(raw)):
        assert LEARNED not in place


async def test_a_retry_gets_the_first_answer_and_no_second_event(space: Settings) -> None:
    await tell(space, a_journey())
    async with served(space) as (caller, app):
        await caller.until_known(["step-1"])
        at_once = await asyncio.gather(*(caller.done("step-1", key="k-1") for _ in range(8)))
        first = said(at_once[0])
        assert all(said(answer) == first for answer in at_once)
        lapse = said(await caller.post("/participants/p-1/setbacks", {"kind": "lapse"}, key="k-2"))
        recoveries = f"/setbacks/{lapse['setback_id']}/recoveries"
        recovery = said(await caller.post(recoveries, {}, key="k-3"))
        assert said(await caller.post(recoveries, {}, key="k-3")) == recovery
        assert refused(await caller.post(recoveries, {}, key="k-4")) == (409, "already-recovered")
        # Long after the days of the step, and long after the recovery, a retry is still a retry.
        app.state.means = replace(app.state.means, now=lambda: datetime.now(UTC) + timedelta(days=20))
        assert said(await caller.done("step-1", key="k-1")) == first
        assert refused(await caller.done("step-1", key="k-5")) == (422, "invalid-field")
        await until_published(space, WRITTEN, {a["event_id"] for a in (first, lapse, recovery)})
    assert len(await read_all(space, WRITTEN)) == 3


async def test_a_key_stands_for_one_request_whatever_it_asks(space: Settings) -> None:
    await tell(space, [*a_journey(), *a_journey(step_id="step-2")])
    async with served(space) as (caller, _):
        await caller.until_known(["step-1", "step-2"])
        said(await caller.done("step-1", key="k-1"))
        lapse = said(await caller.post("/participants/p-1/setbacks", {"kind": "lapse"}, key="k-2"))
        check_in = {"setting": "check-in", "mood": "sad"}
        said(await caller.post("/participants/p-1/check-ins", check_in, key="k-3"))
        recoveries = f"/setbacks/{lapse['setback_id']}/recoveries"
        reused = [
            await caller.done("step-1", key="k-1", effort=5),
            await caller.done("step-2", key="k-1"),
            await caller.done("step-1", key="k-2"),
            await caller.post("/participants/p-1/setbacks", {"kind": "lapse"}, key="k-1"),
            await caller.post("/participants/p-1/setbacks", {"kind": "lapse", "learned": LEARNED}, key="k-2"),
            await caller.post("/participants/p-1/check-ins", check_in, key="k-2"),
            await caller.post(recoveries, {}, key="k-2"),
            await caller.post(recoveries, {}, key="k-3"),
            # refused for another reason when it comes with a key of its own
            await caller.done("step-9", key="k-1"),
        ]
        assert [refused(answer) for answer in reused] == [(409, "idempotency-key-reused")] * len(reused)
        said(await caller.post(recoveries, {}, key="k-4"))
    async with connect(space.mongo, space.database_of("checkins")) as database:
        assert await database[NOTES].count_documents({}) == 0, "a refused command leaves no text behind"


async def test_what_is_not_known_is_named(space: Settings) -> None:
    await tell(space, [*a_journey(), *a_journey("p-2", step_id="step-2")])
    async with served(space) as (caller, _):
        await caller.until_known(["step-1", "step-2"])
        ruler = {"kind": "confidence", "value": 5}
        asked = [
            ("/steps/step-9/attempts", {"outcome": "done"}, "unknown-step", "step-9"),
            ("/participants/p-9/setbacks", {"kind": "lapse"}, "unknown-participant", "p-9"),
            ("/participants/p-1/setbacks", {"kind": "lapse", "step_id": "step-2"}, "unknown-step", "step-2"),
            ("/participants/p-1/setbacks", {"kind": "lapse", "goal_id": "goal-9"}, "unknown-goal", "goal-9"),
            ("/setbacks/setback-9/recoveries", {}, "unknown-setback", "setback-9"),
            ("/participants/p-9/check-ins", {"setting": "session", "mood": "sad"}, "unknown-participant", "p-9"),
            (
                "/participants/p-1/check-ins",
                {"setting": "session", "rulers": [{**ruler, "goal_id": "goal-of-step-2"}]},
                "unknown-goal",
                "goal-of-step-2",
            ),
        ]
        for path, body, code, named in asked:
            answer = await caller.post(path, body, key="k-1")
            assert refused(answer) == (404, code)
            assert named in answer.json()["detail"]
        attempt = said(await caller.done("step-1", key="k-1"))
        # Neither another kind of record nor another organization's setback is a setback to recover from.
        other = await caller.post(f"/setbacks/{attempt['attempt_id']}/recoveries", {}, key="k-2")
        assert refused(other) == (404, "unknown-setback")
        lapse = said(await caller.post("/participants/p-1/setbacks", {"kind": "lapse"}, key="k-3"))
        elsewhere = await caller.client.post(
            f"/v1/organizations/hillside/setbacks/{lapse['setback_id']}/recoveries",
            json={},
            headers={"Idempotency-Key": "k-4"},
        )
        assert refused(elsewhere) == (404, "unknown-setback")


async def test_the_page_for_developers_has_an_example_for_every_command(space: Settings) -> None:
    async with served(space) as (caller, _):
        described = (await caller.client.get("/openapi.json")).json()
    bodies = {name: schema for name, schema in described["components"]["schemas"].items() if name.endswith("Body")}
    assert len(bodies) == 16
    assert all(schema["examples"] for schema in bodies.values())
    for path in described["paths"].values():
        for method, route in path.items():
            possible = {"403", "404", "422", "503"} | ({"201", "409", "413"} if method == "post" else {"200"})
            assert possible <= set(route["responses"])
    attempts = described["paths"]["/v1/organizations/{organization}/steps/{step_id}/attempts"]["post"]["responses"]
    for status, code in [("404", "unknown-step"), ("409", "goal-is-closed"), ("403", "not-at-your-site")]:
        assert f"`{code}`" in attempts[status]["description"]
