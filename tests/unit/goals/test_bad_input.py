"""What callers get wrong is refused before anything is read or written, and the answer names the field.

The app stands on a database that is not there: a request that got past validation would be a 503.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import httpx
import orjson
import pytest

from services.goals.api import ROUTERS
from services.goals.app import build_app
from services.goals.handlers.means import Means
from services.goals.notes import Notes
from services.goals.store import Store
from shared.runtime.bodies import CommandBody
from shared.runtime.settings import Settings
from shared.runtime.store import connect

NOWHERE = Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1/?replicaSet=none")
APP = build_app(NOWHERE)
SHORE = "/v1/organizations/shore"
PARTICIPANT = f"{SHORE}/participants/robin"
GOAL = f"{SHORE}/goals/goal-1"

ENROL = {"site": "harbour", "program": "walking-12-weeks"}
SET = {"value_area": "health", "review_on": "2026-03-29"}
REVISE = {"from_version": 1, "reason": "too-hard"}
PLAN = {
    "measure": "minutes-walked",
    "at_least": 10,
    "per": "day",
    "starts_on": "2026-03-02",
    "due_on": "2026-03-08",
}
CLARIFY = {"value_area": "family", "importance": 9}
SUPPORT = {"barrier": "money", "kind": "resource"}
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "enrol": (f"{PARTICIPANT}/enrolments", ENROL),
    "move": (f"{PARTICIPANT}/moves", {"site": "hillside"}),
    "clarify": (f"{PARTICIPANT}/values", CLARIFY),
    "revisit": (f"{SHORE}/values/value-1/versions", {"from_version": 1}),
    "name": (f"{PARTICIPANT}/strengths", {"kind": "humour"}),
    "arrange": (f"{PARTICIPANT}/supports", SUPPORT),
    "invite": (f"{PARTICIPANT}/supporters", {"may_see": ["goals"]}),
    "set": (f"{PARTICIPANT}/goals", SET),
    "revise": (f"{GOAL}/revisions", REVISE),
    "plan": (f"{GOAL}/steps", PLAN),
    "revise step": (f"{GOAL}/steps/step-1/revisions", REVISE),
    "agree": (f"{GOAL}/agreements", {"version": 1, "answer": "agreed"}),
    "review": (f"{GOAL}/reviews", {"attainment": 0}),
    "close": (f"{GOAL}/closings", {"closing": "achieved"}),
    "reopen": (f"{GOAL}/reopenings", {"review_on": "2026-06-30"}),
    "plan for": (f"{GOAL}/contingency-plans", {"barrier": "time", "if_this": "it rains", "then_that": "the stairs"}),
}
NOTHING_NEEDED: dict[str, tuple[str, dict[str, Any]]] = {
    "pause": (f"{PARTICIPANT}/pauses", {}),
    "resume": (f"{PARTICIPANT}/resumptions", {}),
    "complete": (f"{PARTICIPANT}/completions", {}),
    "leave": (f"{PARTICIPANT}/departures", {}),
    "wish": (f"{PARTICIPANT}/agenda-wishes", {}),
    "talk": (f"{SHORE}/agenda-wishes/wish-1/talks", {}),
    "pause step": (f"{GOAL}/steps/step-1/pauses", {}),
    "resume step": (f"{GOAL}/steps/step-1/resumptions", {}),
    "uninvite": (f"{SHORE}/supporters/supporter-1/uninvitations", {}),
}
ALL = COMMANDS | NOTHING_NEEDED


@pytest.fixture
async def caller() -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who sends requests to the service."""
    async with connect(NOWHERE.mongo, "none") as database:
        store = Store(database, instance="here", topic=NOWHERE.topic)
        APP.state.means = Means(store, Notes(database), lambda: None, lambda: datetime.now(UTC))
        transport = httpx.ASGITransport(app=APP, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://goals") as client:
            yield client


async def sent(caller: httpx.AsyncClient, path: str, content: bytes | dict[str, Any], **headers: str) -> Any:
    """The answer, which must be a problem."""
    content = orjson.dumps(content) if isinstance(content, dict) else content
    said = {"Idempotency-Key": "key-1", "Content-Type": "application/json"} | headers
    answer = await caller.post(path, content=content, headers={name: v for name, v in said.items() if v})
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    assert answer.json()["status"] == answer.status_code
    return answer.json()


def fields(problem: Any) -> set[str]:
    return {error["field"] for error in problem.get("errors", ())}


@pytest.mark.parametrize(
    ("command", "change", "field"),
    [
        ("enrol", {"site": None}, "site"),
        ("enrol", {"site": 7}, "site"),
        ("enrol", {"site": "Not A Slug"}, "site"),
        ("enrol", {"program": "x" * 64}, "program"),
        ("move", {"site": ""}, "site"),
        ("pause", {"until": "2026-03-29T00:00:00Z"}, "until"),
        ("pause", {"for": 3}, "for"),
        ("leave", {"reason": "fed up"}, "reason"),
        ("resume", {"site": "harbour"}, "site"),
        ("clarify", {"value_area": None}, "value_area"),
        ("clarify", {"importance": 11}, "importance"),
        ("clarify", {"importance": 9.5}, "importance"),
        ("clarify", {"words": "x" * 2001}, "words"),
        ("clarify", {"words": " \n\u2003"}, "words"),
        ("revisit", {"from_version": 0}, "from_version"),
        ("revisit", {"importance": True}, "importance"),
        ("name", {"kind": "obedience"}, "kind"),
        ("name", {"moment": ""}, "moment"),
        ("wish", {"words": "\t"}, "words"),
        ("arrange", {"barrier": "laziness"}, "barrier"),
        ("arrange", {"kind": None}, "kind"),
        ("arrange", {"goal_id": "no id, with spaces"}, "goal_id"),
        ("invite", {"may_see": ["everything"]}, "may_see.0"),
        ("invite", {"may_see": "goals"}, "may_see"),
        ("invite", {"supporter_id": "two words"}, "supporter_id"),
        ("invite", {"may_see": ["goals"] * 8}, "may_see"),
        ("set", {"value_area": "wealth"}, "value_area"),
        ("set", {"value_area": None}, "value_area"),
        ("set", {"review_on": "2026-02-30"}, "review_on"),
        ("set", {"review_on": 1767225600}, "review_on"),
        ("set", {"review_on": "2026-03-29T00:00:00"}, "review_on"),
        ("set", {"importance": 11}, "importance"),
        ("set", {"importance": -1}, "importance"),
        ("set", {"importance": "7"}, "importance"),
        ("set", {"confidence": True}, "confidence"),
        ("set", {"confidence": 6.5}, "confidence"),
        ("set", {"hypothesis": "x" * 2001}, "hypothesis"),
        ("set", {"hypothesis": ""}, "hypothesis"),
        ("set", {"hypothesis": ["no", "text"]}, "hypothesis"),
        ("set", {"target": 8000}, "target"),
        ("set", {"target": {"measure": "steps-walked"}}, "target.at_least"),
        ("set", {"target": {"measure": "steps-walked", "at_least": -1}}, "target.at_least"),
        ("set", {"target": {"measure": "steps-walked", "at_least": 1, "often": 1}}, "target.often"),
        ("set", {"occurred_at": "2026-03-01T12:00:00"}, "occurred_at"),
        ("set", {"occurred_at": 1772366400}, "occurred_at"),
        ("set", {"occurred_at": "9999-12-31T23:59:59-12:00"}, "occurred_at"),
        ("set", {"mood": "happy"}, "mood"),
        ("revise", {"from_version": 0}, "from_version"),
        ("revise", {"from_version": 2**40}, "from_version"),
        ("revise", {"from_version": "1"}, "from_version"),
        ("revise", {"reason": "because"}, "reason"),
        ("revise", {"version": 2}, "version"),
        ("plan", {"measure": "Minutes walked!"}, "measure"),
        ("plan", {"at_least": "ten"}, "at_least"),
        ("plan", {"at_least": 1e10}, "at_least"),
        ("plan", {"per": "fortnight"}, "per"),
        ("plan", {"days_per_week": 8}, "days_per_week"),
        ("plan", {"days_per_week": "3"}, "days_per_week"),
        ("plan", {"difficulty": 10.1}, "difficulty"),
        ("plan", {"builds_on": "no id, with spaces"}, "builds_on"),
        ("plan", {"starts_on": "tomorrow"}, "starts_on"),
        ("plan", {"due_on": None}, "due_on"),
        ("plan", {"weekdays": []}, "weekdays"),
        ("plan", {"weekdays": ["monday"] * 8}, "weekdays"),
        ("plan", {"weekdays": ["monday", "today"]}, "weekdays.1"),
        ("plan", {"time_zone": "+01:00"}, "time_zone"),
        ("plan", {"time_zone": "Europe/../Vienna"}, "time_zone"),
        ("plan", {"strength_id": 7}, "strength_id"),
        ("plan", {"criterion": "\u2003\n"}, "criterion"),
        ("revise step", {"from_version": 0}, "from_version"),
        ("revise step", {"reason": None}, "reason"),
        ("revise step", {"at_least": "5"}, "at_least"),
        ("revise step", {"criterion": "x" * 2001}, "criterion"),
        ("agree", {"version": "1"}, "version"),
        ("agree", {"answer": "maybe"}, "answer"),
        ("agree", {"party": "coordinator"}, "party"),
        ("review", {"attainment": 3}, "attainment"),
        ("review", {"attainment": 0.5}, "attainment"),
        ("review", {"attainment": "1"}, "attainment"),
        ("review", {"next_review_on": "soon"}, "next_review_on"),
        ("review", {"learned": " "}, "learned"),
        ("close", {"closing": "failed"}, "closing"),
        ("close", {"replaced_by": ""}, "replaced_by"),
        ("reopen", {"review_on": None}, "review_on"),
        ("plan for", {"barrier": "laziness"}, "barrier"),
        ("plan for", {"if_this": "\t"}, "if_this"),
        ("plan for", {"then_that": "x" * 2001}, "then_that"),
        ("pause step", {"until": "2026-03-29"}, "until"),
    ],
)
async def test_a_wrong_field_is_named(
    caller: httpx.AsyncClient, command: str, change: dict[str, Any], field: str
) -> None:
    path, body = ALL[command]
    problem = await sent(caller, path, body | change)
    assert (problem["status"], fields(problem)) == (422, {field})


@pytest.mark.parametrize("command", COMMANDS)
async def test_every_missing_field_is_named(caller: httpx.AsyncClient, command: str) -> None:
    path, body = COMMANDS[command]
    problem = await sent(caller, path, {})
    assert (problem["status"], fields(problem)) == (422, set(body))


@pytest.mark.parametrize("command", ALL)
async def test_a_command_needs_an_idempotency_key(caller: httpx.AsyncClient, command: str) -> None:
    path, body = ALL[command]
    for key in ("", "two words", "\t", "k" * 129):
        problem = await sent(caller, path, body, **{"Idempotency-Key": key})
        assert (problem["status"], fields(problem)) == (422, {"Idempotency-Key"})


async def test_a_header_that_is_not_utf8_is_named(caller: httpx.AsyncClient) -> None:
    path, body = COMMANDS["enrol"]
    headers = [(b"idempotency-key", b"k\xff\xfe"), (b"content-type", b"application/json")]
    answer = await caller.post(path, content=orjson.dumps(body), headers=headers)
    assert (answer.status_code, fields(answer.json())) == (422, {"Idempotency-Key"})


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/v1/organizations/SHORE/participants/robin/goals", SET, "organization"),
        ("/v1/organizations/shore/participants/robin@example.org/goals", SET, "participant_id"),
        ("/v1/organizations/shore/participants/%FF%FE/enrolments", ENROL, "participant_id"),
        ("/v1/organizations/shore/goals/no%20goal/steps", PLAN, "goal_id"),
    ],
)
async def test_a_wrong_place_in_the_address_is_named(
    caller: httpx.AsyncClient, path: str, body: dict[str, Any], field: str
) -> None:
    problem = await sent(caller, path, body)
    assert (problem["status"], fields(problem)) == (422, {field})
    assert "robin@" not in str(problem)


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"site": "harbour",}',
        b"site=harbour",
        b"\xff\xfe\x00",
        b'{"hypothesis": "\\ud800"}',
        b"[" * 10_000,
        b'{"importance": ' + b"1" * 5_000 + b"}",
    ],
)
async def test_malformed_json_is_said_to_be_so(caller: httpx.AsyncClient, content: bytes) -> None:
    for path, _ in ALL.values():
        problem = await sent(caller, path, content)
        assert (problem["status"], problem["code"]) == (400, "malformed-json")


