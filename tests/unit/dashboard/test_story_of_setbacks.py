"""A setback is information: what stood in the way, the plan, what was learned; and coming back is a strength."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from services.dashboard.story.own_words import Note
from services.dashboard.story.setbacks import Learning, learnings, plans_in
from services.dashboard.story.told import read_setback
from services.dashboard.wording import setbacks as words
from shared.contracts.events import ContingencyPlanned
from shared.contracts.vocabulary import Barrier, SetbackKind
from tests.unit.dashboard.stories import happened
from tests.unit.dashboard.telling import NOTES

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
PLANS = plans_in(
    [
        happened(
            ContingencyPlanned(plan_id="p-1", goal_id="g-1", sequence=3, barrier=Barrier.TIME, words_note="n-plan")
        )
    ]
)


def setback(recovered_at: str | None = None, **said: Any) -> Learning:
    record = {
        "record_id": "b-1",
        "event_id": "e-1",
        "kind": "setback",
        "status": "open",
        "happened_at": "2026-03-11T09:00:00+00:00",
        "said": {"setback_id": "b-1", "kind": "lapse", **said},
        **({"recovered_at": recovered_at} if recovered_at else {}),
    }
    return learnings([read_setback(record)], PLANS, NOTES)[0]


def test_a_setback_names_its_plan_and_what_was_learned_in_their_words() -> None:
    found = setback(barrier="time", plan_used=True, plan_id="p-1", learned_note="n-learned")
    assert found.plan == Note("it rains\nI do the stairs")
    assert found.learned == Note("Mornings are easier.")
    assert words.told(found) == [
        "What stood in the way: time.",
        "They used their contingency plan: that is coping.",
    ]
    assert words.when(found, NOW) == "Wed 11 Mar 2026, 9 days ago"


def test_what_nobody_said_is_not_made_up() -> None:
    found = setback()
    assert (found.plan, found.learned, found.plan_used) == (None, None, None)
    assert words.told(found) == []
    assert setback(plan_id="unknown").plan is None


def test_a_plan_that_was_not_used_is_something_to_look_at_together() -> None:
    told = ["The contingency plan was not used this time: something to look at together."]
    assert words.told(setback(plan_used=False)) == told


@pytest.mark.parametrize(
    ("recovered_at", "said"),
    [
        (None, "How they found their way on has not been told yet."),
        ("2026-03-11T19:00:00Z", "Found their way back the same day."),
        (
            "2026-03-12T08:00:00Z",
            "Found their way back on Thu 12 Mar 2026, 1 day later.",
        ),
        (
            "2026-03-14T08:00:00Z",
            "Found their way back on Sat 14 Mar 2026, 3 days later.",
        ),
    ],
)
def test_coming_back_is_told_with_how_long_it_took(recovered_at: str | None, said: str) -> None:
    assert words.recovery(setback(recovered_at), NOW) == said


def test_a_setback_that_was_taken_back_is_left_out() -> None:
    said = {"setback_id": "b-1", "kind": "lapse"}
    record = {"happened_at": "2026-03-11T09:00:00Z", "said": said, "retracted": {"reason": "taken-back"}}
    assert learnings([read_setback(record)], PLANS, NOTES) == []


def test_every_code_has_its_words() -> None:
    assert set(words.KIND) == set(SetbackKind)
    for barrier in Barrier:
        assert words.told(setback(barrier=barrier.value))[0].startswith("What stood in the way: ")
