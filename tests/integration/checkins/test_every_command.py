"""Every command of the service: recorded once whatever is repeated, and its words kept where they belong."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass

import httpx
import pytest

from services.checkins.domain.learning import TELLING
from services.checkins.domain.records import SAID_BY_TYPE
from services.checkins.notes import NOTES
from shared.contracts.events import EntryRetracted, SetbackRecovered
from shared.contracts.topics import DEAD_LETTERS, type_name
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.checkins.serving import (
    BASE,
    Caller,
    eventually,
    read_all,
    served,
    until_learned,
    until_published,
)
from tests.unit.checkins.told import a_whole_journey

pytestmark = pytest.mark.stack

WRITTEN = [type_name(data) for data in (*SAID_BY_TYPE.values(), SetbackRecovered, EntryRetracted)]
PERSON = "/participants/p-1"
MARK = "quiet mornings \U0001f33f \u0635\u0628\u0627\u062d by the pier"
"""Somebody's own words: an emoji and a right-to-left word among them."""


@dataclass(frozen=True)
class Say:
    """A command: its path, two bodies that are right, the id in its answer, how many notes the first makes."""

    path: str
    body: dict[str, object]
    other: dict[str, object]
    answers: str
    notes: int = 0
    corrected_at: str = ""


COMMANDS = [
    Say(
        "/steps/step-of-p-1/attempts",
        {"outcome": "done"},
        {"outcome": "partly"},
        "attempt_id",
        corrected_at="/attempts",
    ),
    Say(
        f"{PERSON}/setbacks",
        {"kind": "lapse", "learned": MARK, "plan_id": "plan-of-p-1", "goal_id": "goal-of-p-1"},
        {"kind": "lapse", "learned": f"{MARK}!"},
        "setback_id",
        notes=1,
        corrected_at="/setbacks",
    ),
    Say(
        f"{PERSON}/check-ins",
        {
            "setting": "check-in",
            "rulers": [{"kind": "confidence", "value": 6, "why": MARK}, {"kind": "readiness", "value": 5}],
            "mood": "rested",
            "prompt": "thanks",
            "journal": MARK,
            "concern": MARK,
        },
        {"setting": "session", "stage": "action"},
        "checkin_id",
        notes=3,
        corrected_at="/check-ins",
    ),
    Say(
        f"{PERSON}/check-in-agreements",
        {"weekdays": ["monday"], "time_zone": "Europe/Vienna"},
        {"every_days": 3, "time_zone": "Europe/Vienna"},
        "agreement_id",
    ),
    Say(
        f"{PERSON}/balances",
        {
            "entries": [
                {"side": "good-about-changing", "weight": 7, "words": MARK},
                {"side": "good-about-staying", "weight": 3},
                {"side": "hard-about-changing", "words": MARK},
            ],
            "goal_id": "goal-of-p-1",
        },
        {"entries": [{"side": "hard-about-staying", "weight": 1}]},
        "balance_id",
        notes=2,
        corrected_at="/balances",
    ),
    Say(
        f"{PERSON}/talk-counts",
        {"change": {"desire": 3, "taking_steps": 1}, "sustain": {"need": 2}},
        {"sustain": {"reason": 1}},
        "session_id",
        corrected_at="/talk-counts",
    ),
    Say(
        f"{PERSON}/affirmations",
        {"strength_id": "strength-of-p-1", "words": MARK},
        {"words": MARK},
        "affirmation_id",
        notes=1,
    ),
    Say(f"{PERSON}/clinician-confidences", {"value": 8}, {"value": 7}, "rating_id"),
    Say(f"{PERSON}/contact-requests", {"words": MARK}, {}, "request_id", notes=1),
    Say(
        f"{PERSON}/score-answers",
        {"estimate": "readiness", "feels": "too-low", "words": MARK},
        {"estimate": "readiness"},
        "answer_id",
        notes=1,
    ),
    Say(
        f"{PERSON}/outreaches",
        {"channel": "call", "result": "talked", "about": ["no-word"], "words": MARK},
        {"channel": "message", "result": "no-answer"},
        "outreach_id",
        notes=1,
        corrected_at="/outreaches",
    ),
]


