"""Steps: small, dated where the participant lives, in order, revised at once; and plans for barriers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from services.goals.domain.goal.commands import GoalChange
from services.goals.domain.goal.days import day_of
from services.goals.domain.goal.deciding import decide
from services.goals.domain.goal.elsewhere import Elsewhere
from services.goals.domain.goal.evolving import evolve
from services.goals.domain.goal.lifecycle import StepStatus
from shared.contracts.codes import Weekday
from shared.contracts.events import ContingencyPlanned, StepPlanned, StepRevised
from shared.contracts.vocabulary import Barrier, Period, RevisionReason
from tests.unit.goals.journeys import (
    ALL_THERE,
    NOW,
    close,
    goal_after,
    happened,
    pause,
    plan,
    plan_for,
    refused,
    refused_fields,
    reopen,
    resume,
    review,
    revise,
    revise_step,
    set_goal,
)

A_DAY = timedelta(days=1)
SET_ON = NOW.date()
REVIEW_ON = date(2026, 3, 29)
MWF = (Weekday.MONDAY, Weekday.WEDNESDAY, Weekday.FRIDAY)


def test_a_step_is_planned_with_the_goals_next_sequence() -> None:
    goal = goal_after(set_goal(), plan("step-1"), revise())
    said: dict[str, Any] = {
        "difficulty": 4.0,
        "weekdays": MWF,
        "time_zone": "Europe/Vienna",
        "builds_on": "step-1",
        "strength_id": "strength-1",
        "criterion_note": "note-1",
    }
    event = happened(decide(goal, plan("step-2", **said), NOW, ALL_THERE))
    assert event.data == StepPlanned(
        step_id="step-2",
        goal_id="goal-1",
        sequence=4,
        measure="minutes-walked",
        at_least=10.0,
        per=Period.DAY,
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 3, 8),
        difficulty=4.0,
        weekdays=MWF,
        time_zone="Europe/Vienna",
        builds_on="step-1",
        strength_id="strength-1",
        criterion_note="note-1",
    )
    assert event.subject == "shore/robin"


def test_a_step_may_last_one_day_but_not_end_before_it_starts() -> None:
    goal = goal_after(set_goal())
    day = date(2026, 3, 2)
    assert happened(decide(goal, plan(starts_on=day, due_on=day), NOW))
    outcome = decide(goal, plan(starts_on=day, due_on=day - A_DAY), NOW)
    assert (refused(outcome).status, refused_fields(outcome)) == (422, ["due_on"])


def test_a_step_is_on_weekdays_or_on_so_many_days_and_names_none_twice() -> None:
    goal = goal_after(set_goal())
    for said in ({"weekdays": MWF, "days_per_week": 3}, {"weekdays": (Weekday.MONDAY, Weekday.MONDAY)}):
        outcome = decide(goal, plan(**said), NOW)
        assert (refused(outcome).status, refused_fields(outcome)) == (422, ["weekdays"])


@pytest.mark.parametrize("zone", ["Mars/Olympus", "America", "europe/vienna", "localtime", "right/Europe/Vienna"])
def test_a_zone_that_nobody_knows_is_refused(zone: str) -> None:
    outcome = decide(goal_after(set_goal()), plan(time_zone=zone), NOW)
    assert (refused(outcome).status, refused_fields(outcome)) == (422, ["time_zone"])
    assert zone not in refused(outcome).detail


def test_a_step_lies_within_its_goals_dates_give_or_take_a_day() -> None:
    goal = goal_after(set_goal())
    assert happened(decide(goal, plan(starts_on=SET_ON - A_DAY, due_on=REVIEW_ON + A_DAY), NOW))
    early = decide(goal, plan(starts_on=SET_ON - 2 * A_DAY), NOW)
    assert (refused(early).status, refused_fields(early)) == (422, ["starts_on"])
    assert "the goal was set on 2026-03-01" in refused(early).detail
    late = decide(goal, plan(due_on=REVIEW_ON + 2 * A_DAY), NOW)
    assert (refused(late).status, refused_fields(late)) == (422, ["due_on"])
    assert "review on 2026-03-29" in refused(late).detail


@pytest.mark.parametrize(
    "moved",
    [[revise(review_on=date(2026, 5, 1))], [review(next_review_on=date(2026, 5, 1))], [close(), reopen()]],
    ids=["revised", "reviewed", "reopened"],
)
def test_the_newest_review_date_counts_whoever_named_it(moved: list[GoalChange]) -> None:
    late = plan(due_on=date(2026, 5, 2))
    assert refused_fields(decide(goal_after(set_goal()), late, NOW)) == ["due_on"]
    assert happened(decide(goal_after(set_goal(), *moved), late, NOW))


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), "Europe/Vienna", date(2026, 3, 29)),  # the hour before 2 is 3
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), "Europe/Vienna", date(2026, 3, 29)),  # a day of 23 hours
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), "Europe/Vienna", date(2026, 3, 30)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=UTC), "Europe/Vienna", date(2026, 10, 25)),  # a day of 25 hours
        (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), "Europe/Vienna", date(2026, 10, 25)),
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), "Pacific/Kiritimati", date(2026, 3, 2)),
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), "Pacific/Niue", date(2026, 2, 28)),
        (datetime(2026, 3, 1, 10, 0, tzinfo=UTC), None, date(2026, 3, 1)),
        (datetime.min.replace(tzinfo=UTC), "America/New_York", date.min),
        (datetime.max.replace(tzinfo=UTC), "Asia/Tokyo", date.max),
    ],
)
def test_a_day_is_the_day_that_it_was_there_through_every_change_of_clocks(
    moment: datetime, zone: str | None, day: date
) -> None:
    assert day_of(moment, zone) == day


def test_the_day_a_goal_was_set_is_a_day_in_the_steps_zone() -> None:
    goal = goal_after(set_goal(occurred_at=datetime(2026, 3, 1, 10, 0, tzinfo=UTC)))
    earliest = {None: date(2026, 2, 28), "Pacific/Kiritimati": date(2026, 3, 1), "Pacific/Niue": date(2026, 2, 27)}
    for zone, day in earliest.items():
        assert happened(decide(goal, plan(time_zone=zone, starts_on=day), NOW))
        assert refused_fields(decide(goal, plan(time_zone=zone, starts_on=day - A_DAY), NOW)) == ["starts_on"]


def test_dates_at_both_ends_of_the_calendar_are_only_too_early_or_too_late() -> None:
    goal = goal_after(set_goal())
    assert refused_fields(decide(goal, plan(starts_on=date.min), NOW)) == ["starts_on"]
    assert refused_fields(decide(goal, plan(due_on=date.max), NOW)) == ["due_on"]


@pytest.mark.parametrize("command", [plan("step-2", builds_on="elsewhere"), revise_step(builds_on="elsewhere")])
def test_a_step_builds_on_a_step_of_its_own_goal_only(command: GoalChange) -> None:
    problem = refused(decide(goal_after(set_goal(), plan("step-1")), command, NOW))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-step", ["builds_on"])
    assert "elsewhere" in problem.detail


def test_steps_never_build_on_each_other_in_a_circle() -> None:
    goal = goal_after(
        set_goal(), plan("step-1"), plan("step-2", builds_on="step-1"), plan("step-3", builds_on="step-2")
    )
    for foundation in ("step-1", "step-2", "step-3"):
        problem = refused(decide(goal, revise_step("step-1", builds_on=foundation), NOW))
        assert (problem.status, problem.code) == (409, "steps-in-a-circle")
        assert refused_fields(problem) == ["builds_on"]
        assert foundation in problem.detail
    assert happened(decide(goal, revise_step("step-3", builds_on="step-1"), NOW))


def test_the_order_of_steps_may_be_turned_around_once_nothing_holds_it() -> None:
    goal = goal_after(
        set_goal(),
        plan("step-1"),
        plan("step-2", builds_on="step-1"),
        revise_step("step-2", without=frozenset({"builds_on"})),
        revise_step("step-1", builds_on="step-2"),
    )
    assert [step.current.plan.builds_on for step in goal.steps] == ["step-2", None]


@pytest.mark.parametrize("found", [None, "kim"])
@pytest.mark.parametrize("command", [plan("step-2", strength_id="s-1"), revise_step(strength_id="s-1")])
def test_a_strength_of_nobody_or_of_somebody_else_is_unknown(command: GoalChange, found: str | None) -> None:
    goal = goal_after(set_goal(), plan("step-1"))
    problem = refused(decide(goal, command, NOW, Elsewhere(strength_of=found)))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-strength", ["strength_id"])


def test_a_strength_that_a_step_leans_on_stays_without_being_named_again() -> None:
    goal = goal_after(set_goal(), plan(strength_id="s-1"))
    fact = happened(decide(goal, revise_step(), NOW)).data
    assert isinstance(fact, StepRevised)
    assert fact.strength_id == "s-1"


def test_a_revision_says_the_whole_new_plan_and_keeps_the_earlier_one() -> None:
    goal = goal_after(set_goal(), plan(days_per_week=3, difficulty=6.0))
    event = happened(decide(goal, revise_step(at_least=5.0, difficulty=3.0), NOW))
    assert event.data == StepRevised(
        step_id="step-1",
        goal_id="goal-1",
        sequence=3,
        version=2,
        reason=RevisionReason.TOO_HARD,
        measure="minutes-walked",
        at_least=5.0,
        per=Period.DAY,
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 3, 8),
        days_per_week=3,
        difficulty=3.0,
    )
    first, second = evolve(goal, event).steps_by_id["step-1"].versions
    assert (first.number, first.reason, first.plan.at_least) == (1, None, 10.0)
    assert (second.number, second.reason, second.plan.at_least) == (2, RevisionReason.TOO_HARD, 5.0)


def test_a_revision_takes_away_what_it_names_but_nothing_that_a_step_needs() -> None:
    named = frozenset({"difficulty", "days_per_week", "measure", "due_on", "colour"})
    goal = goal_after(set_goal(), plan(days_per_week=3, difficulty=6.0), revise_step(without=named))
    planned = goal.steps_by_id["step-1"].current.plan
    assert (planned.difficulty, planned.days_per_week) == (None, None)
    assert (planned.measure, planned.due_on) == ("minutes-walked", date(2026, 3, 8))


def test_weekdays_replace_so_many_days_a_week_and_the_other_way() -> None:
    goal = goal_after(set_goal(), plan(days_per_week=3), revise_step(weekdays=MWF))
    planned = goal.steps_by_id["step-1"].current.plan
    assert (planned.weekdays, planned.days_per_week) == (MWF, None)
    again = evolve(goal, happened(decide(goal, revise_step(from_version=2, days_per_week=2), NOW)))
    planned = again.steps_by_id["step-1"].current.plan
    assert (planned.weekdays, planned.days_per_week) == (None, 2)
    both = decide(goal, revise_step(from_version=2, weekdays=MWF, days_per_week=2), NOW)
    assert refused_fields(both) == ["weekdays"]


def test_what_a_revision_plans_has_to_hold_together_as_for_a_new_step() -> None:
    goal = goal_after(set_goal(), plan())
    for said, field in (
        ({"due_on": date(2026, 3, 1)}, "due_on"),
        ({"due_on": REVIEW_ON + 2 * A_DAY}, "due_on"),
        ({"starts_on": SET_ON - 2 * A_DAY}, "starts_on"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"weekdays": (Weekday.MONDAY, Weekday.MONDAY)}, "weekdays"),
    ):
        outcome = decide(goal, revise_step(**said), NOW)
        assert (refused(outcome).status, refused_fields(outcome)) == (422, [field])


def test_a_step_revised_from_an_older_version_is_told_both_versions() -> None:
    goal = goal_after(set_goal(), plan(), revise_step())
    problem = refused(decide(goal, revise_step(idempotency_key="again"), NOW))
    assert (problem.status, problem.code) == (409, "version-moved-on")
    assert "step is at version 2" in problem.detail
    assert "version 1" in problem.detail


@pytest.mark.parametrize("command", [revise_step("step-9"), pause("step-9"), resume("step-9")])
def test_a_step_of_another_goal_is_unknown(command: GoalChange) -> None:
    problem = refused(decide(goal_after(set_goal(), plan()), command, NOW))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-step", ["step_id"])


def test_a_step_rests_and_goes_on_and_may_be_revised_meanwhile() -> None:
    resting = goal_after(set_goal(), plan("step-1"), plan("step-2"), pause("step-1"), revise_step("step-1"))
    assert [step.status for step in resting.steps] == [StepStatus.PAUSED, StepStatus.PLANNED]
    going_on = evolve(resting, happened(decide(resting, resume("step-1"), NOW)))
    assert going_on.steps_by_id["step-1"].status is StepStatus.PLANNED
    assert len(going_on.steps_by_id["step-1"].versions) == 2


def test_a_contingency_plan_is_for_a_goal_or_for_one_of_its_steps() -> None:
    goal = goal_after(set_goal(), plan())
    for step_id in (None, "step-1"):
        event = happened(decide(goal, plan_for(Barrier.HEALTH, step_id=step_id, words_note="note-1"), NOW))
        assert event.data == ContingencyPlanned(
            plan_id="plan-1",
            goal_id="goal-1",
            sequence=3,
            barrier=Barrier.HEALTH,
            step_id=step_id,
            words_note="note-1",
        )
        assert [one.step_id for one in evolve(goal, event).plans] == [step_id]
    problem = refused(decide(goal, plan_for(step_id="step-9"), NOW))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-step", ["step_id"])
