"""Goals: set as experiments, revised in versions, reviewed, closed and reopened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.goals.domain.goal import rules
from services.goals.domain.goal.commands import GoalChange
from services.goals.domain.goal.deciding import begin, decide
from services.goals.domain.goal.elsewhere import Elsewhere, ServedValue
from services.goals.domain.goal.evolving import evolve
from services.goals.domain.goal.lifecycle import GoalStatus
from services.goals.domain.history import BrokenHistory
from shared.contracts.codes import Closing
from shared.contracts.envelope import FURTHEST_AHEAD
from shared.contracts.events import GoalClosed, GoalReopened, GoalReviewed, GoalRevised, GoalSet, Target
from shared.contracts.vocabulary import RevisionReason, ValueArea
from tests.unit.goals.journeys import (
    ALL_THERE,
    FAMILY,
    NOW,
    agree,
    close,
    decline,
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

WALKING = Target(measure="steps-walked", at_least=8000.0)
STROLLING = Target(measure="steps-walked", at_least=6000.0)
ALL_BUT_REOPENING: list[GoalChange] = [
    revise(),
    agree(),
    decline(),
    review(),
    close(),
    plan("step-2"),
    revise_step(),
    pause(),
    resume(),
    plan_for(),
]


def test_a_goal_begins_as_version_one_with_sequence_one() -> None:
    event = happened(begin(set_goal(value_area=ValueArea.FAMILY, target=WALKING, importance=8, confidence=5), NOW))
    assert event.data == GoalSet(
        goal_id="goal-1",
        sequence=1,
        version=1,
        value_area=ValueArea.FAMILY,
        review_on=date(2026, 3, 29),
        target=WALKING,
        importance=8,
        confidence=5,
    )
    assert (event.subject, event.source, event.time) == ("shore/robin", "cairn/goals", NOW)


def test_a_goal_that_names_a_value_serves_its_area() -> None:
    family = Elsewhere(value=FAMILY)
    for said in (None, ValueArea.FAMILY):
        fact = happened(begin(set_goal(value_id="value-1", value_area=said), NOW, family)).data
        assert isinstance(fact, GoalSet)
        assert (fact.value_id, fact.value_area) == ("value-1", ValueArea.FAMILY)
    other = begin(set_goal(value_id="value-1", value_area=ValueArea.WORK), NOW, family)
    assert (refused(other).status, refused_fields(other)) == (422, ["value_area"])


def test_a_goal_without_value_and_area_is_told_that_one_is_missing() -> None:
    problem = refused(begin(set_goal(value_area=None), NOW))
    assert (problem.status, refused_fields(problem)) == (422, ["value_area"])
    assert "value_id" in problem.detail


@pytest.mark.parametrize("found", [None, ServedValue("kim", ValueArea.HEALTH)])
def test_a_value_of_nobody_or_of_somebody_else_is_unknown(found: ServedValue | None) -> None:
    problem = refused(begin(set_goal(value_id="value-1"), NOW, Elsewhere(value=found)))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-value", ["value_id"])
    assert "value-1" in problem.detail


def test_an_event_happened_when_the_caller_says_and_otherwise_now() -> None:
    last_week = NOW - timedelta(days=7)
    assert happened(begin(set_goal(occurred_at=last_week), NOW)).time == last_week
    assert happened(begin(set_goal(), NOW)).time == NOW


def test_the_same_command_leads_to_the_same_event_id_at_any_time() -> None:
    earlier, later = begin(set_goal(), NOW), begin(set_goal(), NOW + timedelta(hours=1))
    assert happened(earlier).id == happened(later).id
    assert happened(begin(set_goal(idempotency_key="another"), NOW)).id != happened(earlier).id


def test_a_clock_may_be_a_day_ahead_and_no_more() -> None:
    goal = goal_after(set_goal(), plan())
    edge = NOW + FURTHEST_AHEAD
    too_late = edge + timedelta(microseconds=1)
    commands = [replace(command, occurred_at=too_late) for command in (*ALL_BUT_REOPENING, reopen())]
    for outcome in (begin(set_goal(occurred_at=too_late), NOW), *(decide(goal, one, NOW) for one in commands)):
        assert (refused(outcome).status, refused_fields(outcome)) == (422, ["occurred_at"])
    assert happened(begin(set_goal(occurred_at=edge), NOW)).time == edge


def test_a_clock_that_runs_behind_does_not_disturb_the_order_of_a_goals_events() -> None:
    goal = goal_after(set_goal(), plan())
    behind = happened(decide(goal, revise(occurred_at=NOW - timedelta(hours=3)), NOW))
    assert behind.data.sequence == 3
    assert evolve(goal, behind).current.since < goal.set_at


@pytest.mark.parametrize("at_least", [8001.0, 9000.0])
def test_a_target_spans_a_range(at_least: float) -> None:
    backwards = Target(measure="steps-walked", at_least=at_least, at_most=8000.0)
    goal = goal_after(set_goal())
    for outcome in (begin(set_goal(target=backwards), NOW), decide(goal, revise(target=backwards), NOW)):
        assert refused_fields(outcome) == ["target.at_most"]


def test_a_target_may_be_exact() -> None:
    exact = Target(measure="steps-walked", at_least=8000.0, at_most=8000.0)
    assert goal_after(set_goal(target=exact)).current.target == exact


def test_a_revision_adds_a_version_with_its_reason_and_keeps_the_earlier_one() -> None:
    goal = goal_after(set_goal(target=WALKING), revise(reason=RevisionReason.TOO_HARD, target=STROLLING))
    first, second = goal.versions
    assert (first.number, first.reason, first.target) == (1, None, WALKING)
    assert (second.number, second.reason, second.target) == (2, RevisionReason.TOO_HARD, STROLLING)
    assert goal.current is second


def test_what_a_revision_leaves_out_holds_on() -> None:
    goal = goal_after(set_goal(target=WALKING, hypothesis_note="note-1"))
    fact = happened(decide(goal, revise(), NOW)).data
    assert isinstance(fact, GoalRevised)
    assert (fact.review_on, fact.target, fact.hypothesis_note) == (date(2026, 3, 29), WALKING, "note-1")


def test_rulers_are_answers_of_the_day_and_never_carried_over() -> None:
    goal = goal_after(set_goal(importance=8, confidence=5), revise(confidence=7))
    assert (goal.current.importance, goal.current.confidence) == (None, 7)


def test_a_revision_from_an_older_version_is_told_both_versions() -> None:
    goal = goal_after(set_goal(), revise())
    problem = refused(decide(goal, revise(idempotency_key="again", from_version=1), NOW))
    assert (problem.status, problem.code) == (409, "version-moved-on")
    assert "version 2" in problem.detail
    assert "version 1" in problem.detail


def test_a_review_says_how_far_and_when_to_look_again() -> None:
    goal = goal_after(set_goal(), revise())
    event = happened(decide(goal, review(attainment=-1, next_review_on=date(2026, 4, 12), learned_note="n"), NOW))
    assert event.data == GoalReviewed(
        goal_id="goal-1",
        sequence=3,
        version=2,
        attainment=-1,
        next_review_on=date(2026, 4, 12),
        learned_note="n",
    )
    reviewed = evolve(goal, event)
    assert [(one.version, one.attainment) for one in reviewed.reviews] == [(2, -1)]
    assert (goal.review_on, reviewed.review_on) == (date(2026, 3, 29), date(2026, 4, 12))


def test_a_review_that_names_no_next_one_leaves_the_date_as_it_is() -> None:
    assert goal_after(set_goal(), review()).review_on == date(2026, 3, 29)


def test_a_revision_goes_on_from_the_newest_review_date() -> None:
    goal = goal_after(set_goal(), review(next_review_on=date(2026, 4, 12)), revise())
    assert (goal.current.review_on, goal.review_on) == (date(2026, 4, 12), date(2026, 4, 12))


@pytest.mark.parametrize("closing", Closing)
def test_an_experiment_ends_in_one_of_four_ways(closing: Closing) -> None:
    goal = goal_after(set_goal(), close(closing=closing))
    assert (goal.status, goal.closings[0].closing) == (GoalStatus.CLOSED, closing)


def test_a_replaced_goal_may_name_the_goal_that_goes_on_from_there() -> None:
    replaced = close(closing=Closing.REPLACED, replaced_by="goal-2")
    event = happened(decide(goal_after(set_goal()), replaced, NOW, ALL_THERE))
    assert event.data == GoalClosed(
        goal_id="goal-1", sequence=2, version=1, closing=Closing.REPLACED, replaced_by="goal-2"
    )


@pytest.mark.parametrize("found", [None, "kim"])
def test_a_replacement_of_nobody_or_of_somebody_else_is_unknown(found: str | None) -> None:
    replaced = close(closing=Closing.REPLACED, replaced_by="goal-2")
    problem = refused(decide(goal_after(set_goal()), replaced, NOW, Elsewhere(replacement_of=found)))
    assert (problem.status, problem.code, refused_fields(problem)) == (404, "unknown-goal", ["replaced_by"])


def test_only_a_replaced_goal_names_a_replacement_and_never_itself() -> None:
    goal = goal_after(set_goal())
    for command in (close(replaced_by="goal-2"), close(closing=Closing.REPLACED, replaced_by="goal-1")):
        outcome = decide(goal, command, NOW, ALL_THERE)
        assert (refused(outcome).status, refused_fields(outcome)) == (422, ["replaced_by"])


@pytest.mark.parametrize("command", ALL_BUT_REOPENING, ids=lambda command: type(command).__name__)
def test_a_closed_goal_takes_nothing_but_being_reopened(command: GoalChange) -> None:
    closed = goal_after(set_goal(), plan(), close())
    problem = refused(decide(closed, command, NOW))
    assert (problem.status, problem.code) == (409, "goal-is-closed")
    assert "goal-1 is closed" in problem.detail
    assert problem.hint is not None
    assert "Reopen it" in problem.hint


def test_a_reopened_goal_is_an_experiment_again_with_a_new_review_date() -> None:
    event = happened(decide(goal_after(set_goal(), close()), reopen(), NOW))
    assert event.data == GoalReopened(goal_id="goal-1", sequence=3, version=1, review_on=date(2026, 6, 30))
    goal = goal_after(set_goal(), close(), reopen())
    assert (goal.status, goal.review_on) == (GoalStatus.OPEN, date(2026, 6, 30))
    assert len(goal.closings) == len(goal.reopenings) == 1
    assert goal_after(set_goal(), close(), reopen(), revise()).current.review_on == date(2026, 6, 30)


def test_an_open_goal_is_not_reopened() -> None:
    problem = refused(decide(goal_after(set_goal()), reopen(), NOW))
    assert (problem.status, problem.code) == (409, "goal-is-open")


def test_a_goal_of_another_organization_is_not_known() -> None:
    goal = goal_after(set_goal(), plan())
    for command in (*ALL_BUT_REOPENING, reopen()):
        problem = refused(decide(goal, replace(command, organization="elsewhere"), NOW))
        assert (problem.status, problem.code) == (404, "unknown-goal")
        assert "goal-1" in problem.detail
    assert refused(decide(None, plan(), NOW)).code == "unknown-goal"


def test_a_goal_whose_history_is_full_takes_no_more_but_can_be_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_EVENTS", 3)
    goal = goal_after(set_goal(), plan("step-1"), pause("step-1"))
    for command in ALL_BUT_REOPENING:
        if command != close():
            assert refused(decide(goal, command, NOW)).code == "goal-is-full"
    closed = evolve(goal, happened(decide(goal, close(), NOW)))
    assert refused(decide(closed, reopen(), NOW)).code == "goal-is-full"


def test_a_moment_is_kept_to_the_microsecond() -> None:
    exact = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=UTC)
    goal = goal_after(set_goal(occurred_at=exact), plan(occurred_at=exact))
    assert (goal.set_at, goal.steps[0].current.since) == (exact, exact)


def test_a_history_with_a_gap_a_repetition_or_another_goals_event_is_broken() -> None:
    goal = goal_after(set_goal(), plan("step-1"))
    planned = happened(decide(goal, plan("step-2"), NOW))
    began = happened(begin(set_goal(), NOW))
    broken = [
        (goal_after(set_goal()), planned),
        (evolve(goal, planned), planned),
        (replace(goal, goal_id="goal-2"), planned),
        (None, planned),
        (replace(goal, sequence=0), began),
        (replace(goal, steps=()), happened(decide(goal, pause("step-1"), NOW))),
        (replace(goal, status=GoalStatus.CLOSED), planned),
    ]
    for state, event in broken:
        with pytest.raises(BrokenHistory):
            evolve(state, event)
