"""Any commands in any order, good ones and wrong ones, over HTTP on real servers: answered as on paper."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from shared.runtime.settings import Settings
from tests.integration.goals.callers import Caller, instance
from tests.property.goals.model import ACCEPTED, Goal, Paper, as_on_paper, day

pytestmark = pytest.mark.stack

COURSES = 30
COMMANDS = 45
"""In one course, at the most."""
CALLERS = [
    None,
    "participant:{owner}",
    "participant:{owner}",
    "clinician:ada@harbour",
    "participant:nobody",
    "clinician:ada@harbour",
    "clinician:ada@hillside",
    "coordinator:lou@harbour",
]

WALK: dict[str, Any] = {"measure": "minutes-walked", "at_least": 10, "per": "day"}

near = st.integers(0, 9)  # which of the few things there are, counted round
NO_SUCH = -1
seldom = st.sampled_from([None, None, None, None, 0, 1, 2, 5, NO_SUCH])
review_days = st.integers(7, 40).map(day)
schedules = st.sampled_from(
    [
        {},
        {},
        {},
        {"days_per_week": 3},
        {"days_per_week": 3},
        {"weekdays": ["monday", "friday"]},
        {"weekdays": ["monday", "monday"]},
        {"weekdays": ["sunday"], "days_per_week": 1},
    ]
)
zones = st.sampled_from([None, None, None, None, "Europe/Vienna", "Pacific/Kiritimati", "Mars/Olympus"])
spans = st.sampled_from([(0, 3), (1, 6), (2, 0), (0, 7)]) | st.tuples(st.integers(-2, 8), st.integers(-1, 34))
dates = spans.map(lambda span: {"starts_on": day(span[0]), "due_on": day(sum(span))})
reasons = st.sampled_from(["too-easy", "too-hard", "life-changed"])
versions = st.sampled_from([0, 0, 0, -1, 1])  # from the newest one


class AnyCommands(RuleBasedStateMachine):
    """Two participants, their values and strengths, and whatever comes of their goals."""

    runner: asyncio.Runner
    client: httpx.AsyncClient

    def __init__(self) -> None:
        super().__init__()
        self.paper = Paper()
        self.caller = Caller(self.client)
        self.accepted: list[tuple[str, dict[str, Any], str, Caller, dict[str, Any]]] = []

    @initialize()
    def two_participants_with_a_goal_of_two_steps_each(self) -> None:
        self.owners = [f"p-{uuid4().hex[:12]}" for _ in range(2)]
        for owner, area in zip(self.owners, ("family", "rest"), strict=True):
            self.runner.run(self.caller.enrolled(owner))
            value = self.told(f"/participants/{owner}/values", {"value_area": area, "importance": 8})
            strength = self.told(f"/participants/{owner}/strengths", {"kind": "calm"})
            self.paper.values[value["value_id"]] = (owner, area)
            self.paper.strengths[strength["strength_id"]] = owner
            body = {"value_area": area, "review_on": day(28), "occurred_at": f"{day(0)}T12:00:00Z"}
            goal_id = self.told(f"/participants/{owner}/goals", body)["goal_id"]
            goal = self.paper.goals[goal_id] = Goal(goal_id, owner, day(28))
            for start in (0, 7):
                self.asked(goal, "steps", WALK | {"starts_on": day(start), "due_on": day(start + 6)})

    @rule(who=st.integers(0, 1), value=seldom, area=st.sampled_from(["family", "rest", None]), review=review_days)
    def set_goal(self, who: int, value: int | None, area: str | None, review: str) -> None:
        owner = self.owners[who]
        body: dict[str, Any] = {"review_on": review, "occurred_at": f"{day(0)}T12:00:00Z"}
        body |= {"value_area": area} if area else {}
        body |= self.naming("value_id", self.paper.values, value)
        expected = self.paper.expected_goal(owner, body)
        if answer := self.sent(f"/participants/{owner}/goals", body, expected):
            self.paper.goals[answer["goal_id"]] = Goal(answer["goal_id"], owner, review)

    @rule(which=near, version=versions, reason=reasons, review=st.none() | review_days)
    def revise_goal(self, which: int, version: int, reason: str, review: str | None) -> None:
        goal = self.goal(which)
        body = {"from_version": max(1, goal.version + version), "reason": reason}
        self.asked(goal, "revisions", body | ({"review_on": review} if review else {}))

    @rule(
        which=near,
        version=versions,
        answer=st.sampled_from(["agreed", "declined"]),
        party=st.sampled_from([None, "participant", "clinician"]),
        caller=st.sampled_from(CALLERS),
    )
    def answer_plan(self, which: int, version: int, answer: str, party: str | None, caller: str | None) -> None:
        goal = self.goal(which)
        body: dict[str, Any] = {"version": max(1, goal.version + version), "answer": answer}
        body |= {"party": party} if party else {}
        self.asked(goal, "agreements", body, caller and caller.format(owner=goal.owner))

    @rule(which=near, attainment=st.integers(-2, 2), review=st.none() | review_days)
    def review_goal(self, which: int, attainment: int, review: str | None) -> None:
        body = {"attainment": attainment} | ({"next_review_on": review} if review else {})
        self.asked(self.goal(which), "reviews", body)

    @rule(which=near, closing=st.sampled_from(["achieved", "replaced", "replaced"]), other=seldom)
    def close_goal(self, which: int, closing: str, other: int | None) -> None:
        body = {"closing": closing} | self.naming("replaced_by", self.paper.goals, other)
        self.asked(self.goal(which), "closings", body)

    @rule(which=near, review=review_days)
    def reopen_goal(self, which: int, review: str) -> None:
        self.asked(self.goal(which), "reopenings", {"review_on": review})

    @rule(which=near, when=dates, schedule=schedules, zone=zones, builds_on=seldom, strength=seldom)
    def plan_step(
        self,
        which: int,
        when: dict[str, str],
        schedule: dict[str, Any],
        zone: str | None,
        builds_on: int | None,
        strength: int | None,
    ) -> None:
        body = WALK | when | schedule
        body |= {"time_zone": zone} if zone else {}
        body |= self.naming("builds_on", self.steps, builds_on)
        self.asked(self.goal(which), "steps", body | self.naming("strength_id", self.paper.strengths, strength))

    @rule(
        which=near,
        version=versions,
        reason=reasons,
        when=st.just({}) | dates,
        schedule=schedules,
        builds_on=seldom,
        strength=seldom,
        without=st.sampled_from([None, None, "builds_on", "weekdays", "strength_id"]),
    )
    def revise_step(
        self,
        which: int,
        version: int,
        reason: str,
        when: dict[str, str],
        schedule: dict[str, Any],
        builds_on: int | None,
        strength: int | None,
        without: str | None,
    ) -> None:
        goal, step_id = self.step(which)
        newest = goal.steps[step_id].version if step_id in goal.steps else 1
        body: dict[str, Any] = {"from_version": max(1, newest + version), "reason": reason, "at_least": 5}
        body |= when | ({without: None} if without else {}) | schedule
        body |= self.naming("builds_on", self.steps, builds_on)
        body |= self.naming("strength_id", self.paper.strengths, strength)
        self.asked_of_step(goal, step_id, "revisions", body)

    @rule(which=near, rest=st.sampled_from(["pauses", "resumptions"]))
    def rest_or_go_on(self, which: int, rest: str) -> None:
        goal, step_id = self.step(which)
        self.asked_of_step(goal, step_id, rest, {})

    @rule(which=near, step=seldom)
    def plan_for_a_barrier(self, which: int, step: int | None) -> None:
        body = {"barrier": "time", "if_this": "it gets late", "then_that": "I walk at noon"}
        self.asked(self.goal(which), "contingency-plans", body | self.naming("step_id", self.steps, step))

    @precondition(lambda self: self.accepted)
    @rule(which=st.integers(0, COMMANDS), change=st.booleans())
    def send_again(self, which: int, change: bool) -> None:
        path, body, key, caller, answer = self.accepted[which % len(self.accepted)]
        body = body | ({"occurred_at": f"{day(0)}T12:00:01Z"} if change else {})
        again = self.runner.run(caller.post(path, body, key))
        if change:
            assert (again.status_code, again.json()["code"]) == (409, "idempotency-key-reused")
        else:
            assert (again.status_code, again.json()) == (201, answer)

    def teardown(self) -> None:
        for goal in self.paper.goals.values():
            found = self.runner.run(self.caller.get(f"/goals/{goal.goal_id}"))
            assert as_on_paper(found.json()) == self.paper.shown(goal)

    def asked(self, goal: Goal, asked: str, body: dict[str, Any], caller: str | None = None) -> None:
        """Sends a command on a goal, and writes down what it changed."""
        expected = self.paper.expected(goal, asked, body, caller)
        if answer := self.sent(f"/goals/{goal.goal_id}/{asked}", body, expected, caller):
            self.paper.write(goal, asked, body, answer)
            assert answer["sequence"] == goal.events

    def asked_of_step(self, goal: Goal, step_id: str, asked: str, body: dict[str, Any]) -> None:
        """Sends a command on a step, and writes down what it changed."""
        expected = self.paper.expected_of_step(goal, asked, body, step_id)
        if answer := self.sent(f"/goals/{goal.goal_id}/steps/{step_id}/{asked}", body, expected):
            self.paper.write_step(goal, asked, body, step_id)
            assert (answer["sequence"], answer["version"]) == (goal.events, goal.steps[step_id].version)

    def sent(
        self, path: str, body: dict[str, Any], expected: str, acting_as: str | None = None
    ) -> dict[str, Any] | None:
        """The answer, which must be what is expected; None for a refusal."""
        caller = self.caller.acting_as(acting_as) if acting_as else self.caller
        key = uuid4().hex
        answer = self.runner.run(caller.post(path, body, key))
        told: dict[str, Any] = answer.json()
        if answer.status_code == 201:
            assert expected == ACCEPTED, (path, body)
            self.accepted.append((path, body, key, caller, told))
            return told
        said = told["errors"][0]["field"] if told["code"] == "invalid-field" else told["code"]
        assert said == expected, (path, body, told)
        assert answer.headers["content-type"] == "application/problem+json"
        return None

    def told(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """The answer to a command that must be accepted."""
        return self.runner.run(self.caller.accepted(path, body))

    @property
    def steps(self) -> list[str]:
        """The ids of all steps of all goals."""
        return [step_id for goal in self.paper.goals.values() for step_id in goal.steps]

    def goal(self, which: int) -> Goal:
        """One of the goals."""
        goals = list(self.paper.goals.values())
        return goals[which % len(goals)]

    def step(self, which: int) -> tuple[Goal, str]:
        """A step, mostly under its own goal."""
        step_id = self.steps[which % len(self.steps)]
        own = next(goal for goal in self.paper.goals.values() if step_id in goal.steps)
        return (self.goal(which) if which == 9 else own), step_id

    def naming(self, name: str, there: Any, which: int | None) -> dict[str, str]:
        """A field that names one of them, or something that does not exist."""
        ids: list[str] = list(there)
        if which is None:
            return {}
        return {name: ids[which % len(ids)] if ids and which != NO_SUCH else "no-such-thing"}


def test_any_commands_are_answered_as_on_paper(space: Settings) -> None:
    courses = settings(
        max_examples=COURSES,
        stateful_step_count=COMMANDS,
        deadline=None,
        phases=[Phase.generate],  # a course is short enough to read as it is
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        running = instance(space)
        AnyCommands.runner, AnyCommands.client = runner, runner.run(running.__aenter__())
        try:
            run_state_machine_as_test(AnyCommands, settings=courses)
        finally:
            runner.run(running.__aexit__(None, None, None))
