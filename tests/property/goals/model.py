"""Goals as somebody would keep them on paper: what the service must answer to any command, worked out another way.

`expected` says "accepted", the code of the refusal, or the field that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

SET_ON = date(2026, 3, 1)
"""The day on which every goal here is set, at noon UTC."""
A_DAY = timedelta(days=1)
ACCEPTED = "accepted"


def day(offset: int) -> str:
    """So many days after the goals were set."""
    return str(SET_ON + offset * A_DAY)


@dataclass
class Step:
    """A step's newest plan, as it is sent; `null` and what was never said are absent."""

    plan: dict[str, Any]
    version: int = 1
    paused: bool = False


@dataclass
class Goal:
    """One goal."""

    goal_id: str
    owner: str
    review_on: str
    version: int = 1
    is_open: bool = True
    events: int = 1
    standing: dict[str, str] = field(default_factory=lambda: {"participant": "draft", "clinician": "draft"})
    steps: dict[str, Step] = field(default_factory=dict)
    plans: int = 0

    def foundations(self, step_id: str | None) -> Iterable[str]:
        """The step and all it stands on."""
        while step_id is not None:
            yield step_id
            step_id = self.steps[step_id].plan.get("builds_on")


def first(*checks: tuple[bool, str]) -> str:
    """What is said first of what is wrong."""
    return next((said for wrong, said in checks if wrong), ACCEPTED)


