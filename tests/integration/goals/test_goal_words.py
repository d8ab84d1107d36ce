"""What people say about goals, steps and plans, in any script: kept exactly, shown as notes, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.goals.store import AGGREGATES
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.goals.callers import PLAN, REVISE, SET, Caller, process
from tests.integration.goals.published import all_records

pytestmark = pytest.mark.stack

MARKER = "my sister in Kiel"
ANY_SCRIPT = [
    "إذا مشيتُ بعد العشاء سأنام أفضل",
    "\u05d0\u05dd \u05d0\u05dc\u05da \u200f\u05d0\u05d9\u05e9\u05df (10 min)",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 first, then \U0001f6b6\U0001f3fd\u200d\u2640\ufe0f",
    "e\u0301 is not \u00e9",
    "\U0001f9e1" * 2_000,
]


@pytest.mark.parametrize("words", ANY_SCRIPT, ids=["arabic", "hebrew", "emoji", "combining", "2,000 characters"])
async def test_words_in_any_script_come_back_as_they_were_written(caller: Caller, words: str) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled(), hypothesis=words)}"
    await caller.accepted(f"{path}/steps", PLAN | {"criterion": words})
    await caller.accepted(f"{path}/reviews", {"attainment": 0, "learned": words})
    then = f"{words[:9]}\nand {words[:9]}"
    await caller.accepted(f"{path}/contingency-plans", {"barrier": "time", "if_this": words, "then_that": then})
    items = (await caller.get("/participants/robin/notes")).json()["items"]
    notes = {note["note_id"]: (note["about"], note["words"]) for note in items}
    goal = (await caller.get(path)).json()
    assert notes[goal["versions"][0]["hypothesis_note"]] == ("hypothesis", words)
    assert notes[goal["steps"][0]["versions"][0]["plan"]["criterion_note"]] == ("criterion", words)
    assert notes[goal["reviews"][0]["learned_note"]] == ("learned", words)
    about, if_then = notes[goal["plans"][0]["words_note"]]
    assert (about, if_then.partition("\n")) == ("contingency-plan", (words, "\n", then))


async def test_an_if_of_many_lines_is_one_so_that_the_then_can_be_told_from_it(caller: Caller) -> None:
    path = f"/goals/{await caller.goal(await caller.enrolled())}/contingency-plans"
    await caller.accepted(path, {"barrier": "time", "if_this": "it rains\r\nhard", "then_that": "the stairs"})
    [note] = (await caller.get("/participants/robin/notes")).json()["items"]
    assert note["words"] == "it rains hard\nthe stairs"


async def test_words_about_goals_are_on_no_topic_in_no_log_and_in_no_answer(space: Settings, tmp_path: Path) -> None:
    answers: list[httpx.Response] = []
    with process(space.model_copy(update={"log_level": "DEBUG"}), tmp_path) as service:
        async with httpx.AsyncClient(base_url=service.url) as client:
            caller = Caller(client)
            goal = f"/goals/{await caller.goal(await caller.enrolled())}"
            step = f"{goal}/steps/{(await caller.accepted(f'{goal}/steps', PLAN))['step_id']}"
            if_then = {"barrier": "time", "if_this": MARKER, "then_that": MARKER}
            bodies: list[tuple[str, dict[str, Any]]] = [
                (f"{goal}/steps", PLAN | {"criterion": MARKER}),
                (f"{goal}/steps", PLAN | {"criterion": MARKER, "time_zone": "Mars/Kiel"}),
                (f"{goal}/steps", PLAN | {"weekdays": [MARKER], "time_zone": MARKER}),
                (f"{step}/revisions", REVISE | {"criterion": MARKER}),
                (f"{step}/revisions", REVISE | {"criterion": MARKER}),
                (f"{step}/pauses", {MARKER: MARKER}),
                (f"{goal}/contingency-plans", if_then),
                (f"{goal}/contingency-plans", if_then | {"step_id": MARKER}),
                (f"{goal}/contingency-plans", if_then | {"step_id": "no-such-step"}),
                (f"{goal}/reviews", {"attainment": 1, "learned": MARKER}),
                (f"{goal}/reviews", {"attainment": MARKER, "learned": MARKER}),
                (f"{goal}/agreements", {"version": 1, "answer": MARKER, "party": MARKER}),
                (f"{goal}/closings", {"closing": MARKER, "replaced_by": MARKER}),
                ("/participants/robin/goals", SET | {"value_id": MARKER}),
            ]
            answers += [await caller.post(path, body) for path, body in bodies]
            answers += [await caller.get(path) for path in (goal, "/participants/robin/goals")]
        records = await all_records(space)
        service.stop()
        logged = service.said()
    assert [answer.status_code for answer in answers].count(201) == 4
    assert {answer.status_code for answer in answers} == {200, 201, 404, 409, 422}
    assert len(records) == 3 + 4
    seen = [answer.text for answer in answers] + [str((record.value, record.headers)) for record in records]
    assert [one for one in [*seen, logged] if "Kiel" in one] == []
    async with connect(space.mongo, space.database_of("goals")) as database:
        assert "Kiel" not in str([document async for document in database[AGGREGATES].find()])
