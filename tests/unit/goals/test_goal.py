"""Goals: what may be asked of them, and what then has happened."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.goals.domain import deciding
from services.goals.domain.deciding import begin, decide
from services.goals.domain.goal import BrokenHistory, evolve
from shared.contracts.envelope import FURTHEST_AHEAD
from shared.contracts.events import GoalRevised, GoalSet, StepPlanned, Target
from shared.contracts.vocabulary import Period, RevisionReason, ValueArea
from tests.unit.goals.journeys import NOW, goal_after, happened, plan, refused, revise, set_goal

WALKING = Target(measure="steps-walked", at_least=8000.0)
STROLLING = Target(measure="steps-walked", at_least=6000.0)


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


def test_an_event_happened_when_the_caller_says_and_otherwise_now() -> None:
    last_week = NOW - timedelta(days=7)
    assert happened(begin(set_goal(occurred_at=last_week), NOW)).time == last_week
    assert happened(begin(set_goal(), NOW)).time == NOW


def test_the_same_command_leads_to_the_same_event_id_at_any_time() -> None:
    earlier, later = begin(set_goal(), NOW), begin(set_goal(), NOW + timedelta(hours=1))
    assert happened(earlier).id == happened(later).id
    assert happened(begin(set_goal(idempotency_key="another"), NOW)).id != happened(earlier).id


def test_a_clock_may_be_a_day_ahead_and_no_more() -> None:
    goal = goal_after(set_goal())
    edge = NOW + FURTHEST_AHEAD
    for too_late in (
        begin(set_goal(occurred_at=edge + timedelta(microseconds=1)), NOW),
        decide(goal, revise(occurred_at=edge + timedelta(microseconds=1)), NOW),
        decide(goal, plan(occurred_at=edge + timedelta(microseconds=1)), NOW),
    ):
        problem = refused(too_late)
        assert (problem.status, [field.field for field in problem.fields]) == (422, ["occurred_at"])
    assert happened(begin(set_goal(occurred_at=edge), NOW)).time == edge


@pytest.mark.parametrize("at_least", [8001.0, 9000.0])
def test_a_target_spans_a_range(at_least: float) -> None:
    backwards = Target(measure="steps-walked", at_least=at_least, at_most=8000.0)
    goal = goal_after(set_goal())
    for outcome in (begin(set_goal(target=backwards), NOW), decide(goal, revise(target=backwards), NOW)):
        assert [field.field for field in refused(outcome).fields] == ["target.at_most"]


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


def test_a_step_is_planned_with_the_goals_next_sequence() -> None:
    goal = goal_after(set_goal(), plan("step-1"), revise())
    event = happened(decide(goal, plan("step-2", difficulty=4.0, days_per_week=3, builds_on="step-1"), NOW))
    assert event.data == StepPlanned(
        step_id="step-2",
        goal_id="goal-1",
        sequence=4,
        measure="minutes-walked",
        at_least=10.0,
        per=Period.DAY,
        starts_on=date(2026, 3, 2),
        due_on=date(2026, 3, 8),
        days_per_week=3,
        difficulty=4.0,
        builds_on="step-1",
    )
    assert event.subject == "shore/robin"


def test_a_step_may_last_one_day_but_not_end_before_it_starts() -> None:
    goal = goal_after(set_goal())
    day = date(2026, 3, 2)
    assert happened(decide(goal, plan(starts_on=day, due_on=day), NOW))
    problem = refused(decide(goal, plan(starts_on=day, due_on=day - timedelta(days=1)), NOW))
    assert (problem.status, [field.field for field in problem.fields]) == (422, ["due_on"])


def test_a_step_builds_on_a_step_of_its_own_goal_only() -> None:
    goal = goal_after(set_goal(), plan("step-1"))
    problem = refused(decide(goal, plan("step-2", builds_on="step-of-another-goal"), NOW))
    assert (problem.status, problem.code) == (404, "unknown-step")
    assert "step-of-another-goal" in problem.detail
    assert [field.field for field in problem.fields] == ["builds_on"]


def test_a_goal_of_another_organization_is_not_known() -> None:
    goal = goal_after(set_goal())
    for command in (plan(organization="elsewhere"), revise(organization="elsewhere")):
        problem = refused(decide(goal, command, NOW))
        assert (problem.status, problem.code) == (404, "unknown-goal")
        assert "goal-1" in problem.detail
    assert refused(decide(None, plan(), NOW)).code == "unknown-goal"


def test_a_full_goal_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deciding, "MOST_STEPS", 2)
    monkeypatch.setattr(deciding, "MOST_VERSIONS", 2)
    goal = goal_after(set_goal(), plan("step-1"), plan("step-2"), revise())
    for command in (plan("step-3"), revise(from_version=2)):
        assert refused(decide(goal, command, NOW)).code == "goal-is-full"


def test_a_moment_is_kept_to_the_microsecond() -> None:
    exact = datetime(2026, 2, 3, 4, 5, 6, 789012, tzinfo=UTC)
    goal = goal_after(set_goal(occurred_at=exact), plan(occurred_at=exact))
    assert (goal.current.since, goal.steps[0].planned_at) == (exact, exact)


def test_a_history_with_a_gap_a_repetition_or_another_goals_event_is_broken() -> None:
    goal = goal_after(set_goal(), plan("step-1"))
    planned = happened(decide(goal, plan("step-2"), NOW))
    with pytest.raises(BrokenHistory):
        evolve(goal_after(set_goal()), planned)
    with pytest.raises(BrokenHistory):
        evolve(evolve(goal, planned), planned)
    with pytest.raises(BrokenHistory):
        evolve(replace(goal, goal_id="goal-2"), planned)
    with pytest.raises(BrokenHistory):
        evolve(None, planned)
