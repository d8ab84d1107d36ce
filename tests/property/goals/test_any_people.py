"""Any course of participants, whoever asks for what, over HTTP on real servers: answered as on paper."""

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
from tests.integration.goals.callers import ENROL, Caller, instance
from tests.property.goals.people_model import ACCEPTED, READ_BY_SUPPORTERS, Invitation, Paper, as_on_paper

pytestmark = pytest.mark.stack

COURSES = 20
COMMANDS = 60
"""In one course, at the most."""
LISTS = ["values", "strengths", "agenda-wishes", "supports", "supporters", "goals", "notes"]
SAID: dict[str, tuple[dict[str, Any], str]] = {
    "strengths": ({"kind": "calm"}, "moment"),
    "agenda-wishes": ({}, "words"),
    "supports": ({"barrier": "time", "kind": "network"}, "words"),
}
WORDS = ["Being there.", "בוקר טוב, אני כאן", "🚶🏽‍♀️💪 three times", "one\nline and another", "a" * 2_000]

people = st.integers(0, 1)
near = st.integers(0, 9)  # which of the few things there are, counted round
sites = st.sampled_from(["harbour", "hillside"])
words = st.none() | st.sampled_from(WORDS)
rulers = st.integers(0, 10)
callers = st.sampled_from(
    [
        *["system"] * 8,
        *["participant:{own}"] * 6,
        "participant:{other}",
        "clinician:mo@harbour",
        "coordinator:ash@hillside",
        "supporter:{supporter}",
        "operator:op",
    ]
)