@pytest.mark.parametrize("content", [b"null", b"[]", b'"text"', b"7", b"true"])
async def test_json_that_is_no_object_is_refused(caller: httpx.AsyncClient, content: bytes) -> None:
    problem = await sent(caller, COMMANDS["set"][0], content)
    assert (problem["status"], fields(problem)) == (422, {"body"})


async def test_numbers_beyond_all_numbers_are_refused(caller: httpx.AsyncClient) -> None:
    for number in (b"NaN", b"Infinity", b"1e999"):
        content = b'{"value_area": "health", "review_on": "2026-03-29", "target": {"measure": "m", "at_least": %s}}'
        problem = await sent(caller, COMMANDS["set"][0], content % number)
        assert (problem["status"], fields(problem)) == (422, {"target.at_least"})


async def test_a_missing_body_is_refused(caller: httpx.AsyncClient) -> None:
    problem = await sent(caller, COMMANDS["enrol"][0], b"")
    assert (problem["status"], fields(problem)) == (422, {"body"})


async def test_a_body_over_64_kib_is_refused_and_one_of_64_kib_is_read(caller: httpx.AsyncClient) -> None:
    start, end = b'{"hypothesis": "', b'"}'
    fits = start + b"x" * (64 * 1024 - len(start) - len(end)) + end
    assert (await sent(caller, COMMANDS["set"][0], fits))["status"] == 422
    problem = await sent(caller, COMMANDS["set"][0], fits + b" ")
    assert (problem["status"], problem["code"]) == (413, "body-too-large")


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_a_body_must_say_that_it_is_json(caller: httpx.AsyncClient, media_type: str) -> None:
    problem = await sent(caller, COMMANDS["enrol"][0], ENROL, **{"Content-Type": media_type})
    assert (problem["status"], problem["code"]) == (415, "not-json")


