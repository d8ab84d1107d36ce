"""A goal's history is told as an experiment: versions with reasons, answers, reviews and plans, in people's words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.dashboard.story.experiments import in_order
from services.dashboard.story.own_words import IfThen, Note, Notes, if_then
from services.dashboard.story.told import Standing, read_listed_goal
from services.dashboard.wording import goals as words
from shared.contracts.codes import Closing, Party
from shared.contracts.vocabulary import Barrier, RevisionReason, ValueArea
from tests.unit.dashboard.telling import GOAL, HYPOTHESIS, TODAY, a_goal

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)


def listed(goal_id: str, status: str, since: str) -> dict[str, Any]:
    kept = {name: GOAL[name] for name in ("value_area", "value_id", "review_on", "standing", "sequence")}
    return {**kept, "goal_id": goal_id, "status": status, "current": {**GOAL["versions"][0], "since": since}}


def test_the_newest_version_comes_first_and_the_others_stay() -> None:
    goal = a_goal()
    assert goal.now.number == 2
    assert [chapter.number for chapter in goal.earlier] == [1]
    assert words.version(goal.now, NOW) == "Version 2 since Tue 10 Mar 2026, because it asked for too much at once."
    assert words.version(goal.earlier[0], NOW) == "Version 1, set on Sun 1 Mar 2026."


def test_what_they_said_is_shown_in_their_own_words() -> None:
    goal = a_goal()
    assert goal.value == Note("Being there for my kids")
    assert goal.matters == 9
    assert goal.now.hypothesis == Note(HYPOTHESIS)
    assert goal.earlier[0].looks[0].learned == Note("Mornings are easier.")


def test_words_that_are_not_released_are_known_to_be_kept() -> None:
    goal = a_goal(Notes())
    assert goal.now.hypothesis == Note(None)
    assert a_goal(versions=[{**GOAL["versions"][0], "hypothesis_note": None}]).now.hypothesis is None


def test_the_newest_answer_of_each_party_to_each_version_holds() -> None:
    goal = a_goal()
    assert goal.now.answers == {Party.PARTICIPANT: Standing.AGREED, Party.CLINICIAN: Standing.DRAFT}
    assert words.answers(goal.now) == ["The participant said yes", "The clinician has not answered yet"]
    assert words.answers(goal.earlier[0]) == ["The participant said yes", "The clinician said “not like this”"]


@pytest.mark.parametrize(
    ("participant", "clinician", "said"),
    [
        (None, None, "Draft"),
        (None, "agreed", "Draft"),
        ("declined", "agreed", "Draft"),
        ("agreed", None, "Agreed by the participant"),
        ("agreed", "declined", "Agreed by the participant"),
        ("agreed", "agreed", "Agreed by both"),
    ],
)
def test_a_plan_without_the_participants_yes_is_a_draft(
    participant: str | None, clinician: str | None, said: str
) -> None:
    given = {"participant": participant, "clinician": clinician}
    answers = [{"version": 2, "party": party, "answer": answer} for party, answer in given.items() if answer]
    assert words.state(a_goal(agreements=answers)) == said


def test_a_closed_goal_is_no_draft() -> None:
    closing = {"sequence": 9, "at": "2026-03-15T09:00:00Z", "version": 2, "closing": "achieved", "replaced_by": None}
    goal = a_goal(status="closed", agreements=[], closings=[closing])
    assert words.state(goal) == "Ended"
    assert [words.turn(turn, NOW) for turn in goal.turns] == ["Reached on Sun 15 Mar 2026."]


def test_endings_and_new_beginnings_come_in_their_order() -> None:
    ends = [
        {"at": f"2026-03-{day}T09:00:00Z", "closing": closing}
        for day, closing in ((11, "set-aside"), (19, "sustained"))
    ]
    again = [{"at": "2026-03-15T09:00:00Z", "review_on": "2026-04-12"}]
    told = [words.turn(turn, NOW) for turn in a_goal(closings=ends, reopenings=again).turns]
    assert told == [
        "Set aside on Wed 11 Mar 2026.",
        "Taken up again on Sun 15 Mar 2026.",
        "Part of everyday life by now: it ended well on Thu 19 Mar 2026.",
    ]


@pytest.mark.parametrize(
    ("attainment", "said"),
    [
        (-2, "much less than hoped for"),
        (-1, "less than hoped for"),
        (0, "as hoped for"),
        (1, "more than hoped for"),
        (2, "much more than hoped for"),
    ],
)
def test_what_was_reached_is_said_in_words(attainment: int, said: str) -> None:
    look = a_goal(reviews=[{**GOAL["reviews"][0], "attainment": attainment}]).earlier[0].looks[0]
    assert words.look(look, NOW) == f"Looked at it together on Mon 9 Mar 2026: {said}."


def test_an_aim_and_rulers_are_said_where_they_were_given() -> None:
    goal = a_goal()
    assert list(words.plan(goal.now)) == ["Aim: at least 6,000 steps walked a day.", "Confidence 7 of 10."]
    assert list(words.plan(goal.earlier[0]))[1] == "Importance 8, confidence 4 of 10."
    bare = {**GOAL["versions"][0], "target": None, "importance": None, "confidence": None}
    assert list(words.plan(a_goal(versions=[bare]).now)) == []


def test_a_review_that_is_due_says_since_when() -> None:
    assert words.review_on(TODAY, TODAY) == "Review on Fri 20 Mar 2026."
    assert words.review_on(TODAY - timedelta(days=1), TODAY) == "A review is due since Thu 19 Mar 2026."


def test_days_are_those_of_the_sites_zone() -> None:
    from zoneinfo import ZoneInfo

    late = {**GOAL["versions"][0], "since": "2026-03-01T23:30:00Z"}
    in_vienna = NOW.astimezone(ZoneInfo("Europe/Vienna"))
    assert words.version(a_goal(versions=[late]).now, in_vienna) == "Version 1, set on Mon 2 Mar 2026."


def test_an_if_then_plan_has_two_halves() -> None:
    plan = a_goal().foreseen[0]
    assert plan.barrier is Barrier.SOMETHING_ELSE
    assert if_then(plan.words) == IfThen("it rains", "I do the stairs")
    assert if_then(Note("one line only")) is None
    assert if_then(Note(None)) is None
    assert if_then(None) is None


def test_goals_that_go_on_come_first_and_among_them_what_changed_last() -> None:
    goals = [
        listed("ended", "closed", "2026-03-19T09:00:00Z"),
        listed("older", "open", "2026-03-01T09:00:00Z"),
        listed("newer", "open", "2026-03-05T09:00:00Z"),
    ]
    assert [goal.goal_id for goal in in_order(map(read_listed_goal, goals))] == ["newer", "older", "ended"]


def test_a_supporter_who_is_not_told_of_steps_sees_the_goal_without_plans() -> None:
    told = {name: value for name, value in GOAL.items() if name not in ("steps", "plans")}
    from services.dashboard.story.experiments import experiment
    from services.dashboard.story.told import read_goal

    goal = experiment(read_goal(told), {}, Notes())
    assert goal.foreseen == []
    assert goal.value is None


def test_every_code_has_its_words() -> None:
    assert set(words.AREA) == set(ValueArea)
    assert set(words.WHEN) == set(Barrier)
    for reason in RevisionReason:
        version = {**GOAL["versions"][1], "reason": reason.value}
        assert words.version(a_goal(versions=[version]).now, NOW).startswith("Version 2 since ")
    for closing in Closing:
        turn = a_goal(closings=[{"at": "2026-03-15T09:00:00Z", "closing": closing.value}]).turns[0]
        assert words.turn(turn, NOW).endswith("Sun 15 Mar 2026.")


def test_the_review_date_is_the_goals_newest() -> None:
    assert a_goal().review_on == date(2026, 4, 12)