class AnyPeople(RuleBasedStateMachine):
    """Two participants, and everybody around them."""

    runner: asyncio.Runner
    client: httpx.AsyncClient

    def __init__(self) -> None:
        super().__init__()
        run = uuid4().hex[:12]
        self.names = [f"p-{run}", f"q-{run}"]
        self.supporters = [f"s-{run}-{n}" for n in range(2)]
        self.paper = Paper(*self.names)
        self.system = Caller(self.client)
        self.runner.run(self.system.offered())
        self.accepted: list[tuple[str, dict[str, Any], str, Caller, dict[str, Any]]] = []

    @initialize(both=st.booleans())
    def they_join(self, both: bool) -> None:
        for who in range(1 + both):
            self.join(who, "harbour", offered=True, caller="system")

    @rule(who=people, site=sites, offered=st.sampled_from([True, True, True, False]), caller=callers)
    def join(self, who: int, site: str, offered: bool, caller: str) -> None:
        name, caller = self.named(who, caller)
        body = ENROL | {"site": site} | ({} if offered else {"program": "never-put"})
        expected = self.paper.of_joining(caller, name, site, offered=offered)
        if self.sent(f"/participants/{name}/enrolments", body, expected, caller):
            self.paper.write_turn(name, "enrolments", site)

    @rule(
        who=people,
        turn=st.sampled_from([*["moves", "pauses", "resumptions"] * 3, "completions", "departures"]),
        site=sites,
        caller=callers,
    )
    def take_a_turn(self, who: int, turn: str, site: str, caller: str) -> None:
        name, caller = self.named(who, caller)
        body = {"site": site} if turn == "moves" else {}
        if self.sent(f"/participants/{name}/{turn}", body, self.paper.of_turn(caller, name, turn, site), caller):
            self.paper.write_turn(name, turn, site)

    @rule(who=people, importance=rulers, words=words, caller=callers)
    def clarify(self, who: int, importance: int, words: str | None, caller: str) -> None:
        name, caller = self.named(who, caller)
        body = {"value_area": "family", "importance": importance}
        if told := self.said(name, "values", body, "words", words, caller):
            self.paper.people[name].values[told["value_id"]] = [importance]

    @precondition(lambda self: self.any_of("values"))
    @rule(which=near, version=st.sampled_from([0, 0, 1, -1]), importance=st.none() | rulers, caller=callers)
    def revisit(self, which: int, version: int, importance: int | None, caller: str) -> None:
        value_id, owner = self.one_of("values", which)
        _, caller = self.named(self.names.index(owner), caller)
        versions = self.paper.people[owner].values.get(value_id, [0])
        body: dict[str, Any] = {"from_version": max(1, len(versions) + version)}
        body |= {} if importance is None else {"importance": importance}
        expected = self.paper.of_revisiting(caller, value_id, body["from_version"])
        if self.sent(f"/values/{value_id}/versions", body, expected, caller):
            versions.append(versions[-1] if importance is None else importance)

    @rule(who=people, what=st.sampled_from(["strengths", "agenda-wishes", "supports"]), words=words, caller=callers)
    def say(self, who: int, what: str, words: str | None, caller: str) -> None:
        name, caller = self.named(who, caller)
        body, field = SAID[what]
        if told := self.said(name, what, body, field, words, caller):
            person = self.paper.people[name]
            match what:
                case "strengths":
                    person.strengths.append(told["strength_id"])
                case "supports":
                    person.supports.append(told["support_id"])
                case _:
                    person.wishes[told["wish_id"]] = False

    @precondition(lambda self: self.any_of("wishes"))
    @rule(which=near, caller=callers)
    def talk_over(self, which: int, caller: str) -> None:
        wish_id, owner = self.one_of("wishes", which)
        _, caller = self.named(self.names.index(owner), caller)
        if self.sent(f"/agenda-wishes/{wish_id}/talks", {}, self.paper.of_talking(caller, wish_id), caller):
            self.paper.people[owner].wishes[wish_id] = True

    @rule(
        who=people,
        supporter=st.sampled_from([None, 0, 0, 1]),
        may_see=st.sets(st.sampled_from(["goals", "own-words", "scores"])),
        caller=callers,
    )
    def invite(self, who: int, supporter: int | None, may_see: set[str], caller: str) -> None:
        name, caller = self.named(who, caller)
        chosen = None if supporter is None else self.supporters[supporter]
        body = {"may_see": sorted(may_see)} | ({"supporter_id": chosen} if chosen else {})
        expected = self.paper.of_inviting(caller, name, chosen)
        if told := self.sent(f"/participants/{name}/supporters", body, expected, caller):
            self.paper.invitations[told["supporter_id"]] = Invitation(name, may_see)

    @precondition(lambda self: self.paper.invitations)
    @rule(which=near, caller=callers)
    def uninvite(self, which: int, caller: str) -> None:
        known = list(self.paper.invitations)
        supporter = known[which % len(known)] if which < 9 else "no-such-supporter"
        owner = self.paper.invitations[supporter].owner if supporter in self.paper.invitations else self.names[0]
        _, caller = self.named(self.names.index(owner), caller)
        expected = self.paper.of_uninviting(caller, supporter)
        if self.sent(f"/supporters/{supporter}/uninvitations", {}, expected, caller):
            self.paper.invitations[supporter].may_see = None

    @rule(who=people, path=st.sampled_from(["", *(f"/{name}" for name in LISTS)]), caller=callers)
    def read(self, who: int, path: str, caller: str) -> None:
        name, caller = self.named(who, caller)
        answer = self.runner.run(self.by(caller).get(f"/participants/{name}{path}"))
        expected = self.paper.of_somebody(caller, name, READ_BY_SUPPORTERS.get(path))
        assert (ACCEPTED if answer.status_code == 200 else answer.json()["code"]) == expected, (caller, path)

    @precondition(lambda self: self.accepted)
    @rule(which=st.integers(0, COMMANDS), change=st.booleans())
    def send_again(self, which: int, change: bool) -> None:
        path, body, key, caller, told = self.accepted[which % len(self.accepted)]
        body = body | ({"occurred_at": "2026-03-01T12:00:01Z"} if change else {})
        again = self.runner.run(caller.post(path, body, key))
        if not change:
            assert (again.status_code, again.json()) == (201, told)
        elif again.status_code != 403:  # who may not do it any more is told that, and not what the key was for
            assert (again.status_code, again.json()["code"]) == (409, "idempotency-key-reused")

    def teardown(self) -> None:
        for name, person in self.paper.people.items():
            if person.enrolments:
                course, *answers = (
                    self.runner.run(self.system.get(f"/participants/{name}{path}?at_most=200")).json()
                    for path in ("", *(f"/{listed}" for listed in LISTS))
                )
                lists = {listed: answer["items"] for listed, answer in zip(LISTS, answers, strict=True)}
                assert as_on_paper(course, lists) == self.paper.shown(name)

    def said(
        self, name: str, path: str, body: dict[str, Any], field: str, words: str | None, caller: str
    ) -> dict[str, Any] | None:
        """Says something new about a participant, with words or without."""
        body = body | ({field: words} if words else {})
        told = self.sent(f"/participants/{name}/{path}", body, self.paper.of_somebody(caller, name), caller)
        if told and words:
            self.paper.people[name].words.append(words)
        return told

    def sent(self, path: str, body: dict[str, Any], expected: str, caller: str) -> dict[str, Any] | None:
        """The answer, which must be what is expected; None for a refusal."""
        by, key = self.by(caller), uuid4().hex
        answer = self.runner.run(by.post(path, body, key))
        told: dict[str, Any] = answer.json()
        if answer.status_code == 201:
            assert expected == ACCEPTED, (caller, path, body)
            self.accepted.append((path, body, key, by, told))
            return told
        assert told["code"] == expected, (caller, path, body, told)
        assert answer.headers["content-type"] == "application/problem+json"
        return None

    def by(self, caller: str) -> Caller:
        return self.system if caller == "system" else self.system.acting_as(caller)

    def named(self, who: int, caller: str) -> tuple[str, str]:
        """A participant's name, and the caller's, with those who are meant."""
        own, other = self.names[who], self.names[1 - who]
        return own, caller.format(own=own, other=other, supporter=self.supporters[0])

    def any_of(self, of: str) -> bool:
        """Whether there are values or wishes."""
        return any(getattr(person, of) for person in self.paper.people.values())

    def one_of(self, of: str, which: int) -> tuple[str, str]:
        """(id, owner) of one of the values or wishes there are, or one that does not exist."""
        known = [(one, name) for name, person in self.paper.people.items() for one in getattr(person, of)]
        return known[which % len(known)] if known and which < 9 else ("no-such-thing", self.names[0])


def test_any_course_of_people_is_answered_as_on_paper(space: Settings) -> None:
    courses = settings(
        max_examples=COURSES,
        stateful_step_count=COMMANDS,
        deadline=None,
        phases=[Phase.generate],  # a course is short enough to read as it is
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        running = instance(space)
        AnyPeople.runner, AnyPeople.client = runner, runner.run(running.__aenter__())
        try:
            run_state_machine_as_test(AnyPeople, settings=courses)
        finally:
            runner.run(running.__aexit__(None, None, None))
