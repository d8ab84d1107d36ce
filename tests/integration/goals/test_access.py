"""Nobody sees or does what is not theirs to: who may is asked anew with every request."""

from __future__ import annotations

from typing import Any

import pytest

from shared.runtime.settings import Settings
from tests.integration.goals.callers import ENROL, SET, Caller, instance
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

ROBIN = "/participants/robin"
MARKER = "my sister in Kiel"
READ = ["", "/program", "/values", "/strengths", "/agenda-wishes", "/supports", "/supporters", "/goals", "/notes"]
WRITE: list[tuple[str, dict[str, Any]]] = [
    ("/values", {"value_area": "family", "importance": 9, "words": MARKER}),
    ("/strengths", {"kind": "humour", "moment": MARKER}),
    ("/agenda-wishes", {"words": MARKER}),
    ("/supports", {"barrier": "money", "kind": "resource", "words": MARKER}),
    ("/goals", SET | {"hypothesis": MARKER}),
    ("/pauses", {}),
    ("/resumptions", {}),
]


async def outcomes(caller: Caller) -> set[tuple[int, str | None]]:
    """(status, code) of everything that can be read about robin."""
    answers = [await caller.get(ROBIN + path) for path in READ]
    return {(answer.status_code, answer.json().get("code")) for answer in answers}


async def said_of_robin(caller: Caller) -> None:
    await caller.enrolled()
    for path, body in WRITE:
        await caller.accepted(ROBIN + path, body)


async def test_access_moves_with_the_participant_at_once_at_every_instance(space: Settings) -> None:
    async with instance(space) as one, instance(space) as other:
        system = Caller(one)
        await said_of_robin(system)
        for site, elsewhere in (("hillside", "harbour"), ("harbour", "hillside"), ("hillside", "harbour")):
            for client in (one, other):
                assert await outcomes(Caller(client, acting_as=f"clinician:mo@{elsewhere}")) == {(200, None)}
            await system.accepted(f"{ROBIN}/moves", {"site": site})
            for client in (one, other):
                assert await outcomes(Caller(client, acting_as=f"clinician:mo@{elsewhere}")) == {
                    (403, "not-at-your-site")
                }
                assert await outcomes(Caller(client, acting_as=f"coordinator:ash@{site}")) == {(200, None)}
                refused = await Caller(client, acting_as=f"clinician:mo@{elsewhere}").post(f"{ROBIN}/pauses", {})
                assert (refused.status_code, refused.json()["code"]) == (403, "not-at-your-site")


async def test_who_moved_somebody_away_and_asks_again_gets_the_answer_and_nothing_else(caller: Caller) -> None:
    await caller.enrolled()
    here = caller.acting_as("coordinator:ash@harbour")
    first = await here.accepted(f"{ROBIN}/moves", {"site": "hillside"}, "key")
    assert await here.accepted(f"{ROBIN}/moves", {"site": "hillside"}, "key") == first
    for other in (here, caller.acting_as("coordinator:lee@harbour"), caller.acting_as("clinician:mo@harbour")):
        refused = await other.post(f"{ROBIN}/moves", {"site": "harbour"}, "key" if other is here else None)
        assert refused.status_code == 403
    stranger = await caller.acting_as("coordinator:lee@harbour").post(f"{ROBIN}/moves", {"site": "hillside"}, "key")
    assert (stranger.status_code, stranger.json()["code"]) == (403, "not-at-your-site")


async def test_the_last_site_still_sees_who_has_left(caller: Caller) -> None:
    await said_of_robin(caller)
    await caller.accepted(f"{ROBIN}/departures", {})
    assert await outcomes(caller.acting_as("clinician:mo@harbour")) == {(200, None)}
    await caller.accepted(f"{ROBIN}/enrolments", ENROL | {"site": "hillside"})
    assert await outcomes(caller.acting_as("clinician:mo@harbour")) == {(403, "not-at-your-site")}


async def test_staff_let_people_join_at_their_own_site(caller: Caller) -> None:
    await caller.offered()
    here = caller.acting_as("clinician:mo@hillside")
    refused = await here.post(f"{ROBIN}/enrolments", ENROL)
    assert (refused.status_code, refused.json()["code"]) == (403, "not-at-your-site")
    await here.accepted(f"{ROBIN}/enrolments", ENROL | {"site": "hillside"})


