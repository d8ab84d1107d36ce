"""People's own words: any language, kept as they were written, and nowhere else than in their notes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.goals.notes import NOTES, Notes
from services.goals.store import AGGREGATES
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.goals.callers import PLAN, REVISE, SET, Caller, process
from tests.integration.goals.published import all_records

pytestmark = pytest.mark.stack

ROBIN = "/participants/robin"
MARKER = "my sister in Kiel"
WORDS = [
    "Being there for my kids.",
    "أريد أن أكون هناك من أجل أولادي",
    "אני רוצה \u202bלהיות שם\u202c בשבילם",  # noqa: RUF001 - Hebrew
    "\U0001f469\U0001f3fd\u200d\U0001f467 \U0001f4aa\U0001f3fd 7 \u00d7 \U0001f6b6",  # families, arms, a walk
    "  spaces stay,\n\tand so do lines  ",
    "e\u0301 is not é, and \u0000 is a character",
    '"}],$where: 1}; <script>alert(1)</script> {{7*7}} ../../',
    "ß" * 2_000,
    "🏔" * 2_000,
    "x",
]
NOT_SAID = ["", " ", "\n\t \u2003\u00a0", "x" * 2_001, "🏔" * 2_001, 7, ["x"], {"text": "x"}]


async def sayings(caller: Caller) -> list[tuple[str, dict[str, Any], str, str]]:
    """(address, body, field, what its note is about) of every command that takes words, each ready to be accepted."""
    goal_id = await caller.goal(await caller.enrolled())
    value = await caller.accepted(f"{ROBIN}/values", {"value_area": "family", "importance": 9})
    goal = f"/goals/{goal_id}"
    barrier = {"barrier": "time", "if_this": "it rains", "then_that": "I take the stairs"}
    return [
        (f"{ROBIN}/values", {"value_area": "rest", "importance": 5}, "words", "value"),
        (f"/values/{value['value_id']}/versions", {"from_version": 1}, "words", "value"),
        (f"{ROBIN}/strengths", {"kind": "calm"}, "moment", "moment"),
        (f"{ROBIN}/agenda-wishes", {}, "words", "wish"),
        (f"{ROBIN}/supports", {"barrier": "time", "kind": "network"}, "words", "support"),
        (f"{ROBIN}/goals", SET, "hypothesis", "hypothesis"),
        (f"{goal}/revisions", REVISE, "hypothesis", "hypothesis"),
        (f"{goal}/steps", PLAN, "criterion", "criterion"),
        (f"{goal}/contingency-plans", barrier, "if_this", "contingency-plan"),
        (f"{goal}/contingency-plans", barrier, "then_that", "contingency-plan"),
        (f"{goal}/reviews", {"attainment": 1}, "learned", "learned"),
    ]


async def test_any_words_are_kept_as_they_were_written(caller: Caller) -> None:
    await caller.enrolled()
    for words in WORDS:
        await caller.accepted(f"{ROBIN}/strengths", {"kind": "calm", "moment": words})
    notes = (await caller.get(f"{ROBIN}/notes")).json()["items"]
    assert [(note["about"], note["words"]) for note in notes] == [("moment", words) for words in WORDS]


async def test_every_word_said_with_a_command_is_in_one_note(caller: Caller) -> None:
    for number, (path, body, field, about) in enumerate(await sayings(caller)):
        await caller.accepted(path, body | {field: f"{MARKER} {number}"})
        note = (await caller.get(f"{ROBIN}/notes?at_most=200")).json()["items"][-1]
        assert note["about"] == about, path
        assert f"{MARKER} {number}" in note["words"]


async def test_words_that_say_nothing_or_too_much_are_refused_by_the_name_of_their_field(caller: Caller) -> None:
    for path, body, field, _ in await sayings(caller):
        for words in NOT_SAID:
            refused = await caller.post(path, body | {field: words})
            assert (refused.status_code, [e["field"] for e in refused.json()["errors"]]) == (422, [field]), path
            assert refused.json()["errors"][0]["message"]
    assert (await caller.get(f"{ROBIN}/notes")).json() == {"items": []}


async def test_a_command_that_is_refused_leaves_no_words_behind(caller: Caller) -> None:
    await caller.enrolled()
    await caller.accepted(f"{ROBIN}/agenda-wishes", {}, "key")
    value = await caller.accepted(f"{ROBIN}/values", {"value_area": "rest", "importance": 5})
    versions = f"/values/{value['value_id']}/versions"
    await caller.accepted(versions, {"from_version": 1}, "next")
    for path, body, key in (
        (f"{ROBIN}/agenda-wishes", {"words": MARKER}, "key"),
        (versions, {"from_version": 2, "words": MARKER}, "next"),
        (versions, {"from_version": 1, "words": MARKER}, None),
        ("/participants/nobody/agenda-wishes", {"words": MARKER}, None),
    ):
        assert (await caller.post(path, body, key)).status_code in {404, 409}
    assert (await caller.get(f"{ROBIN}/notes")).json() == {"items": []}


async def test_words_that_were_not_kept_yet_are_kept_by_the_next_try_whatever_happened_since(
    caller: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    await caller.enrolled()
    mo = caller.acting_as("clinician:mo@harbour")
    value = await mo.accepted(f"{ROBIN}/values", {"value_area": "rest", "importance": 5})
    commands: list[tuple[str, dict[str, Any]]] = [
        (f"/values/{value['value_id']}/versions", {"from_version": 1, "words": "one"}),
        (f"{ROBIN}/agenda-wishes", {"words": "two"}),
    ]

    async def dies(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(Notes, "keep", dies)
        for path, body in commands:
            assert (await mo.post(path, body, f"key-{body['words']}")).status_code == 500
    await caller.accepted(f"/values/{value['value_id']}/versions", {"from_version": 2})
    again = await mo.accepted(commands[0][0], commands[0][1], "key-one")
    assert again["version"] == 2
    await caller.accepted(f"{ROBIN}/moves", {"site": "hillside"})
    for path, body in commands:
        await mo.accepted(path, body, f"key-{body['words']}")
    notes = (await caller.get(f"{ROBIN}/notes")).json()["items"]
    assert [note["words"] for note in notes] == ["one", "two"]


async def test_words_are_on_no_topic_in_no_log_and_in_no_other_answer(space: Settings, tmp_path: Path) -> None:
    answers: list[httpx.Response] = []
    loud = space.model_copy(update={"log_level": "DEBUG"})
    with process(loud, tmp_path) as service:
        async with httpx.AsyncClient(base_url=service.url) as client:
            caller = Caller(client)
            commands = await sayings(caller)
            for number, (path, body, field, _) in enumerate(commands):
                words = body | {field: MARKER}
                answers += [
                    await caller.post(path, words | {MARKER: MARKER}),
                    await caller.post(path, body | {field: {MARKER: MARKER}}),
                    await caller.post(path, body | {field: MARKER * 200}),
                    await caller.post(path, words | {"occurred_at": "2999-01-01T00:00:00Z"}),
                    await caller.post(path.replace("s/", "s/0", 1), words),  # of nobody, or nothing
                    await caller.acting_as("participant:kim").post(path, words),
                    await caller.acting_as("supporter:sam").post(path, words),
                    await caller.acting_as("clinician:mo@hillside").post(path, words),
                    await caller.acting_as(f"clinician:{MARKER}").post(path, words),
                    await caller.post(path, words, f"key-{number}"),
                    await caller.post(path, words, f"key-{number}"),
                    await caller.post(path, words | {field: f"{MARKER}, or not"}, f"key-{number}"),
                    await caller.post(path, f'{{"{field}": "{MARKER}'.encode()),
                ]
            lists = ("values", "strengths", "agenda-wishes", "supports", "supporters", "goals")
            answers += [await caller.get(f"{ROBIN}/{name}") for name in lists]
            answers.append(await caller.acting_as("participant:kim").get(f"{ROBIN}/notes"))
            answers.append(await caller.get(f"{ROBIN}/notes?after={MARKER}"))
        records = await all_records(space)
        service.stop()
        logged = service.said()
    assert {answer.status_code for answer in answers} == {200, 201, 400, 403, 404, 409, 422}
    assert len(records) == 3 + len(commands)
    seen = [answer.text for answer in answers] + [str((record.value, record.headers)) for record in records]
    assert [one for one in [*seen, logged] if "Kiel" in one] == []
    async with connect(space.mongo, space.database_of("goals")) as database:
        assert "Kiel" not in str([document async for document in database[AGGREGATES].find()])
        assert len([note async for note in database[NOTES].find() if MARKER in note["text"]]) == len(commands)
