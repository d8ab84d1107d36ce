"""From commands over HTTP to events on the topics, on a real Kafka and MongoDB."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import httpx
import pytest

from shared.contracts.events import GoalRevised, GoalSet, ParticipantEnrolled, StepPlanned, Target
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea
from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, PLAN, REVISE, SET, Caller
from tests.integration.goals.published import all_events, all_records

pytestmark = pytest.mark.stack

MONDAY = "2026-03-02T08:00:00+01:00"


async def test_a_journey_is_answered_published_and_read_back(caller: Caller, space: Settings) -> None:
    walking = {"measure": "steps-walked", "at_least": 8000, "per": "day"}
    await caller.offered()
    enrolled = await caller.accepted("/participants/robin/enrolments", ENROL | {"occurred_at": MONDAY})
    goal = await caller.accepted("/participants/robin/goals", SET | {"target": walking, "importance": 8})
    goal_path = f"/goals/{goal['goal_id']}"
    first = await caller.accepted(f"{goal_path}/steps", PLAN)
    revised = await caller.accepted(f"{goal_path}/revisions", REVISE | {"confidence": 7})
    second = await caller.accepted(f"{goal_path}/steps", PLAN | {"difficulty": 4, "builds_on": first["step_id"]})

    events = {event.id: event for event in await all_events(space)}
    assert len(events) == 5
    assert events[enrolled["event_id"]].data == ParticipantEnrolled(
        enrolment_id=enrolled["enrolment_id"],
        site="harbour",
        program="walking-12-weeks",
        program_version=1,
        check_in_every_days=7,
        silent_after_days=14,
        review_every_days=28,
        prompts=("proud-of",),
    )
    assert events[enrolled["event_id"]].time == datetime(2026, 3, 2, 7, tzinfo=UTC)
    target = Target(measure="steps-walked", at_least=8000.0, per=Period.DAY)
    assert events[goal["event_id"]].data == GoalSet(
        goal_id=goal["goal_id"],
        sequence=1,
        version=1,
        value_area=ValueArea.HEALTH,
        review_on=date(2026, 3, 29),
        target=target,
        importance=8,
    )
    assert events[revised["event_id"]].data == GoalRevised(
        goal_id=goal["goal_id"],
        sequence=3,
        version=2,
        reason=RevisionReason.TOO_HARD,
        review_on=date(2026, 3, 29),
        target=target,
        confidence=7,
    )
    planned = events[second["event_id"]].data
    assert isinstance(planned, StepPlanned)
    assert (planned.step_id, planned.builds_on, planned.sequence) == (second["step_id"], first["step_id"], 4)
    assert {(event.subject, event.source) for event in events.values()} == {("shore/robin", "cairn/goals")}

    state = (await caller.get(goal_path)).json()
    assert [version["number"] for version in state["versions"]] == [1, 2]
    assert [step["step_id"] for step in state["steps"]] == [first["step_id"], second["step_id"]]


async def test_a_participants_events_share_one_partition_number(caller: Caller, space: Settings) -> None:
    for participant in ("robin", "kim", "alex"):
        goal_id = await caller.goal(await caller.enrolled(participant))
        await caller.accepted(f"/goals/{goal_id}/steps", PLAN)
    partitions: dict[bytes, set[int]] = {}
    for record in await all_records(space):
        partitions.setdefault(record.key, set()).add(record.partition)
        assert dict(record.headers) == {"content-type": b"application/cloudevents+json"}
    assert partitions.keys() == {b"shore/robin", b"shore/kim", b"shore/alex"}
    assert all(len(found) == 1 for found in partitions.values())


async def test_nobody_sets_a_goal_who_is_not_enrolled_here(client: httpx.AsyncClient, caller: Caller) -> None:
    await caller.enrolled("robin")
    for stranger, path in (
        (caller, "/participants/kim/goals"),
        (Caller(client, "inland"), "/participants/robin/goals"),
    ):
        answer = await stranger.post(path, SET)
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-participant")
        assert path.split("/")[2] in answer.json()["detail"]


async def test_a_participant_is_enrolled_once_and_may_be_enrolled_elsewhere(
    client: httpx.AsyncClient, caller: Caller
) -> None:
    await caller.enrolled("robin")
    answer = await caller.post("/participants/robin/enrolments", ENROL)
    assert (answer.status_code, answer.json()["code"]) == (409, "already-enrolled")
    await Caller(client, "inland").enrolled("robin")


async def test_a_goal_of_another_organization_or_of_nobody_is_unknown(
    client: httpx.AsyncClient, caller: Caller
) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    for stranger, asked in ((Caller(client, "inland"), goal_id), (caller, "no-such-goal")):
        answers = [
            await stranger.post(f"/goals/{asked}/steps", PLAN),
            await stranger.post(f"/goals/{asked}/revisions", REVISE),
            await stranger.get(f"/goals/{asked}"),
        ]
        for answer in answers:
            assert (answer.status_code, answer.json()["code"]) == (404, "unknown-goal")
            assert asked in answer.json()["detail"]


async def test_a_refused_command_publishes_nothing_and_its_key_may_be_used_again(
    caller: Caller, space: Settings
) -> None:
    await caller.enrolled()
    tomorrow_week = (datetime.now(UTC) + timedelta(days=8)).isoformat()
    refused = await caller.post("/participants/robin/goals", SET | {"occurred_at": tomorrow_week}, "key")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "occurred_at")
    goal_id = (await caller.accepted("/participants/robin/goals", SET, "key"))["goal_id"]
    for wrong, status, field in (
        (PLAN | {"due_on": "2026-03-01"}, 422, "due_on"),
        (PLAN | {"builds_on": "no-such-step"}, 404, "builds_on"),
    ):
        refused = await caller.post(f"/goals/{goal_id}/steps", wrong)
        assert (refused.status_code, refused.json()["errors"][0]["field"]) == (status, field)
    assert len(await all_events(space)) == 2


async def test_a_revision_of_a_version_that_moved_on_is_told_both(caller: Caller) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    await caller.accepted(f"/goals/{goal_id}/revisions", REVISE)
    answer = await caller.post(f"/goals/{goal_id}/revisions", REVISE)
    assert (answer.status_code, answer.json()["code"]) == (409, "version-moved-on")
    assert "version 2" in answer.json()["detail"]
    assert "version 1" in answer.json()["detail"]
