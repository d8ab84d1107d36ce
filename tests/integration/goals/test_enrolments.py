"""A participant's course over HTTP, as events and as it is read back."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from shared.contracts.codes import LeavingReason
from shared.contracts.events import (
    ParticipantEnrolled,
    ParticipantLeft,
    ParticipantMoved,
    ParticipantPaused,
    ParticipantResumed,
)
from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, Caller, instance
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

ROBIN = "/participants/robin"
CANNOT_FOLLOW: list[tuple[list[str], str, dict[str, Any], str]] = [
    ([], "enrolments", ENROL, "already-enrolled"),
    ([], "moves", {"site": "harbour"}, "at-that-site-already"),
    ([], "resumptions", {}, "not-paused"),
    (["pauses"], "pauses", {}, "already-paused"),
    (["pauses"], "enrolments", ENROL, "already-enrolled"),
    (["completions"], "moves", {"site": "hillside"}, "not-enrolled-now"),
    (["completions"], "completions", {}, "not-enrolled-now"),
    (["departures"], "pauses", {}, "not-enrolled-now"),
    (["departures"], "resumptions", {}, "not-enrolled-now"),
    (["departures"], "departures", {}, "not-enrolled-now"),
]
"""(what came before, what is asked, why not)"""


async def test_a_whole_course_is_published_and_read_back(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    commands: list[tuple[str, dict[str, Any]]] = [
        ("moves", {"site": "hillside"}),
        ("pauses", {"until": "2030-01-07"}),
        ("resumptions", {}),
        ("departures", {"reason": "moved-away"}),
        ("enrolments", ENROL | {"site": "lakeside"}),
    ]
    answers = [await caller.accepted(f"{ROBIN}/{path}", body) for path, body in commands]
    first, second = answers[0]["enrolment_id"], answers[-1]["enrolment_id"]
    assert [answer["enrolment_id"] for answer in answers] == [first] * 4 + [second]
    assert first != second

    facts = [event.data for event in await all_events(space)]
    assert [type(fact) for fact in facts] == [
        ParticipantEnrolled,
        ParticipantMoved,
        ParticipantPaused,
        ParticipantResumed,
        ParticipantLeft,
        ParticipantEnrolled,
    ]
    assert facts[1] == ParticipantMoved(enrolment_id=first, site="hillside", from_site="harbour")
    assert facts[4] == ParticipantLeft(enrolment_id=first, reason=LeavingReason.MOVED_AWAY)

    enrolments = (await caller.get(ROBIN)).json()["enrolments"]
    told = [(one["enrolment_id"], one["status"], one["site"]) for one in enrolments]
    assert told == [(first, "left", "hillside"), (second, "enrolled", "lakeside")]
    kinds = [[turn["kind"] for turn in one["course"]] for one in enrolments]
    assert kinds == [["joined", "moved", "paused", "resumed", "left"], ["joined"]]
    assert enrolments[0]["course"][2]["until"] == "2030-01-07"


async def test_a_turn_that_cannot_follow_is_refused(caller: Caller) -> None:
    for number, (before, path, body, code) in enumerate(CANNOT_FOLLOW):
        participant = f"/participants/{await caller.enrolled(f'robin-{number}')}"
        for turn in before:
            await caller.accepted(f"{participant}/{turn}", {})
        answer = await caller.post(f"{participant}/{path}", body)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
        assert answer.json()["detail"].endswith(".")
        assert answer.json()["hint"]


async def test_nobody_takes_a_turn_who_never_joined(caller: Caller, client: httpx.AsyncClient) -> None:
    await Caller(client, "inland").enrolled()
    for path in ("moves", "pauses", "resumptions", "completions", "departures"):
        answer = await caller.post(f"{ROBIN}/{path}", {"site": "hillside"} if path == "moves" else {})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-participant")


async def test_every_turn_sent_again_gets_its_first_answer(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    commands: list[tuple[str, dict[str, Any]]] = [
        ("moves", {"site": "hillside"}),
        ("pauses", {}),
        ("resumptions", {}),
        ("completions", {}),
        ("enrolments", ENROL),
        ("departures", {}),
    ]
    answers = [await caller.accepted(f"{ROBIN}/{path}", body, f"key-{n}") for n, (path, body) in enumerate(commands)]
    again = [await caller.accepted(f"{ROBIN}/{path}", body, f"key-{n}") for n, (path, body) in enumerate(commands)]
    assert again == answers
    assert len(await all_events(space)) == 7
    for n, (path, body) in enumerate(commands):
        answer = await caller.post(f"{ROBIN}/{path}", body | {"occurred_at": "2026-03-01T12:00:00Z"}, f"key-{n}")
        assert (answer.status_code, answer.json()["code"]) == (409, "idempotency-key-reused")


async def test_of_turns_at_once_at_two_instances_one_is_taken(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        callers = (Caller(one), Caller(other))
        await callers[0].enrolled()
        answers = await asyncio.gather(*(callers[n % 2].post(f"{ROBIN}/pauses", {}) for n in range(20)))
        assert sorted(answer.status_code for answer in answers) == [201] + [409] * 19
        assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"already-paused"}
        assert len(await all_events(space)) == 2


async def test_a_turn_said_to_be_older_than_the_newest_is_refused(caller: Caller) -> None:
    await caller.enrolled()
    answer = await caller.post(f"{ROBIN}/moves", {"site": "hillside", "occurred_at": "2020-01-01T00:00:00Z"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "occurred_at")
