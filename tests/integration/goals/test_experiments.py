"""Goals as experiments over HTTP: agreed on, reviewed, closed and reopened, with plans for what may come between."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from shared.contracts.events import (
    ContingencyPlanned,
    GoalAgreed,
    GoalClosed,
    GoalDeclined,
    GoalReopened,
    GoalReviewed,
    GoalSet,
)
from shared.contracts.vocabulary import ValueArea
from shared.runtime.settings import Settings
from tests.integration.goals.callers import PLAN, REVISE, SET, Caller
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

IF_THEN = {"barrier": "time", "if_this": "it gets late", "then_that": "I walk at noon"}


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def test_a_goal_lives_from_its_value_to_its_second_start(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    value = await caller.accepted("/participants/robin/values", {"value_area": "family", "importance": 9})
    said = {"value_id": value["value_id"], "review_on": "2026-03-29"}
    goal = await caller.accepted("/participants/robin/goals", said)
    path = f"/goals/{goal['goal_id']}"
    agreed = await caller.accepted(f"{path}/agreements", {"version": 1, "answer": "agreed", "party": "participant"})
    declined = await caller.accepted(f"{path}/agreements", {"version": 1, "answer": "declined", "party": "clinician"})
    review = await caller.accepted(f"{path}/reviews", {"attainment": 1, "next_review_on": "2026-05-10"})
    plan = await caller.accepted(f"{path}/contingency-plans", IF_THEN)
    closing = await caller.accepted(f"{path}/closings", {"closing": "sustained"})
    reopening = await caller.accepted(f"{path}/reopenings", {"review_on": "2026-07-01"})

    assert agreed == {
        "goal_id": goal["goal_id"],
        "version": 1,
        "party": "participant",
        "sequence": 2,
        "event_id": agreed["event_id"],
    }
    events = {event.id: event.data for event in await all_events(space)}
    there: dict[str, Any] = {"goal_id": goal["goal_id"]}
    assert events[goal["event_id"]] == GoalSet(
        **there,
        sequence=1,
        version=1,
        value_area=ValueArea.FAMILY,
        review_on="2026-03-29",
        value_id=value["value_id"],
    )
    assert events[agreed["event_id"]] == GoalAgreed(**there, sequence=2, version=1, party="participant")
    assert events[declined["event_id"]] == GoalDeclined(**there, sequence=3, version=1, party="clinician")
    assert events[review["event_id"]] == GoalReviewed(
        **there,
        sequence=4,
        version=1,
        attainment=1,
        next_review_on="2026-05-10",
    )
    planned = events[plan["event_id"]]
    assert isinstance(planned, ContingencyPlanned)
    assert (planned.plan_id, planned.sequence, planned.barrier.value) == (plan["plan_id"], 5, "time")
    assert events[closing["event_id"]] == GoalClosed(**there, sequence=6, version=1, closing="sustained")
    assert events[reopening["event_id"]] == GoalReopened(**there, sequence=7, version=1, review_on="2026-07-01")

    state = (await caller.get(path)).json()
    assert (state["status"], state["review_on"], state["sequence"]) == ("open", "2026-07-01", 7)
    assert state["standing"] == {"participant": "agreed", "clinician": "declined"}
    parts = ("versions", "agreements", "reviews", "closings", "reopenings", "plans", "steps")
    assert [len(state[part]) for part in parts] == [1, 2, 1, 1, 1, 1, 0]


async def test_each_party_answers_for_itself_and_strangers_for_nobody(caller: Caller) -> None:
    await caller.enrolled("kim")
    path = f"/goals/{await caller.goal(await caller.enrolled('robin'))}/agreements"
    yes = {"version": 1, "answer": "agreed"}
    for whom, party in (("participant:robin", "participant"), ("clinician:ada@harbour", "clinician")):
        assert (await caller.acting_as(whom).accepted(path, yes))["party"] == party
        assert (await caller.acting_as(whom).accepted(path, yes | {"party": party}))["party"] == party
        other = {"participant": "clinician", "clinician": "participant"}[party]
        assert code(await caller.acting_as(whom).post(path, yes | {"party": other})) == (403, "not-your-plan")
    for stranger in (
        "participant:kim",
        "clinician:ada@hillside",
        "coordinator:lou@harbour",
        "supporter:sam",
        "operator:pat",
    ):
        answer = await caller.acting_as(stranger).post(path, yes)
        assert code(answer) == (403, "not-your-plan")
        assert "robin" not in answer.text
    silent = await caller.post(path, yes)
    assert (silent.status_code, silent.json()["errors"][0]["field"]) == (422, "party")


async def test_nobody_agrees_to_a_version_that_moved_on_and_is_told_both(caller: Caller) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    await caller.accepted(f"/goals/{goal_id}/revisions", REVISE)
    answer = await caller.acting_as("participant:robin").post(
        f"/goals/{goal_id}/agreements", {"version": 1, "answer": "agreed"}
    )
    assert code(answer) == (409, "version-moved-on")
    assert "version 2" in answer.json()["detail"]
    assert "version 1" in answer.json()["detail"]


async def test_a_closed_goal_is_only_reopened_and_an_open_one_is_not(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}"
    step = await caller.accepted(f"{path}/steps", PLAN)
    assert code(await caller.post(f"{path}/reopenings", {"review_on": "2026-07-01"})) == (409, "goal-is-open")
    await caller.accepted(f"{path}/closings", {"closing": "achieved"})
    for below, body in (
        ("/revisions", REVISE),
        ("/agreements", {"version": 1, "answer": "agreed", "party": "participant"}),
        ("/reviews", {"attainment": 2}),
        ("/closings", {"closing": "set-aside"}),
        ("/steps", PLAN),
        (f"/steps/{step['step_id']}/revisions", REVISE),
        (f"/steps/{step['step_id']}/pauses", {}),
        (f"/steps/{step['step_id']}/resumptions", {}),
        ("/contingency-plans", IF_THEN),
    ):
        assert code(await caller.post(path + below, body)) == (409, "goal-is-closed"), below
    assert (await caller.get(path)).json()["status"] == "closed"


async def test_a_goal_is_replaced_by_another_goal_of_the_same_participant(caller: Caller) -> None:
    goal_id = await caller.goal(await caller.enrolled("robin"))
    theirs, next_one = await caller.goal(await caller.enrolled("kim")), await caller.goal("robin")
    path = f"/goals/{goal_id}/closings"
    for wrong, status, field in (
        ({"closing": "replaced", "replaced_by": theirs}, 404, "replaced_by"),
        ({"closing": "replaced", "replaced_by": "no-such-goal"}, 404, "replaced_by"),
        ({"closing": "replaced", "replaced_by": goal_id}, 422, "replaced_by"),
        ({"closing": "achieved", "replaced_by": next_one}, 422, "replaced_by"),
    ):
        answer = await caller.post(path, wrong)
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (status, field)
    await caller.accepted(path, {"closing": "replaced", "replaced_by": next_one})
    assert (await caller.get(f"/goals/{goal_id}")).json()["closings"][0]["replaced_by"] == next_one


async def test_a_goal_serves_a_value_of_its_own_participant(caller: Caller) -> None:
    await caller.enrolled("robin")
    await caller.enrolled("kim")
    kims = (await caller.accepted("/participants/kim/values", {"value_area": "rest", "importance": 5}))["value_id"]
    for value_id in (kims, "no-such-value"):
        answer = await caller.post("/participants/robin/goals", SET | {"value_id": value_id})
        assert code(answer) == (404, "unknown-value")
    neither = await caller.post("/participants/robin/goals", {"review_on": "2026-03-29"})
    assert (neither.status_code, neither.json()["errors"][0]["field"]) == (422, "value_area")


async def test_a_participants_goals_come_page_by_page_and_only_when_they_changed(caller: Caller) -> None:
    await caller.goal(await caller.enrolled("kim"))
    goals = [await caller.goal(await caller.enrolled() if n == 0 else "robin") for n in range(3)]
    listed = "/participants/robin/goals"
    first = await caller.get(f"{listed}?at_most=2")
    rest = (await caller.get(f"{listed}?at_most=2&after={first.json()['next']}")).json()
    items = [*first.json()["items"], *rest["items"]]
    assert sorted(item["goal_id"] for item in items) == sorted(goals)
    assert "next" not in rest
    assert {item["status"] for item in items} == {"open"}
    assert "steps" not in items[0]
    for path in (f"{listed}?at_most=2", f"/goals/{items[0]['goal_id']}"):
        etag = (await caller.get(path)).headers["etag"]
        assert (await caller.get(path, **{"If-None-Match": etag})).status_code == 304
        await caller.accepted(f"/goals/{items[0]['goal_id']}/reviews", {"attainment": 0})
        assert (await caller.get(path, **{"If-None-Match": etag})).status_code == 200


async def test_a_supporter_sees_of_a_goal_what_is_shared(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}"
    await caller.accepted(f"{path}/steps", PLAN)
    invite = "/participants/robin/supporters"
    sam = (await caller.accepted(invite, {"may_see": []}))["supporter_id"]
    supporter = caller.acting_as(f"supporter:{sam}")
    assert code(await supporter.get(path)) == (403, "not-shared")
    await caller.accepted(invite, {"supporter_id": sam, "may_see": ["goals"]})
    seen = (await supporter.get(path)).json()
    assert seen["goal_id"]
    assert not {"steps", "plans"} & seen.keys()
    await caller.accepted(invite, {"supporter_id": sam, "may_see": ["goals", "steps"]})
    assert len((await supporter.get(path)).json()["steps"]) == 1
    assert code(await supporter.post(f"{path}/reviews", {"attainment": 0})) == (403, "not-shared")