class Paper:
    """All goals, and what they and their steps name."""

    def __init__(self) -> None:
        self.goals: dict[str, Goal] = {}
        self.values: dict[str, tuple[str, str]] = {}  # id -> owner, area
        self.strengths: dict[str, str] = {}  # id -> owner

    def expected_goal(self, owner: str, body: dict[str, Any]) -> str:
        """Of setting a goal."""
        value_id, area = body.get("value_id"), body.get("value_area")
        of, its_area = self.values.get(value_id, ("", "")) if value_id else (owner, area)
        return first(
            (of != owner, "unknown-value"),
            (its_area is None, "value_area"),
            (area not in (None, its_area), "value_area"),
        )

    def expected(self, goal: Goal, asked: str, body: dict[str, Any], caller: str | None) -> str:
        """Of a command on a goal: `asked` is the end of its address."""
        closed = (not goal.is_open, "goal-is-closed")
        match asked:
            case "revisions":
                return first(closed, (body["from_version"] != goal.version, "version-moved-on"))
            case "agreements":
                stale = (body["version"] != goal.version, "version-moved-on")
                return first(*self._strangers(goal, body, caller), closed, stale)
            case "closings":
                other = body.get("replaced_by")
                theirs = other in self.goals and self.goals[other].owner == goal.owner
                return first(
                    closed,
                    (other is not None and body["closing"] != "replaced", "replaced_by"),
                    (other == goal.goal_id, "replaced_by"),
                    (other is not None and not theirs, "unknown-goal"),
                )
            case "reopenings":
                return first((goal.is_open, "goal-is-open"))
            case "contingency-plans":
                return first(closed, (body.get("step_id") not in (*goal.steps, None), "unknown-step"))
            case "steps":
                return first(closed, *self._plan(goal, body), *self._names(goal, body))
            case _:
                return first(closed)

    def expected_of_step(self, goal: Goal, asked: str, body: dict[str, Any], step_id: str) -> str:
        """Of a command on a step of the goal, or of another one."""
        step = goal.steps.get(step_id)
        if not goal.is_open or step is None:
            return first((not goal.is_open, "goal-is-closed"), (True, "unknown-step"))
        match asked:
            case "revisions":
                foundation = body.get("builds_on")
                in_a_circle = foundation in goal.steps and step_id in goal.foundations(foundation)
                return first(
                    (body["from_version"] != step.version, "version-moved-on"),
                    *self._plan(goal, self.revised(step.plan, body)),
                    *self._names(goal, body),
                    (in_a_circle, "steps-in-a-circle"),
                )
            case "pauses":
                return first((step.paused, "step-is-paused"))
            case _:
                return first((not step.paused, "step-is-not-paused"))

    def _strangers(self, goal: Goal, body: dict[str, Any], caller: str | None) -> Iterable[tuple[bool, str]]:
        party = {f"participant:{goal.owner}": "participant", "clinician:ada@harbour": "clinician"}.get(caller or "")
        if caller is None:
            return [("party" not in body, "party")]
        return [(party is None, "not-your-plan"), (body.get("party", party) != party, "not-your-plan")]

    def _plan(self, goal: Goal, plan: dict[str, Any]) -> Iterable[tuple[bool, str]]:
        starts, due = date.fromisoformat(plan["starts_on"]), date.fromisoformat(plan["due_on"])
        # The goals are set at noon UTC: in Kiritimati, 14 hours ahead, that is already the day after.
        set_on = SET_ON + A_DAY if plan.get("time_zone") == "Pacific/Kiritimati" else SET_ON
        return [
            (due < starts, "due_on"),
            ("weekdays" in plan and "days_per_week" in plan, "weekdays"),
            (len(set(plan.get("weekdays", ()))) < len(plan.get("weekdays", ())), "weekdays"),
            (plan.get("time_zone") == "Mars/Olympus", "time_zone"),
            (starts < set_on - A_DAY, "starts_on"),
            (due > date.fromisoformat(goal.review_on) + A_DAY, "due_on"),
            (plan.get("builds_on") not in (*goal.steps, None), "unknown-step"),
        ]

    def _names(self, goal: Goal, body: dict[str, Any]) -> Iterable[tuple[bool, str]]:
        strength = body.get("strength_id")
        return [(strength is not None and self.strengths.get(strength) != goal.owner, "unknown-strength")]

    @staticmethod
    def revised(plan: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
        """A step's plan after a revision."""
        said = {name: value for name, value in body.items() if name not in ("from_version", "reason")}
        if said.get("weekdays") is not None and said.get("days_per_week") is None:
            said["days_per_week"] = None
        elif said.get("days_per_week") is not None and said.get("weekdays") is None:
            said["weekdays"] = None
        return {name: value for name, value in (plan | said).items() if value is not None}

    def write(self, goal: Goal, asked: str, body: dict[str, Any], answer: dict[str, Any]) -> None:
        """What an accepted command on a goal changes."""
        goal.events += 1
        match asked:
            case "revisions":
                goal.version += 1
                goal.review_on = body.get("review_on", goal.review_on)
                goal.standing = dict.fromkeys(goal.standing, "draft")
            case "agreements":
                goal.standing[answer["party"]] = body["answer"]
            case "reviews":
                goal.review_on = body.get("next_review_on", goal.review_on)
            case "closings":
                goal.is_open = False
            case "reopenings":
                goal.is_open, goal.review_on = True, body["review_on"]
            case "contingency-plans":
                goal.plans += 1
            case _:
                goal.steps[answer["step_id"]] = Step(body)

    def write_step(self, goal: Goal, asked: str, body: dict[str, Any], step_id: str) -> None:
        """What an accepted command on a step changes."""
        goal.events += 1
        step = goal.steps[step_id]
        if asked == "revisions":
            step.plan, step.version = self.revised(step.plan, body), step.version + 1
        else:
            step.paused = asked == "pauses"

    def shown(self, goal: Goal) -> dict[str, Any]:
        """What a reader of the goal must find."""
        steps = [
            (step_id, step.version, "paused" if step.paused else "planned", step.plan)
            for step_id, step in goal.steps.items()
        ]
        return {
            "status": "open" if goal.is_open else "closed",
            "sequence": goal.events,
            "versions": goal.version,
            "review_on": goal.review_on,
            "standing": goal.standing,
            "plans": goal.plans,
            "steps": steps,
        }


def as_on_paper(found: dict[str, Any]) -> dict[str, Any]:
    """A goal that was read, as `Paper.shown` writes it."""
    steps = [
        (
            step["step_id"],
            step["versions"][-1]["number"],
            step["status"],
            {name: value for name, value in step["versions"][-1]["plan"].items() if value is not None},
        )
        for step in found["steps"]
    ]
    return {
        "status": found["status"],
        "sequence": found["sequence"],
        "versions": found["versions"][-1]["number"],
        "review_on": found["review_on"],
        "standing": found["standing"],
        "plans": len(found["plans"]),
        "steps": steps,
    }