async def test_participants_act_on_and_read_only_their_own(caller: Caller, space: Settings) -> None:
    await caller.enrolled("robin")
    await caller.enrolled("kim")
    robin, kim = caller.acting_as("participant:robin"), caller.acting_as("participant:kim")
    for path, body in WRITE:
        await robin.accepted(ROBIN + path, body)
        refused = await kim.post(ROBIN + path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
    assert await outcomes(robin) == {(200, None)}
    assert await outcomes(kim) == {(403, "not-yours")}
    value_id = (await robin.get(f"{ROBIN}/values")).json()["items"][0]["value_id"]
    wish_id = (await robin.get(f"{ROBIN}/agenda-wishes")).json()["items"][0]["wish_id"]
    for path, body in (
        (f"/values/{value_id}/versions", {"from_version": 1}),
        (f"/agenda-wishes/{wish_id}/talks", {}),
    ):
        refused = await kim.post(path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
        assert "robin" not in refused.text
    assert len(await all_events(space)) == 2 + len(WRITE)


async def test_operators_touch_nothing_of_a_participant(caller: Caller) -> None:
    await said_of_robin(caller)
    operator = caller.acting_as("operator:op")
    assert await outcomes(operator) == {(403, "not-for-operators")}
    for path, body in [*WRITE, ("/enrolments", ENROL), ("/supporters", {"may_see": []})]:
        refused = await operator.post(ROBIN + path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-for-operators")


async def test_nobody_learns_whether_there_is_somebody(caller: Caller) -> None:
    await caller.offered()
    for whom, code in (
        ("clinician:mo@harbour", "not-at-your-site"),
        ("participant:kim", "not-yours"),
        ("supporter:sam", "not-shared"),
        ("operator:op", "not-for-operators"),
    ):
        assert await outcomes(caller.acting_as(whom)) == {(403, code)}
    assert await outcomes(caller) == {(404, "unknown-participant")}
    assert await outcomes(caller.acting_as("participant:robin")) == {(404, "unknown-participant")}


async def test_a_supporter_reads_what_is_shared_now_and_nothing_else(caller: Caller) -> None:
    await said_of_robin(caller)
    goal_id = (await caller.get(f"{ROBIN}/goals")).json()["items"][0]["goal_id"]
    robin, sam = caller.acting_as("participant:robin"), caller.acting_as("supporter:sam")
    not_shared = {(403, "not-shared")}
    assert await outcomes(sam) == not_shared

    async def may_read() -> set[str]:
        paths = [*(ROBIN + path for path in READ), f"/goals/{goal_id}"]
        answers = {path: await sam.get(path) for path in paths}
        assert {answer.json().get("code") for answer in answers.values() if answer.status_code != 200} <= {
            "not-shared"
        }
        assert not any(MARKER in answer.text for path, answer in answers.items() if not path.endswith("/notes"))
        return {path for path, answer in answers.items() if answer.status_code == 200}

    program, goals = {f"{ROBIN}/program"}, {f"{ROBIN}/goals", f"/goals/{goal_id}"}
    for may_see, readable in (
        ([], set()),
        (["goals"], program | goals),
        (["own-words"], program | {f"{ROBIN}/notes"}),
        (["steps", "scores", "check-ins", "attempts", "setbacks"], program),
        (["goals", "own-words"], program | goals | {f"{ROBIN}/notes"}),
    ):
        await robin.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": may_see})
        assert await may_read() == readable
    assert MARKER in (await sam.get(f"{ROBIN}/notes")).text
    for path, body in WRITE:
        refused = await sam.post(ROBIN + path, body)
        assert (refused.status_code, refused.json()["code"]) == (403, "not-shared")
        assert MARKER not in refused.text

    await robin.accepted("/supporters/sam/uninvitations", {})
    assert await may_read() == set()
    assert await outcomes(caller.acting_as("supporter:other")) == not_shared


async def test_steps_are_shared_apart_from_goals(caller: Caller) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    sam = caller.acting_as("supporter:sam")
    await caller.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": ["goals"]})
    assert "steps" not in (await sam.get(f"/goals/{goal_id}")).json()
    await caller.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": ["goals", "steps"]})
    assert (await sam.get(f"/goals/{goal_id}")).json()["steps"] == []


async def test_only_the_participant_invites_and_uninvites(caller: Caller) -> None:
    await caller.enrolled()
    robin = caller.acting_as("participant:robin")
    invited = await robin.accepted(f"{ROBIN}/supporters", {"may_see": ["goals"]})
    path = f"/supporters/{invited['supporter_id']}/uninvitations"
    for whom, code in (
        ("clinician:mo@harbour", "only-the-participant"),
        ("coordinator:ash@harbour", "only-the-participant"),
        ("coordinator:lee@hillside", "not-at-your-site"),
        (f"supporter:{invited['supporter_id']}", "not-shared"),
        ("participant:kim", "not-yours"),
    ):
        for refused in (
            await caller.acting_as(whom).post(f"{ROBIN}/supporters", {"may_see": ["goals"]}),
            await caller.acting_as(whom).post(path, {}),
        ):
            assert (refused.status_code, refused.json()["code"]) == (403, code)
    await robin.accepted(path, {})
    again = await robin.post(path, {})
    assert (again.status_code, again.json()["code"]) == (409, "already-uninvited")
    listed = (await robin.get(f"{ROBIN}/supporters")).json()["items"]
    assert [(one["supporter_id"], one["status"]) for one in listed] == [(invited["supporter_id"], "uninvited")]


async def test_a_supporters_id_is_not_taken_over(caller: Caller) -> None:
    for participant in ("robin", "kim"):
        await caller.enrolled(participant)
    await caller.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": ["goals"]})
    taken = await caller.acting_as("participant:kim").post(
        "/participants/kim/supporters", {"supporter_id": "sam", "may_see": ["goals"]}
    )
    assert (taken.status_code, taken.json()["code"]) == (409, "supporter-id-taken")
    sam = caller.acting_as("supporter:sam")
    assert (await sam.get(f"{ROBIN}/goals")).status_code == 200
    assert (await sam.get("/participants/kim/goals")).status_code == 403


async def test_a_caller_that_cannot_be_read_is_refused(caller: Caller) -> None:
    for whom in ("robin", "boss:robin", "clinician:mo", "participant:robin@harbour", "system:x", ""):
        answer = await caller.get("/programs", **{"Cairn-Acting-As": whom})
        assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "Cairn-Acting-As")
