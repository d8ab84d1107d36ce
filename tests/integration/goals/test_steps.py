"""Steps over HTTP: with a schedule where the participant lives, in an order without circles, revised at once."""

from __future__ import annotations

import httpx
import pytest

from shared.contracts.events import StepPaused, StepPlanned, StepResumed, StepRevised
from shared.runtime.settings import Settings
from tests.integration.goals.callers import PLAN, Caller
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

HARD = {"from_version": 1, "reason": "too-hard"}


def refusal(answer: httpx.Response) -> tuple[int, str, list[str]]:
    problem = answer.json()
    return answer.status_code, problem["code"], [error["field"] for error in problem.get("errors", ())]


async def test_a_step_is_planned_revised_paused_and_resumed(caller: Caller, space: Settings) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/steps"
    strength = await caller.accepted("/participants/robin/strengths", {"kind": "perseverance"})
    schedule = {
        "weekdays": ["monday", "friday"],
        "time_zone": "Europe/Vienna",
        "strength_id": strength["strength_id"],
    }
    planned = await caller.accepted(path, PLAN | schedule | {"difficulty": 6})
    step = f"{path}/{planned['step_id']}"
    revised = await caller.accepted(f"{step}/revisions", HARD | {"at_least": 5, "difficulty": None})
    paused = await caller.accepted(f"{step}/pauses", {})
    resumed = await caller.accepted(f"{step}/resumptions", {})
    assert [(one["version"], one["sequence"]) for one in (planned, revised, paused, resumed)] == [
        (1, 2),
        (2, 3),
        (2, 4),
        (2, 5),
    ]

    events = {event.id: event.data for event in await all_events(space)}
    first, second = events[planned["event_id"]], events[revised["event_id"]]
    assert isinstance(first, StepPlanned)
    assert isinstance(second, StepRevised)
    assert (first.weekdays, first.time_zone, first.strength_id) == (
        ("monday", "friday"),
        "Europe/Vienna",
        strength["strength_id"],
    )
    assert (second.version, second.at_least, second.difficulty, second.weekdays) == (2, 5.0, None, first.weekdays)
    assert isinstance(events[paused["event_id"]], StepPaused)
    assert isinstance(events[resumed["event_id"]], StepResumed)

    [state] = (await caller.get(path.removesuffix("/steps"))).json()["steps"]
    assert (state["status"], [version["plan"]["at_least"] for version in state["versions"]]) == ("planned", [10, 5])


async def test_steps_do_not_build_on_each_other_in_a_circle(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/steps"
    first = (await caller.accepted(path, PLAN))["step_id"]
    second = (await caller.accepted(path, PLAN | {"builds_on": first}))["step_id"]
    for foundation in (first, second):
        answer = await caller.post(f"{path}/{first}/revisions", HARD | {"builds_on": foundation})
        assert refusal(answer) == (409, "steps-in-a-circle", ["builds_on"])
        assert "neither could come first" in answer.json()["detail"]
    await caller.accepted(f"{path}/{second}/revisions", HARD | {"builds_on": None})
    await caller.accepted(f"{path}/{first}/revisions", HARD | {"builds_on": second})


async def test_a_step_lies_within_its_goals_dates(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/steps"  # from 2026-03-01 to a review on 2026-03-29
    for said, field in (
        ({"starts_on": "2026-02-27"}, "starts_on"),
        ({"due_on": "2026-03-31"}, "due_on"),
        ({"starts_on": "2026-03-09"}, "due_on"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"weekdays": ["monday"], "days_per_week": 1}, "weekdays"),
    ):
        assert refusal(await caller.post(path, PLAN | said)) == (422, "invalid-field", [field])
    await caller.accepted(path, PLAN | {"starts_on": "2026-02-28", "due_on": "2026-03-30"})


async def test_what_a_step_names_is_its_own_goals_or_participants(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled('robin'))}/steps"
    step = (await caller.accepted(path, PLAN))["step_id"]
    theirs = f"/goals/{await caller.goal(await caller.enrolled('kim'))}/steps"
    kims_step = (await caller.accepted(theirs, PLAN))["step_id"]
    kims_strength = (await caller.accepted("/participants/kim/strengths", {"kind": "calm"}))["strength_id"]
    for said, unknown in (
        ({"builds_on": kims_step}, (404, "unknown-step", ["builds_on"])),
        ({"strength_id": kims_strength}, (404, "unknown-strength", ["strength_id"])),
    ):
        assert refusal(await caller.post(path, PLAN | said)) == unknown
        assert refusal(await caller.post(f"{path}/{step}/revisions", HARD | said)) == unknown
    for below, body in (("revisions", HARD), ("pauses", {}), ("resumptions", {})):
        assert refusal(await caller.post(f"{path}/{kims_step}/{below}", body)) == (404, "unknown-step", ["step_id"])


async def test_a_step_revised_from_the_same_version_twice_is_told_both(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/steps"
    step = f"{path}/{(await caller.accepted(path, PLAN))['step_id']}"
    await caller.accepted(f"{step}/revisions", HARD)
    answer = await caller.post(f"{step}/revisions", HARD)
    assert refusal(answer) == (409, "version-moved-on", [])
    assert "version 2" in answer.json()["detail"]
    assert "version 1" in answer.json()["detail"]


async def test_a_step_that_rests_is_not_paused_again_and_one_that_goes_on_is_not_resumed(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/steps"
    step = f"{path}/{(await caller.accepted(path, PLAN))['step_id']}"
    assert refusal(await caller.post(f"{step}/resumptions", {}))[:2] == (409, "step-is-not-paused")
    await caller.accepted(f"{step}/pauses", {})
    assert refusal(await caller.post(f"{step}/pauses", {}))[:2] == (409, "step-is-paused")
