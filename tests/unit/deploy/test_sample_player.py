"""The player against a small stand-in for goals and checkins: order, retries, and where it stops."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from deploy.sample.player import AT_ONCE, Played, PlayStopped, play
from deploy.sample.program import Command, Journeys, Kind
from deploy.sample.sending import Journeys as AnyJourneys
from deploy.sample.sending import Program, Roster, Service
from deploy.sample.simulated.commands import Kind as SimulatedKind
from deploy.sample.simulated.courses import courses
from deploy.sample.trouble import Patience
from deploy.sample.walking import WALKING

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
ADDRESSES = {Service.GOALS: "http://goals", Service.CHECKINS: "http://checkins"}
QUICK = Patience(while_away=0.2, while_unknown=0.2, first_wait=0.001, longest_wait=0.002)
ORDER = (Kind.ENROLMENT, Kind.GOAL, Kind.STEP, Kind.ATTEMPT, Kind.MOOD)


def journeys(people: int, kinds: tuple[Kind, ...] = ORDER) -> Journeys:
    """Everybody does the same, a day apart; each a second after the one before."""
    return {
        f"walker-{person:02}": [
            Command(
                participant_id=f"walker-{person:02}",
                at=START + timedelta(days=day, seconds=person),
                kind=kind,
                body={"kind": kind.value},
                key=f"{person}.{day}",
            )
            for day, kind in enumerate(kinds)
        ]
        for person in range(people)
    }


class Recorder:
    """Answers as goals and checkins do; remembers what was recorded. `refuse` may answer instead."""

    def __init__(self, refuse: Callable[[str, str], JSONResponse | None] = lambda key, path: None) -> None:
        self.recorded: list[tuple[str, str]] = []
        self.tries: list[str] = []
        self.at_once = self.most_at_once = 0
        self._refuse = refuse
        self.acting: dict[str, str | None] = {}
        self._app = Starlette(routes=[Route("/v1/{path:path}", self._record, methods=["POST", "PUT"])])

    def connect(self, url: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=url, transport=httpx.ASGITransport(self._app))

    async def _record(self, request: Request) -> JSONResponse:
        self.at_once += 1
        self.most_at_once = max(self.at_once, self.most_at_once)
        await asyncio.sleep(0)  # let others come in between
        self.at_once -= 1
        key, path = request.headers["idempotency-key"], request.url.path
        self.tries.append(key)
        self.acting[key] = request.headers.get("cairn-acting-as")
        if refusal := self._refuse(key, path):
            return refusal
        self.recorded.append((key, f"{request.url.hostname} {path}"))
        if path.endswith("/enrolment-imports"):
            return await self._imported(request)
        names = {"/goals": "goal_id", "/steps": "step_id"}
        made = {name: f"{name}-{key}" for end, name in names.items() if path.endswith(end)}
        return JSONResponse({**made, "event_id": f"event-{key}"}, 201)

    async def _imported(self, request: Request) -> JSONResponse:
        header, *people = (await request.body()).decode().split()
        assert (header, request.headers["content-type"]) == ("participant_id", "text/csv")
        lines = [
            {"line": n, "participant_id": who, "outcome": "enrolled", "event_id": f"event-of-{who}"}
            if who.startswith("walker")
            else {"line": n, "outcome": "refused", "code": "bad-line", "message": "Nobody knows."}
            for n, who in enumerate(people, start=2)
        ]
        return JSONResponse({"lines": lines}, 200)


async def played_by(
    recorder: Recorder,
    plan: AnyJourneys,
    connect: Any = None,
    programs: Sequence[Program] = (),
    rosters: Sequence[Roster] = (),
) -> Played:
    return await play(
        plan,
        ADDRESSES,
        on_answer=lambda: None,
        programs=programs,
        rosters=rosters,
        patience=QUICK,
        connect=connect or recorder.connect,
    )


def problem(status: int, code: str) -> JSONResponse:
    """The code may name a field."""
    code, _, field = code.partition(" ")
    fields = {"errors": [{"field": field, "message": "is odd"}]} if field else {}
    return JSONResponse({"code": code, "detail": "Nobody knows.", "hint": "Wait.", **fields}, status)


async def test_a_persons_commands_go_out_in_order_to_the_addresses_that_earlier_answers_gave() -> None:
    recorder = Recorder()
    await played_by(recorder, journeys(1))
    below = "/v1/organizations/lifesnaps"
    assert [where for _, where in recorder.recorded] == [
        f"goals {below}/participants/walker-00/enrolments",
        f"goals {below}/participants/walker-00/goals",
        f"goals {below}/goals/goal_id-0.1/steps",
        f"checkins {below}/steps/step_id-0.2/attempts",
        f"checkins {below}/participants/walker-00/check-ins",
    ]


async def test_people_travel_together_each_in_order_and_roughly_by_time() -> None:
    recorder = Recorder()
    await played_by(recorder, journeys(3 * AT_ONCE))
    steps = [tuple(map(int, key.split("."))) for key, _ in recorder.recorded]
    for person in range(3 * AT_ONCE):
        assert [day for who, day in steps if who == person] == list(range(len(ORDER)))
    furthest_ahead = max(day - min(d for _, d in steps[i:]) for i, (_, day) in enumerate(steps))
    assert furthest_ahead <= 1
    assert 1 < recorder.most_at_once <= AT_ONCE


async def test_it_tells_which_events_were_recorded_for_whom_and_counts_each_answer() -> None:
    answers: list[None] = []
    played = await play(journeys(2), ADDRESSES, on_answer=lambda: answers.append(None), connect=Recorder().connect)
    assert played.events == {
        f"lifesnaps/walker-0{n}": {f"event-{n}.{day}" for day in range(len(ORDER))} for n in (0, 1)
    }
    assert played.count == len(answers) == 2 * len(ORDER)


@pytest.mark.parametrize(
    "refusal",
    [
        (503, "store-away"),
        (404, "unknown-step"),
        (404, "unknown-participant"),
        (403, "not-at-your-site"),
        (409, "not-enrolled-now"),
        (409, "goal-is-closed"),
        (409, "step-rests"),
        (422, "invalid-field occurred_at"),
    ],
    ids=lambda refusal: refusal[1],
)
async def test_a_command_that_checkins_cannot_take_yet_is_sent_again_with_the_same_key(
    refusal: tuple[int, str],
) -> None:
    left = {"0.3": 3}

    def refuse(key: str, path: str) -> JSONResponse | None:
        left[key] = left.get(key, 0) - 1
        return problem(*refusal) if left[key] >= 0 else None

    recorder = Recorder(refuse)
    played = await played_by(recorder, journeys(1))
    assert recorder.tries.count("0.3") == 4
    assert played.count == len(ORDER)


async def test_a_lost_connection_is_tried_again_with_the_same_key() -> None:
    recorder = Recorder()
    lost = iter([True, False, True])

    class Shaky(httpx.ASGITransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            answer = await super().handle_async_request(request)
            if next(lost, False):
                raise httpx.ReadError("gone after it was recorded")
            return answer

    def connect(url: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(base_url=url, transport=Shaky(recorder._app))

    played = await played_by(recorder, journeys(1), connect)
    assert recorder.tries == ["0.0", "0.0", "0.1", "0.1", "0.2", "0.3", "0.4"]
    assert played.count == len(ORDER)


@pytest.mark.parametrize(
    ("at", "status", "code", "cure"),
    [
        ("0.3", 422, "invalid-field", "report it"),
        ("0.3", 422, "invalid-field effort", "report it"),
        ("0.2", 422, "invalid-field occurred_at", "report it"),
        ("0.2", 404, "unknown-goal", "report it"),
        ("0.3", 500, "", "report it"),
        ("0.0", 409, "already-enrolled", "another run id"),
    ],
)
async def test_any_other_refusal_stops_the_play_and_shows_the_problem(
    at: str, status: int, code: str, cure: str
) -> None:
    recorder = Recorder(lambda key, path: problem(status, code) if key == at else None)
    with pytest.raises(PlayStopped) as stopped:
        await played_by(recorder, journeys(1))
    assert recorder.tries.count(at) == 1
    line = str(stopped.value)
    assert f"{status}" in line
    assert code.partition(" ")[0] in line
    assert "Nobody knows. - Wait." in line
    assert cure in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("status", "code", "cure"),
    [
        (503, "store-away", "too long: look at that service's health and log$"),
        (404, "unknown-step", "too long: look at that service's health and log$"),
        (403, "not-at-your-site", "too long: .* played there before, choose another run id$"),
    ],
)
async def test_what_stays_away_or_unknown_for_too_long_stops_the_play(status: int, code: str, cure: str) -> None:
    recorder = Recorder(lambda key, path: problem(status, code) if key == "0.3" else None)
    with pytest.raises(PlayStopped, match=cure):
        await played_by(recorder, journeys(1))
    assert recorder.tries.count("0.3") > 10


async def test_one_refusal_stops_everybody() -> None:
    recorder = Recorder(lambda key, path: problem(422, "invalid-field") if key == "2.1" else None)
    with pytest.raises(PlayStopped):
        await played_by(recorder, journeys(AT_ONCE))
    assert len(recorder.recorded) < AT_ONCE * len(ORDER)
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_an_empty_program_is_played_at_once() -> None:
    nobody: Mapping[str, list[Command]] = {}
    assert (await played_by(Recorder(), nobody)).count == 0


async def test_programs_are_put_before_anybody_joins() -> None:
    recorder = Recorder()
    await played_by(recorder, journeys(1), programs=[WALKING])
    assert recorder.recorded[0] == (WALKING.key, "goals /v1/organizations/lifesnaps/programs/walking")
    assert len(recorder.recorded) == 1 + len(ORDER)


async def test_a_program_that_is_there_already_stays_as_it_is() -> None:
    recorder = Recorder(lambda key, path: problem(409, "version-moved-on") if key == WALKING.key else None)
    played = await played_by(recorder, journeys(1), programs=[WALKING])
    assert recorder.tries.count(WALKING.key) == 1
    assert played.count == len(ORDER)


async def test_a_program_that_is_refused_stops_the_play() -> None:
    recorder = Recorder(lambda key, path: problem(422, "invalid-field") if key == WALKING.key else None)
    with pytest.raises(PlayStopped, match=r"PUT /v1/organizations/lifesnaps/programs/walking: 422"):
        await played_by(recorder, journeys(1), programs=[WALKING])
    assert recorder.recorded == []


async def test_who_is_on_a_roster_is_imported_before_anybody_goes_on_and_the_event_is_theirs() -> None:
    recorder = Recorder()
    roster = Roster("lifesnaps", "roster-1", "participant_id\nwalker-00\nwalker-77\n")
    played = await played_by(recorder, journeys(1), rosters=[roster])
    assert recorder.recorded[0] == ("roster-1", "goals /v1/organizations/lifesnaps/enrolment-imports")
    assert "event-of-walker-00" in played.events["lifesnaps/walker-00"]
    assert played.events["lifesnaps/walker-77"] == {"event-of-walker-77"}
    assert played.count == len(ORDER) + 2


async def test_a_line_of_a_roster_that_is_refused_stops_the_play_before_it_begins() -> None:
    recorder = Recorder()
    roster = Roster("lifesnaps", "roster-1", "participant_id\nwalker-00\nsomebody\n")
    with pytest.raises(PlayStopped, match=r"line 3 - refused - bad-line - Nobody knows\.; .* another run id"):
        await played_by(recorder, journeys(1), rosters=[roster])
    assert len(recorder.recorded) == 1


def test_another_definition_is_another_command() -> None:
    other = Program(WALKING.organization, WALKING.program, {**WALKING.definition, "silent_after_days": 21})
    assert other.key != WALKING.key


async def test_whoever_acts_is_named_and_the_organizations_own_system_is_not() -> None:
    recorder = Recorder()
    [course] = courses(1, 1, date(2026, 3, 10)).values()
    await played_by(recorder, {"simulated-001": course[:6]})
    acting = {command.kind: recorder.acting[command.key] for command in course[:6]}
    assert acting[SimulatedKind.ENROLMENT] is None
    assert acting[SimulatedKind.VALUE] == "participant:simulated-001"
    assert str(acting[SimulatedKind.TALK_COUNT]).startswith("clinician:simulated-clinician@")
