"""What people say in their own words is in their notes, and nowhere else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from services.goals.notes import NOTES
from services.goals.store import AGGREGATES
from shared.runtime.settings import Settings
from shared.runtime.store import connect
from tests.integration.goals.callers import REVISE, SET, Caller, process
from tests.integration.goals.published import all_records

pytestmark = pytest.mark.stack

MARKER = "my sister in Kiel"


async def test_a_hypothesis_is_kept_as_a_note_that_answers_only_name(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    first = await caller.accepted("/participants/robin/goals", SET | {"hypothesis": f"{MARKER} one"}, "set")
    path = f"/goals/{first['goal_id']}"
    await caller.accepted(f"{path}/revisions", REVISE | {"hypothesis": f"{MARKER} two"}, "revise")
    await caller.accepted(f"{path}/revisions", REVISE | {"from_version": 2})
    versions = (await caller.get(path)).json()["versions"]
    async with connect(space.mongo, space.database_of("goals")) as database:
        notes = {note["_id"]: note async for note in database[NOTES].find()}
    said = [notes[version["hypothesis_note"]]["text"] for version in versions]
    assert said == [f"{MARKER} one", f"{MARKER} two", f"{MARKER} two"]
    assert {note["subject"] for note in notes.values()} == {"shore/robin"}


async def test_a_retry_and_a_refused_command_leave_no_text_behind(caller: Caller, space: Settings) -> None:
    await caller.enrolled()
    goal = await caller.accepted("/participants/robin/goals", SET | {"hypothesis": MARKER}, "set")
    await caller.accepted("/participants/robin/goals", SET | {"hypothesis": MARKER}, "set")
    revisions = f"/goals/{goal['goal_id']}/revisions"
    for path, body, key in (
        ("/participants/robin/goals", SET | {"hypothesis": "another"}, "set"),
        ("/participants/kim/goals", SET | {"hypothesis": "another"}, "unknown"),
        (revisions, REVISE | {"hypothesis": "another", "from_version": 7}, "moved"),
        (revisions, REVISE | {"hypothesis": "another", "occurred_at": "2999-01-01T00:00:00Z"}, "future"),
    ):
        assert (await caller.post(path, body, key)).status_code in {404, 409, 422}
    async with connect(space.mongo, space.database_of("goals")) as database:
        assert [note["text"] async for note in database[NOTES].find()] == [MARKER]


async def test_free_text_is_on_no_topic_in_no_log_and_in_no_answer(space: Settings, tmp_path: Path) -> None:
    answers: list[httpx.Response] = []
    loud = space.model_copy(update={"log_level": "DEBUG"})
    with process(loud, tmp_path) as service:
        async with httpx.AsyncClient(base_url=service.url) as client:
            caller = Caller(client)
            await caller.enrolled()
            goals = "/participants/robin/goals"
            goal_id = await caller.goal(hypothesis=MARKER)
            bodies: list[tuple[str, dict[str, Any], str]] = [
                (goals, SET | {"hypothesis": MARKER}, "a"),
                (goals, SET | {"hypothesis": f"{MARKER}, or not"}, "a"),
                (f"/goals/{goal_id}/revisions", REVISE | {"hypothesis": MARKER}, "b"),
                (f"/goals/{goal_id}/revisions", REVISE | {"hypothesis": MARKER}, "c"),
                (goals, SET | {"hypothesis": f"{MARKER} " * 200}, "d"),
                (goals, SET | {"hypothesis": {MARKER: MARKER}}, "e"),
                (goals, SET | {MARKER: MARKER}, "f"),
                (goals, SET | {"value_area": MARKER, "review_on": MARKER, "occurred_at": MARKER}, "g"),
                (goals, SET | {"target": {"measure": MARKER, "at_least": MARKER}}, "h"),
                ("/participants/kim/goals", SET | {"hypothesis": MARKER}, "i"),
                (f"/participants/{MARKER}/goals", SET, "j"),
                (f"/goals/{MARKER}/steps", SET, MARKER),
            ]
            answers += [await caller.post(*one) for one in bodies]
            answers.append(await caller.post(goals, f'{{"hypothesis": "{MARKER}'.encode(), "k"))
            answers.append(await caller.get(f"/goals/{goal_id}"))
        records = await all_records(space)
        service.stop()
        logged = service.said()
    assert {answer.status_code for answer in answers} == {200, 201, 400, 404, 409, 422}
    assert len(records) == 4
    seen = [answer.text for answer in answers] + [str((record.value, record.headers)) for record in records]
    assert [one for one in [*seen, logged] if MARKER in one or "Kiel" in one] == []
    async with connect(space.mongo, space.database_of("goals")) as database:
        assert "Kiel" not in str([document async for document in database[AGGREGATES].find()])
        assert "Kiel" in str([note async for note in database[NOTES].find()])
