"""Programs over HTTP: put by operators, read by everybody, kept version by version."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from shared.contracts.events import ParticipantEnrolled
from shared.runtime.settings import Settings
from tests.integration.goals.callers import PROGRAM, Caller
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

NOT_WHOLE: list[tuple[dict[str, object], str]] = [
    ({"name": {"en": "Walking", "de": "Gehen"}}, "name"),
    ({"name": {}}, "name"),
    ({"name": {"en": " "}}, "name.en"),
    ({"languages": []}, "languages"),
    ({"languages": ["english"]}, "languages.0"),
    ({"check_in_every_days": 0}, "check_in_every_days"),
    ({"silent_after_days": 366}, "silent_after_days"),
    ({"silent_after_days": 6}, "silent_after_days"),
    ({"prompts": PROGRAM["prompts"] * 2}, "prompts"),
    ({"prompts": [{"code": "Not a slug", "text": {"en": "Why?"}}]}, "prompts.0.code"),
    ({"from_version": -1}, "from_version"),
    ({"rewards": True}, "rewards"),
]


@pytest.fixture
def operator(caller: Caller) -> Caller:
    return caller.acting_as("operator:op")


async def put(operator: Caller, program: str, versions: int) -> None:
    for version in range(versions):
        said = PROGRAM | {"from_version": version, "check_in_every_days": version + 1}
        answer = await operator.put(f"/programs/{program}", said)
        assert (answer.status_code, answer.json()) == (201, {"program": program, "version": version + 1})


async def put_again(operator: Caller, program: str, newest: int) -> None:
    answer = await operator.put(f"/programs/{program}", PROGRAM | {"from_version": newest})
    assert answer.status_code == 201


async def test_every_version_of_a_program_stays_readable(operator: Caller) -> None:
    await put(operator, "walking", 12)
    newest = (await operator.get("/programs/walking")).json()
    assert (newest["version"], newest["terms"]["check_in_every_days"]) == (12, 12)
    assert newest["terms"]["prompts"] == PROGRAM["prompts"]
    for version in (1, 9, 10, 12):
        found = (await operator.get(f"/programs/walking?version={version}")).json()
        assert (found["version"], found["terms"]["check_in_every_days"]) == (version, version)


async def test_who_joined_keeps_the_version_that_they_joined(caller: Caller, space: Settings) -> None:
    await put(caller, "walking", 1)
    await caller.accepted("/participants/robin/enrolments", {"site": "harbour", "program": "walking"})
    await caller.put("/programs/walking", PROGRAM | {"from_version": 1, "check_in_every_days": 3, "prompts": []})
    await caller.accepted("/participants/kim/enrolments", {"site": "harbour", "program": "walking"})
    joined = {e.participant_id: e.data for e in await all_events(space) if isinstance(e.data, ParticipantEnrolled)}
    robin, kim = joined["robin"], joined["kim"]
    assert (robin.program_version, robin.check_in_every_days, robin.prompts) == (1, 1, ("proud-of",))
    assert (kim.program_version, kim.check_in_every_days, kim.prompts) == (2, 3, ())
    course = (await caller.get("/participants/robin")).json()["enrolments"][0]
    assert (course["program"], course["program_version"]) == ("walking", 1)


async def test_a_participant_reads_the_program_in_the_version_that_they_joined(caller: Caller) -> None:
    await put(caller, "walking", 1)
    await caller.accepted("/participants/robin/enrolments", {"site": "harbour", "program": "walking"})
    await put_again(caller, "walking", 1)
    own = (await caller.acting_as("participant:robin").get("/participants/robin/program")).json()
    assert (own["program"], own["version"], own["terms"]["check_in_every_days"]) == ("walking", 1, 1)


async def test_the_list_has_each_program_once_a_page_at_a_time(caller: Caller, client: httpx.AsyncClient) -> None:
    names = ["walking", "walking-12", "walking0", "a", "tobacco-free"]
    for name in names:
        await put(caller, name, 2)
    await put(Caller(client, "inland"), "elsewhere", 1)
    found: list[str] = []
    after = ""
    while True:
        page = (await caller.get(f"/programs?at_most=2{after}")).json()
        assert [item["version"] for item in page["items"]] == [2] * len(page["items"])
        found += [item["program"] for item in page["items"]]
        if "next" not in page:
            break
        after = f"&after={page['next']}"
    assert len(found) == len(names)
    assert set(found) == set(names)
    assert (await Caller(client, "nowhere").get("/programs")).json() == {"items": []}


async def test_of_two_who_put_at_once_one_is_told_that_it_moved_on(operator: Caller) -> None:
    await put(operator, "walking", 1)
    answers = await asyncio.gather(
        *(
            operator.put("/programs/walking", PROGRAM | {"from_version": 1, "silent_after_days": n})
            for n in range(14, 24)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 9
    refused = next(answer.json() for answer in answers if answer.status_code == 409)
    assert refused["code"] == "version-moved-on"
    assert "version 2" in refused["detail"]
    assert "version 1" in refused["detail"]


async def test_the_same_put_again_gets_the_same_answer(operator: Caller) -> None:
    first = await operator.put("/programs/walking", PROGRAM, "key")
    await operator.put("/programs/walking", PROGRAM | {"from_version": 1})
    again = await operator.put("/programs/walking", PROGRAM, "key")
    assert (again.status_code, again.json()) == (201, first.json())
    other = await operator.put("/programs/walking", PROGRAM | {"silent_after_days": 15}, "key")
    assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")


async def test_what_is_not_there_is_said_to_be_unknown(caller: Caller) -> None:
    await put(caller, "walking", 1)
    for path, code in (
        ("/programs/running", "unknown-program"),
        ("/programs/running?version=1", "unknown-program"),
        ("/programs/walking?version=2", "unknown-program-version"),
    ):
        answer = await caller.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, code)
    answer = await caller.post("/participants/robin/enrolments", {"site": "harbour", "program": "running"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-program")


async def test_only_operators_put_programs_and_everybody_reads_them(caller: Caller) -> None:
    await put(caller, "walking", 1)
    for whom in ("participant:robin", "supporter:sam", "clinician:mo@harbour", "coordinator:ash@harbour"):
        answer = await caller.acting_as(whom).put("/programs/walking", PROGRAM | {"from_version": 1})
        assert (answer.status_code, answer.json()["code"]) == (403, "only-operators")
        assert (await caller.acting_as(whom).get("/programs/walking")).json()["version"] == 1


async def test_an_unchanged_program_is_not_sent_again(caller: Caller) -> None:
    await put(caller, "walking", 1)
    etag = (await caller.get("/programs/walking")).headers["etag"]
    same = await caller.get("/programs/walking", **{"If-None-Match": etag})
    assert (same.status_code, same.content) == (304, b"")
    await caller.put("/programs/walking", PROGRAM | {"from_version": 1})
    assert (await caller.get("/programs/walking", **{"If-None-Match": etag})).status_code == 200


async def test_a_program_that_is_not_whole_is_refused(operator: Caller) -> None:
    for change, field in NOT_WHOLE:
        answer = await operator.put("/programs/walking", PROGRAM | change)
        assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert (await operator.get("/programs/walking")).status_code == 404
