"""What matters to a participant, what they do well, what they want to talk about, who helps: said and read back."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from shared.contracts.codes import Shared, StrengthKind, SupportKind
from shared.contracts.events import (
    AgendaTalkedOver,
    AgendaWished,
    StrengthNamed,
    SupportArranged,
    SupporterInvited,
    SupporterUninvited,
    ValueClarified,
    ValueRevisited,
)
from shared.contracts.vocabulary import Barrier, ValueArea
from shared.runtime.settings import Settings
from tests.integration.goals.callers import Caller
from tests.integration.goals.published import all_events

pytestmark = pytest.mark.stack

ROBIN = "/participants/robin"
CLARIFY = {"value_area": "family", "importance": 9}
LISTS: dict[str, tuple[str, dict[str, Any]]] = {
    "values": ("value_id", CLARIFY),
    "strengths": ("strength_id", {"kind": "humour"}),
    "agenda-wishes": ("wish_id", {}),
    "supports": ("support_id", {"barrier": "money", "kind": "resource"}),
    "supporters": ("supporter_id", {"may_see": ["goals"]}),
    "goals": ("goal_id", {"value_area": "health", "review_on": "2030-03-29"}),
}


async def items(caller: Caller, path: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await caller.get(path)).json()["items"]
    return found


async def test_everything_said_is_an_event_and_can_be_read_back(caller: Caller, space: Settings) -> None:
    goal_id = await caller.goal(await caller.enrolled())
    value = await caller.accepted(f"{ROBIN}/values", CLARIFY | {"words": "Being there for my kids."})
    again = await caller.accepted(f"/values/{value['value_id']}/versions", {"from_version": 1, "importance": 10})
    strength = await caller.accepted(f"{ROBIN}/strengths", {"kind": "calm", "moment": "When the lift stuck."})
    wish = await caller.accepted(f"{ROBIN}/agenda-wishes", {"words": "My brother."})
    talked = await caller.accepted(f"/agenda-wishes/{wish['wish_id']}/talks", {})
    help_ = {"barrier": "time", "kind": "coping-skill", "goal_id": goal_id, "words": "Ten minutes at lunch."}
    support = await caller.accepted(f"{ROBIN}/supports", help_)
    invited = await caller.accepted(f"{ROBIN}/supporters", {"may_see": ["steps", "goals"]})
    gone = await caller.accepted(f"/supporters/{invited['supporter_id']}/uninvitations", {})
    assert [(one["version"], one["value_id"]) for one in (value, again)] == [
        (1, value["value_id"]),
        (2, value["value_id"]),
    ]

    notes = {note["about"]: note["note_id"] for note in await items(caller, f"{ROBIN}/notes")}
    facts = {event.id: event.data for event in await all_events(space)}
    assert [facts[one["event_id"]] for one in (value, again, strength, wish, talked, support, invited, gone)] == [
        ValueClarified(
            value_id=value["value_id"], value_area=ValueArea.FAMILY, importance=9, words_note=notes["value"]
        ),
        ValueRevisited(
            value_id=value["value_id"],
            version=2,
            value_area=ValueArea.FAMILY,
            importance=10,
            words_note=notes["value"],
        ),
        StrengthNamed(strength_id=strength["strength_id"], kind=StrengthKind.CALM, moment_note=notes["moment"]),
        AgendaWished(wish_id=wish["wish_id"], words_note=notes["wish"]),
        AgendaTalkedOver(wish_id=wish["wish_id"]),
        SupportArranged(
            support_id=support["support_id"],
            barrier=Barrier.TIME,
            kind=SupportKind.COPING_SKILL,
            goal_id=goal_id,
            words_note=notes["support"],
        ),
        SupporterInvited(supporter_id=invited["supporter_id"], may_see=(Shared.GOALS, Shared.STEPS)),
        SupporterUninvited(supporter_id=invited["supporter_id"]),
    ]

    (held,) = await items(caller, f"{ROBIN}/values")
    assert [(version["number"], version["importance"]) for version in held["versions"]] == [(1, 9), (2, 10)]
    assert (await items(caller, f"{ROBIN}/strengths"))[0]["kind"] == "calm"
    assert (await items(caller, f"{ROBIN}/agenda-wishes"))[0]["talked_over_at"] is not None
    assert (await items(caller, f"{ROBIN}/supports"))[0]["goal_id"] == goal_id
    assert (await items(caller, f"{ROBIN}/supporters"))[0]["status"] == "uninvited"


async def test_a_list_is_read_a_page_at_a_time_and_each_item_once(caller: Caller) -> None:
    await caller.enrolled("kim")
    await caller.enrolled()
    for name, (key, body) in LISTS.items():
        path = f"{ROBIN}/{name}"
        await caller.accepted(f"/participants/kim/{name}", body)
        days = [body | {"occurred_at": f"2026-03-0{day}T12:00:00Z"} for day in (3, 1, 2, 2, 5)]
        said = [(await caller.accepted(path, on_a_day))[key] for on_a_day in days]
        found: list[str] = []
        after = ""
        while True:
            page = (await caller.get(f"{path}?at_most=2{after}")).json()
            found += [item[key] for item in page["items"]]
            assert len(page["items"]) <= 2
            if "next" not in page:
                break
            after = f"&after={page['next']}"
        assert found[0] == said[1]
        assert set(found[1:3]) == set(said[2:4])
        assert found[3:] == [said[0], said[4]]
        assert [item[key] for item in (await caller.get(path)).json()["items"]] == found
        other = (await caller.get(f"/participants/kim/{name}")).json()["items"][0][key]
        strange = await caller.get(f"{path}?after={other}")
        assert (strange.status_code, strange.json()["errors"][0]["field"]) == (422, "after")


async def test_notes_are_read_in_the_order_in_which_they_were_kept(caller: Caller) -> None:
    await caller.enrolled()
    for words in ("one", "two", "three"):
        await caller.accepted(f"{ROBIN}/agenda-wishes", {"words": words})
    first = (await caller.get(f"{ROBIN}/notes?at_most=2")).json()
    assert [note["words"] for note in first["items"]] == ["one", "two"]
    rest = (await caller.get(f"{ROBIN}/notes?at_most=2&after={first['next']}")).json()
    assert [(note["about"], note["words"]) for note in rest["items"]] == [("wish", "three")]
    assert "next" not in rest


async def test_what_has_not_changed_is_not_sent_again(caller: Caller) -> None:
    await caller.enrolled()
    for name in ("", *(f"/{name}" for name in LISTS), "/notes"):
        etag = (await caller.get(ROBIN + name)).headers["etag"]
        assert (await caller.get(ROBIN + name, **{"If-None-Match": f'"other", {etag}'})).status_code == 304
    value = await caller.accepted(f"{ROBIN}/values", CLARIFY)
    etag = (await caller.get(f"{ROBIN}/values")).headers["etag"]
    await caller.accepted(f"/values/{value['value_id']}/versions", {"from_version": 1})
    assert (await caller.get(f"{ROBIN}/values", **{"If-None-Match": etag})).status_code == 200


async def test_the_same_command_again_gets_the_same_answer_and_is_one_event(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    value = await caller.accepted(f"{ROBIN}/values", CLARIFY)
    wish = await caller.accepted(f"{ROBIN}/agenda-wishes", {})
    await caller.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": []})
    commands: list[tuple[str, dict[str, Any]]] = [
        *((f"{ROBIN}/{name}", body) for name, (_, body) in LISTS.items()),
        (f"/values/{value['value_id']}/versions", {"from_version": 1, "words": "Being there."}),
        (f"/agenda-wishes/{wish['wish_id']}/talks", {}),
        (f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": ["scores"]}),
        ("/supporters/sam/uninvitations", {}),
    ]
    answers = [await caller.accepted(path, body, f"key-{n}") for n, (path, body) in enumerate(commands)]
    assert [await caller.accepted(path, body, f"key-{n}") for n, (path, body) in enumerate(commands)] == answers
    for n, (path, body) in enumerate(commands):
        other = await caller.acting_as("participant:robin").post(path, body, f"key-{n}")
        assert (other.status_code, other.json()["code"]) == (409, "idempotency-key-reused")
    assert len(await all_events(space)) == 4 + len(commands)
    assert len(await items(caller, f"{ROBIN}/notes")) == 1


async def test_what_is_not_there_or_elsewhere_is_unknown(caller: Caller, client: httpx.AsyncClient) -> None:
    goal_of_kim = await caller.goal(await caller.enrolled("kim"))
    await caller.enrolled()
    value = await caller.accepted(f"{ROBIN}/values", CLARIFY)
    wish = await caller.accepted(f"{ROBIN}/agenda-wishes", {})
    await caller.accepted(f"{ROBIN}/supporters", {"supporter_id": "sam", "may_see": []})
    inland = Caller(client, "inland")
    await inland.enrolled()
    support = {"barrier": "time", "kind": "network", "goal_id": goal_of_kim}
    for who, path, body, code in (
        (inland, f"/values/{value['value_id']}/versions", {"from_version": 1}, "unknown-value"),
        (caller, "/values/no-such-value/versions", {"from_version": 1}, "unknown-value"),
        (caller, f"/values/{wish['wish_id']}/versions", {"from_version": 1}, "unknown-value"),
        (inland, f"/agenda-wishes/{wish['wish_id']}/talks", {}, "unknown-wish"),
        (caller, f"/agenda-wishes/{value['value_id']}/talks", {}, "unknown-wish"),
        (inland, "/supporters/sam/uninvitations", {}, "unknown-supporter"),
        (caller, f"{ROBIN}/supports", support, "unknown-goal"),
        (caller, f"{ROBIN}/supports", support | {"goal_id": "no-such-goal"}, "unknown-goal"),
        (caller, "/participants/nobody/values", CLARIFY, "unknown-participant"),
    ):
        answer = await who.post(path, body)
        assert (answer.status_code, answer.json()["code"]) == (404, code)


async def test_of_two_who_revisit_a_value_at_once_one_is_told_both_versions(caller: Caller) -> None:
    await caller.enrolled()
    value = await caller.accepted(f"{ROBIN}/values", CLARIFY)
    path = f"/values/{value['value_id']}/versions"
    await caller.accepted(path, {"from_version": 1, "importance": 3})
    answer = await caller.post(path, {"from_version": 1, "importance": 4})
    assert (answer.status_code, answer.json()["code"]) == (409, "version-moved-on")
    assert "version 2" in answer.json()["detail"]
    assert "version 1" in answer.json()["detail"]
