"""Goes through a simulated course command by command and asserts that each can follow on those before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from deploy.sample.simulated.commands import CORRECTIONS, Answered, Command, Kind
from deploy.sample.simulated.definition import PROMPTS, SITES
from shared.contracts.codes import AttentionReason

A_DAY = timedelta(days=1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass
class Plan:
    """A step as it was last planned."""

    body: Mapping[str, Any]
    version: int = 1
    resting: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.body["time_zone"])

    @property
    def days(self) -> tuple[date, date]:
        return date.fromisoformat(self.body["starts_on"]), date.fromisoformat(self.body["due_on"])


@dataclass
class Aim:
    """A goal as it stands."""

    set_at: datetime
    review_on: date
    version: int = 1
    open: bool = True
    steps: dict[str, Plan] = field(default_factory=dict)


@dataclass
class Ledger:
    """What has come about so far; `record` the next command."""

    enrolled: bool = False
    paused: bool = False
    site: str = ""
    answers: dict[str, Kind] = field(default_factory=dict)
    goals: dict[str, Aim] = field(default_factory=dict)
    open_setbacks: set[str] = field(default_factory=set)
    open_wishes: set[str] = field(default_factory=set)
    supporters: set[str] = field(default_factory=set)
    prompts: list[str] = field(default_factory=list)
    taken: dict[AttentionReason, datetime] = field(default_factory=dict)

    def record(self, command: Command) -> None:
        for answered in references(command):
            assert answered.label in self.answers, f"{command.label} needs {answered}, which nobody has said yet"
        self._enrolment(command)
        if command.acting_as and "@" in command.acting_as:
            assert command.acting_as.endswith(f"@{self.site}"), "staff of another site"
        self._goal(command)
        self._step(command)
        self._said(command)
        if command.kind is Kind.OUTREACH:
            self._outreach(command.body)
        elif command.reason is not None:
            self._attention(command, command.reason)
        if command.kind is Kind.MOVE:
            assert not self.taken, "somebody of another site has something in hand"
            self.site = str(command.body["site"])
        self.answers[command.label] = command.kind

    def _enrolment(self, command: Command) -> None:
        match command.kind:
            case Kind.ENROLMENT:
                assert not self.enrolled
                self.enrolled, self.site = True, str(command.body["site"])
            case Kind.RESUMPTION:
                assert self.paused
                self.paused = False
            case _:
                assert self.enrolled, f"{command.label} of somebody who is not there"
                assert not self.paused, f"{command.label} during a break"
        match command.kind:
            case Kind.MOVE:
                assert command.body["site"] in SITES
                assert command.body["site"] != self.site
            case Kind.PAUSE:
                self.paused = True
            case Kind.COMPLETION | Kind.DEPARTURE:
                self.enrolled = False

    def _goal(self, command: Command) -> None:
        body: Mapping[str, Any] = command.body
        if command.kind is Kind.GOAL:
            self.goals[command.label] = Aim(command.at, date.fromisoformat(body["review_on"]))
            return
        about = command.goal or command.about
        if about is None or about.label not in self.goals:
            return
        goal = self.goals[about.label]
        if command.kind is not Kind.AGREEMENT:
            assert goal.open is (command.kind is not Kind.REOPENING), f"{command.label}: the goal is open or closed"
        match command.kind:
            case Kind.REVISION:
                assert body["from_version"] == goal.version
                goal.version += 1
            case Kind.AGREEMENT:
                assert body["version"] == goal.version
            case Kind.CLOSING:
                goal.open = False
                assert (body["closing"] == "replaced") is ("replaced_by" in body)
            case Kind.REOPENING:
                goal.open = True
        next_review = body.get("review_on") or body.get("next_review_on")
        if next_review:
            goal.review_on = max(goal.review_on, date.fromisoformat(next_review))
            assert date.fromisoformat(next_review) > command.at.date()

    def _step(self, command: Command) -> None:
        about = command.goal or command.about
        goal = self.goals.get(about.label) if about else None
        if command.kind is Kind.STEP and goal:
            plan = goal.steps[command.label] = Plan(command.body)
            assert plan.body.get("builds_on") is None or plan.body["builds_on"].label in goal.steps
            assert ("weekdays" in plan.body) is ("days_per_week" not in plan.body)
            assert goal.set_at.astimezone(plan.zone).date() <= plan.days[0] <= plan.days[1] <= goal.review_on
        elif command.goal and command.about and goal:
            plan = goal.steps[command.about.label]
            match command.kind:
                case Kind.STEP_REVISION:
                    assert command.body["from_version"] == plan.version
                    plan.version, plan.body = plan.version + 1, {**plan.body, **command.body}
                    assert plan.days[0] <= plan.days[1] <= goal.review_on
                case Kind.STEP_PAUSE:
                    assert not plan.resting
                    plan.resting = True
                case Kind.STEP_RESUMPTION:
                    assert plan.resting
                    plan.resting = False
        elif command.kind is Kind.ATTEMPT and command.about:
            self._attempt(command, command.about)

    def _attempt(self, command: Command, about: Answered) -> None:
        [(goal, plan)] = [(g, g.steps[about.label]) for g in self.goals.values() if about.label in g.steps]
        today = command.at.astimezone(plan.zone).date()
        assert goal.open
        assert not plan.resting
        assert plan.days[0] <= today <= plan.days[1] + A_DAY  # who moved east or west may be a day off
        if weekdays := plan.body.get("weekdays"):
            assert any(WEEKDAYS[(today + off).weekday()] in weekdays for off in (timedelta(0), -A_DAY, A_DAY))
        assert ("effort" in command.body) is (command.body["outcome"] != "not-this-time")
        assert "barrier" not in command.body or command.body["outcome"] == "not-this-time"

    def _outreach(self, body: Mapping[str, Any]) -> None:
        assert body["result"] == "talked" or "about" not in body
        for reason in body.get("about", ()):
            del self.taken[AttentionReason(reason)]  # talked over: there is nothing left to see to

    def _attention(self, command: Command, reason: AttentionReason) -> None:
        raised_at = datetime.fromisoformat(str(command.body["raised_at"]))
        assert raised_at <= command.at, f"{command.label}: nothing was raised yet"
        match command.kind:
            case Kind.TAKING:
                assert raised_at > self.taken.get(reason, datetime.min.replace(tzinfo=UTC)), "theirs already"
                self.taken[reason] = raised_at
            case Kind.GIVING_BACK:
                assert self.taken.pop(reason) == raised_at
            case Kind.REST:
                assert self.taken[reason] == raised_at
                ahead = date.fromisoformat(str(command.body["until"])) - command.at.date()
                assert A_DAY <= ahead <= 60 * A_DAY

    def _said(self, command: Command) -> None:
        about = command.about.label if command.about else ""
        match command.kind:
            case Kind.SETBACK:
                assert not {"goal_id", "step_id"} <= set(command.body)
                assert command.body.get("plan_used") or "plan_id" not in command.body
                self.open_setbacks.add(command.label)
            case Kind.SETBACK_CORRECTION:
                self.open_setbacks = {
                    command.label if open_one == about else open_one for open_one in self.open_setbacks
                }
            case Kind.RECOVERY:
                self.open_setbacks.remove(about)
            case Kind.WISH:
                self.open_wishes.add(command.label)
            case Kind.TALK:
                self.open_wishes.remove(about)
            case Kind.SUPPORTER:
                assert "supporter_id" not in command.body or self.supporters
                self.supporters.add(command.label)
            case Kind.UNINVITATION:
                assert self.supporters
                self.supporters.clear()
            case Kind.CHECK_IN if "prompt" in command.body:
                self.prompts = self.prompts if len(self.prompts) < len(PROMPTS) else []
                assert command.body["prompt"] not in self.prompts, "a prompt again before all were offered"
                self.prompts.append(str(command.body["prompt"]))
            case kind if kind in CORRECTIONS.values():
                assert CORRECTIONS[self.answers[about]] is kind


def go_through(course: Sequence[Command]) -> Ledger:
    """Record all of it."""
    ledger = Ledger()
    for command in course:
        ledger.record(command)
    return ledger


def references(command: Command) -> Iterator[Answered]:
    """Every id that it takes from an earlier answer."""
    found: list[object] = [command.about, command.goal, *command.body.values()]
    while found:
        match found.pop():
            case Answered() as answered:
                yield answered
            case Mapping() as parts:
                found.extend(parts.values())
            case list() | tuple() as parts:
                found.extend(parts)