def ids(answer: httpx.Response) -> dict[str, str]:
    assert answer.status_code == 201, answer.text
    found: dict[str, str] = answer.json()
    return found


async def sent_twice_at_once_and_once_more(caller: Caller, path: str, body: object, key: str) -> dict[str, str]:
    both = await asyncio.gather(*(caller.post(path, body, key=key) for _ in range(2)))
    first = ids(both[0])
    assert ids(both[1]) == first
    assert ids(await caller.post(path, body, key=key)) == first
    return first


async def test_every_command_is_recorded_once_and_a_key_is_used_for_one(space: Settings) -> None:
    events: set[str] = set()
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for number, say in enumerate(COMMANDS):
            first = await sent_twice_at_once_and_once_more(caller, say.path, say.body, f"k-{number}")
            reused = await caller.post(say.path, say.other, key=f"k-{number}")
            assert (reused.status_code, reused.json()["code"]) == (409, "idempotency-key-reused")
            events.add(first["event_id"])
            record_id = first[say.answers]
            if say.corrected_at:
                path, key = f"{say.corrected_at}/{record_id}/corrections", f"c-{number}"
                corrected = await sent_twice_at_once_and_once_more(caller, path, say.other, key)
                assert corrected[say.answers] != record_id
                assert (await caller.post(path, say.body, key=key)).status_code == 409
                assert (await caller.post(path, say.body, key=f"{key}-2")).json()["code"] == "already-retracted"
                record_id = corrected[say.answers]
                events |= {corrected["event_id"]}
            path = f"/records/{record_id}/retractions"
            retracted = await sent_twice_at_once_and_once_more(caller, path, {"reason": "said-twice"}, f"r-{number}")
            events.add(retracted["event_id"])
            again = await caller.post(path, {"reason": "said-twice"}, key=f"r-{number}-2")
            assert (again.status_code, again.json()["code"]) == (409, "already-retracted")
        corrections = [say for say in COMMANDS if say.corrected_at]
        listed = (await caller.get(f"{PERSON}/records", at_most=200)).json()["items"]
        assert len(listed) == len(COMMANDS)
        assert all(item["retracted"]["reason"] == "said-twice" for item in listed)
        earlier = [telling for item in listed for telling in item.get("earlier", ())]
        assert len(earlier) == len(corrections)
        events |= {telling["retracted"]["event_id"] for telling in earlier}
        await until_published(space, WRITTEN, events)
        assert (await caller.get(f"{PERSON}/notes")).json() == {"items": []}, "what was taken back is shown no more"
    assert len(await read_all(space, WRITTEN)) == len(events) == 2 * len(COMMANDS) + 2 * len(corrections)


async def test_a_correction_replaces_what_it_corrects_at_the_time_when_that_happened(space: Settings) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        for number, say in enumerate(say for say in COMMANDS if say.corrected_at):
            first = ids(await caller.post(say.path, say.body, key=f"k-{number}"))
            path = f"{say.corrected_at}/{first[say.answers]}/corrections"
            corrected = ids(await caller.post(path, say.other, key=f"c-{number}"))
            (item,) = (await caller.get(f"{PERSON}/records", at_most=1)).json()["items"]
            assert item["record_id"] == corrected[say.answers]
            assert item["event_id"] == corrected["event_id"]
            assert "retracted" not in item
            (before,) = item["earlier"]
            assert before["happened_at"] == item["happened_at"]
            assert (before["record_id"], before["event_id"]) == (first[say.answers], first["event_id"])
            assert before["retracted"]["replaced_by"] == corrected[say.answers]
            assert before["retracted"]["reason"] == "wrong-value"
            assert before["retracted"]["retraction_id"] == corrected["retraction_id"]
            elsewhere = "/balances" if say.corrected_at != "/balances" else "/attempts"
            body = next(other.body for other in COMMANDS if other.corrected_at == elsewhere)
            wrong_kind = await caller.post(f"{elsewhere}/{item['record_id']}/corrections", body, key=f"w-{number}")
            assert (wrong_kind.status_code, wrong_kind.json()["code"]) == (404, "unknown-record")


