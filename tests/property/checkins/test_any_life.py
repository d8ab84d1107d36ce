"""Any course of commands, right and wrong, over HTTP on real servers: answered, and then read, as on paper."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import httpx
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from shared.runtime.settings import Settings
from tests.integration.checkins.serving import Caller, served, until_learned
from tests.property.checkins.record_model import ACCEPTED, KINDS, Entry, listed, refused_to, said_wrong, wins
from tests.unit.checkins.told import a_whole_journey

pytestmark = pytest.mark.stack

COURSES = 12
COMMANDS = 40
"""In one course, at the most."""
YESTERDAY = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)
WORDS = ["It rained.", "בוקר טוב, אני כאן", "🚶🏽‍♀️💪 three times", "one\nline and another", "a" * 2_000]

people = st.integers(0, 1)
near = st.integers(0, 30)  # which of the few things there are, counted round
moments = st.integers(0, 40).map(lambda minutes: YESTERDAY + timedelta(minutes=minutes))
words = st.sampled_from(WORDS)
callers = st.sampled_from(
    [
        *["system"] * 8,
        *["participant:{own}"] * 6,
        *["clinician:kim@harbour"] * 3,
        "participant:{other}",
        "clinician:kim@hill",
        "supporter:sam",
        "operator:ola",
    ]
)
bodies: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "attempt": st.fixed_dictionaries(
        {"outcome": st.sampled_from(["done", "done", "partly", "not-this-time"])},
        optional={"effort": st.integers(0, 10), "barrier": st.just("time")},
    ),
    "setback": st.fixed_dictionaries(
        {"kind": st.sampled_from(["lapse", "renewed-ambivalence"])}, optional={"learned": words}
    ),
    "check-in": st.fixed_dictionaries(
        {"setting": st.just("session")}, optional={"mood": st.just("sad"), "journal": words, "concern": words}
    ),
    "balance": st.fixed_dictionaries(
        {"entries": st.just([{"side": "good-about-changing", "weight": 3, "words": "Rest."}])}
    ),
    "talk-count": st.fixed_dictionaries({"change": st.fixed_dictionaries({"need": st.integers(0, 2)})}),
    "outreach": st.fixed_dictionaries(
        {"channel": st.just("call"), "result": st.sampled_from(["talked", "no-answer"])},
        optional={"about": st.just(["no-word"]), "words": words},
    ),
}
tellings = st.sampled_from(list(KINDS)).flatmap(lambda kind: st.tuples(st.just(kind), bodies[kind]))


class AnyLife(RuleBasedStateMachine):
    """Two participants with a step each, and everybody around them."""

    runner: asyncio.Runner
    caller: Caller
    space: Settings

    def __init__(self) -> None:
        super().__init__()
        run = uuid4().hex[:12]
        self.names = [f"p-{run}", f"q-{run}"]
        self.entries: list[Entry] = []
        self.accepted: list[tuple[str, dict[str, Any], str, str, dict[str, Any]]] = []

    @initialize()
    def both_join(self) -> None:
        journeys = [event for name in self.names for event in a_whole_journey(name)]
        self.runner.run(until_learned(self.space, journeys))

    @rule(who=people, telling=tellings, at=moments, by=callers)
    def tell(self, who: int, telling: tuple[str, dict[str, Any]], at: datetime, by: str) -> None:
        name, caller, (kind, body) = self.names[who], self.named(who, by), telling
        path = f"/steps/step-of-{name}/attempts" if kind == "attempt" else f"/participants/{name}/{KINDS[kind][0]}"
        expected = refused_to(caller, name, kind) or ("invalid-field" if said_wrong(kind, body) else ACCEPTED)
        told = self.sent(path, {**body, "occurred_at": at.isoformat()}, caller, expected)
        if told:
            self.entries.append(Entry(name, kind, body, at, [told[KINDS[kind][1]]]))

    @rule(who=people, step=st.sampled_from(["no-such-step", "step-of-nobody"]))
    def tell_of_nothing(self, who: int, step: str) -> None:
        self.sent(f"/steps/{step}/attempts", {"outcome": "done"}, "system", "unknown-step")
        self.sent(f"/participants/{self.names[who]}-x/setbacks", {"kind": "lapse"}, "system", "unknown-participant")

    @precondition(lambda self: self.entries)
    @rule(which=near, old=st.integers(0, 3), at=moments, by=callers)
    def recover(self, which: int, old: int, at: datetime, by: str) -> None:
        entry, id_, caller = self.one_of(which, old, by)
        expected = refused_to(caller, entry.who, "setback")
        if not expected and entry.kind != "setback":
            expected = "unknown-setback"
        if not expected and (entry.retracted or id_ != entry.ids[-1]):
            expected = "already-retracted"
        if not expected and entry.recovered:
            expected = "already-recovered"
        if not expected and at < entry.at:
            expected = "invalid-field"
        if self.sent(f"/setbacks/{id_}/recoveries", {"occurred_at": at.isoformat()}, caller, expected):
            entry.recovered = True

    @precondition(lambda self: self.entries)
    @rule(which=near, old=st.integers(0, 3), by=callers)
    def retract(self, which: int, old: int, by: str) -> None:
        entry, id_, caller = self.one_of(which, old, by)
        gone = entry.retracted or id_ != entry.ids[-1]
        expected = refused_to(caller, entry.who, entry.kind) or ("already-retracted" if gone else ACCEPTED)
        if self.sent(f"/records/{id_}/retractions", {"reason": "said-twice"}, caller, expected):
            entry.retracted = True

    @precondition(lambda self: self.entries)
    @rule(which=near, old=st.integers(0, 3), telling=tellings, of_its_kind=st.booleans(), by=callers, data=st.data())
    def correct(
        self,
        which: int,
        old: int,
        telling: tuple[str, dict[str, Any]],
        of_its_kind: bool,
        by: str,
        data: st.DataObject,
    ) -> None:
        entry, id_, caller = self.one_of(which, old, by)
        kind, body = (entry.kind, data.draw(bodies[entry.kind])) if of_its_kind else telling
        at = data.draw(st.none() | moments)
        expected = refused_to(caller, entry.who, entry.kind)
        if not expected and kind != entry.kind:
            expected = "unknown-record"
        if not expected and (entry.retracted or id_ != entry.ids[-1]):
            expected = "already-retracted"
        if not expected and said_wrong(kind, body):
            expected = "invalid-field"
        when = {"occurred_at": at.isoformat()} if at else {}
        told = self.sent(f"/{KINDS[kind][0]}/{id_}/corrections", {**body, **when}, caller, expected)
        if told:
            entry.body, entry.at = body, at or entry.at
            entry.ids.append(told[KINDS[kind][1]])

    @precondition(lambda self: self.accepted)
    @rule(which=near)
    def say_again(self, which: int) -> None:
        """A retry is the same; the same key for something else is none."""
        path, body, key, caller, told = self.accepted[which % len(self.accepted)]
        again = self.post(path, body, key, caller)
        assert (again.status_code, again.json()) == (201, told)
        other = self.post(path, {**body, "occurred_at": "2026-01-01T00:00:00Z"}, key, caller)
        assert other.json()["code"] == "idempotency-key-reused"

    @rule(who=people, at_most=st.integers(1, 5))
    def look(self, who: int, at_most: int) -> None:
        """What can be read is what is on paper, whatever the size of a page."""
        name = self.names[who]
        own = [entry for entry in self.entries if entry.who == name]
        found = [
            (
                item["kind"],
                item["record_id"],
                item["status"],
                tuple(before["record_id"] for before in item.get("earlier", ())),
            )
            for item in self.pages(f"/participants/{name}/records", at_most)
        ]
        assert found == listed(own)
        celebrated = self.pages(f"/participants/{name}/small-wins", at_most)
        assert [(win["attempt_id"], tuple(win["why"])) for win in celebrated] == wins(own)

    def teardown(self) -> None:
        for who in range(2):
            self.look(who, 50)

    def pages(self, path: str, at_most: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        after: dict[str, str] = {}
        while True:
            page = self.runner.run(self.caller.get(path, at_most=at_most, **after)).json()
            found += page["items"]
            if "next" not in page:
                return found
            after = {"after": page["next"]}

    def one_of(self, which: int, old: int, by: str) -> tuple[Entry, str, str]:
        """One of the records there are, one of its ids (mostly the newest), and the caller."""
        entry = self.entries[which % len(self.entries)]
        id_ = entry.ids[0] if old == 0 else entry.ids[-1]
        return entry, id_, self.named(self.names.index(entry.who), by)

    def named(self, who: int, by: str) -> str:
        return by.format(own=self.names[who], other=self.names[1 - who])

    def sent(self, path: str, body: dict[str, Any], caller: str, expected: str) -> dict[str, Any] | None:
        """The answer, which must be what is expected; None for a refusal."""
        key = uuid4().hex
        answer = self.post(path, body, key, caller)
        told: dict[str, Any] = answer.json()
        if answer.status_code == 201:
            assert expected == ACCEPTED, (caller, path, body)
            self.accepted.append((path, body, key, caller, told))
            return told
        assert told["code"] == expected, (caller, path, body, told)
        assert answer.headers["content-type"] == "application/problem+json"
        return None

    def post(self, path: str, body: dict[str, Any], key: str, caller: str) -> httpx.Response:
        acting = None if caller == "system" else caller
        return self.runner.run(self.caller.post(path, body, key=key, acting=acting))


def test_any_life_is_answered_and_read_as_on_paper(space: Settings) -> None:
    courses = settings(
        max_examples=COURSES,
        stateful_step_count=COMMANDS,
        deadline=None,
        phases=[Phase.generate],  # a course is short enough to read as it is
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        running = served(space)
        caller, _ = runner.run(running.__aenter__())
        AnyLife.runner, AnyLife.caller, AnyLife.space = runner, caller, space
        try:
            run_state_machine_as_test(AnyLife, settings=courses)
        finally:
            runner.run(running.__aexit__(None, None, None))