async def test_nothing_that_was_written_comes_back_in_a_problem(caller: httpx.AsyncClient) -> None:
    marker = "my-sister-in-Kiel"
    for change in (
        {"hypothesis": f"{marker} " * 200},
        {"hypothesis": [marker]},
        {f"{marker} says": 1},
        {"value_area": marker},
        {"review_on": marker},
        {"occurred_at": marker},
        {"importance": marker},
        {"target": {"measure": f"{marker}!", "at_least": 1}},
        {"target": {f"{marker} ": 1, "measure": "m", "at_least": 1}},
    ):
        problem = await sent(caller, COMMANDS["set"][0], SET | change)
        assert problem["status"] == 422
        assert marker not in str(problem), change


async def test_other_addresses_and_methods_are_problems_too(caller: httpx.AsyncClient) -> None:
    assert (await sent(caller, "/v1/nothing", {}))["code"] == "not-found"
    answer = await caller.get(COMMANDS["enrol"][0])
    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")


BODIES = [body for body in CommandBody.__subclasses__() if body.__module__.startswith("services.goals.")]


@pytest.mark.parametrize("body", BODIES)
def test_every_example_in_the_api_is_a_good_body(body: type[CommandBody]) -> None:
    examples = body.model_json_schema()["examples"]
    assert examples
    for example in examples:
        assert body.model_validate_json(orjson.dumps(example), strict=True).as_sent().keys() == example.keys()


def test_every_command_says_in_the_api_which_problems_may_come() -> None:
    paths = APP.openapi()["paths"]
    commands = [paths[path][method] for path in paths for method in paths[path].keys() & {"post", "put"}]
    assert len(commands) == len(
        [route for router in ROUTERS for route in router.routes if getattr(route, "methods", set()) & {"POST", "PUT"}]
    )
    for operation in commands:
        answers = operation["responses"]
        assert {"400", "403", "409", "413", "415", "422", "503"} < answers.keys()
        assert answers.keys() & {"200", "201"}
        assert "`idempotency-key-reused`" in answers["409"]["description"]
        assert "`invalid-field`" in answers["422"]["description"]
        assert {"Idempotency-Key", "Cairn-Acting-As"} <= {parameter["name"] for parameter in operation["parameters"]}