async def test_a_setback_goes_with_its_recovery_when_it_is_taken_back_and_keeps_it_when_it_is_corrected(
    space: Settings,
) -> None:
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        lapse = ids(await caller.post(f"{PERSON}/setbacks", {"kind": "lapse"}, key="k-1"))
        recovery = ids(await caller.post(f"/setbacks/{lapse['setback_id']}/recoveries", {}, key="k-2"))
        path = f"/setbacks/{lapse['setback_id']}/corrections"
        corrected = ids(await caller.post(path, {"kind": "renewed-ambivalence"}, key="k-3"))
        (item,) = (await caller.get(f"{PERSON}/records")).json()["items"]
        assert (item["status"], item["said"]["kind"]) == ("recovered", "renewed-ambivalence")
        gone = f"/setbacks/{lapse['setback_id']}/recoveries"
        assert (await caller.post(gone, {}, key="k-4")).json()["code"] == "already-retracted"
        again = f"/setbacks/{corrected['setback_id']}/recoveries"
        assert (await caller.post(again, {}, key="k-5")).json()["code"] == "already-recovered"
        path = f"/records/{corrected['setback_id']}/retractions"
        retracted = ids(await caller.post(path, {"reason": "wrong-person"}, key="k-6"))
        assert ids(await caller.post(path, {"reason": "wrong-person"}, key="k-6")) == retracted
        retractions = [type_name(EntryRetracted)]

        async def all_no_longer_count() -> bool:
            found = [json.loads(record.value or b"") for record in await read_all(space, retractions)]
            return {event["data"]["retracted"] for event in found} == expected

        expected = {lapse["event_id"], corrected["event_id"], recovery["event_id"]}
        await eventually(all_no_longer_count, within=10, what="both setbacks and the recovery are taken back")


async def test_own_words_are_in_their_notes_and_nowhere_else(
    space: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    for ours in ("services", "shared"):
        caplog.set_level(logging.DEBUG, logger=ours)
    seen: list[str] = []
    async with served(space) as (caller, _):
        await until_learned(space, a_whole_journey())
        answers = [await caller.post(say.path, say.body, key=f"k-{n}") for n, say in enumerate(COMMANDS)]
        events = {ids(answer)["event_id"] for answer in answers}
        # Refusals of every sort, with the words in their body, their address and where they do not belong.
        for number, say in enumerate(COMMANDS):
            nobodys = say.path.replace("p-1", "p-9")
            bodies = [{**say.body, "occurred_at": "2999-01-01T00:00:00Z"}, {**say.body, MARK: MARK}, [MARK], MARK]
            refused = [await caller.post(say.path, body, key=f"r-{number}") for body in bodies]
            refused.append(await caller.post(nobodys, say.body, key=f"r-{number}"))
            refused.append(await caller.post(say.path, {**say.other, "occurred_at": MARK}, key=f"k-{number}"))
            refused.append(await caller.get(f"{PERSON}/records", after=MARK))
            refused.append(await caller.client.get(f"{BASE}/participants/{MARK}/records"))
            refused.append(await caller.post(say.path, say.body, key=f"r-{number}", acting="supporter:sam"))
            assert {answer.status_code // 100 for answer in refused} == {4}
            seen += [answer.text for answer in refused]
        seen += [answer.text for answer in answers]
        seen.append((await caller.get(f"{PERSON}/records")).text)
        await until_published(space, WRITTEN, events)
        notes = (await caller.get(f"{PERSON}/notes")).json()["items"]
    assert len(notes) == sum(say.notes for say in COMMANDS)
    assert {note["words"] for note in notes} == {MARK}
    every_topic = [*WRITTEN, *(type_name(data) for data in TELLING), DEAD_LETTERS]
    seen += [repr(record) for record in await read_all(space, every_topic)]
    seen += [record.value.decode() for record in await read_all(space, WRITTEN) if record.value]
    async with connect(space.mongo, space.database_of("checkins")) as database:
        seen += [repr(await database[name].find({}).to_list(None)) for name in ("records", "known")]
        kept = await database[NOTES].find({}).to_list(None)
    assert {note["text"] for note in kept} == {MARK}
    seen.append(caplog.text)
    for place in seen:
        for piece in ("quiet mornings", "by the pier", MARK.encode("unicode_escape").decode()[:20]):
            assert piece not in place
