"""What must hold for the steps of a goal: for what a step plans, first or revised, and for what is done with it.

To add a rule, name it for what must hold and put it into its list: the OpenAPI document reads these lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from services.goals.domain.goal import lifecycle
from services.goals.domain.goal.commands import (
    PauseStep,
    PlanStep,
    ResumeStep,
    ReviseStep,
    StepChange,
    leads_to,
)
from services.goals.domain.goal.days import day_of, is_known_zone
from services.goals.domain.goal.elsewhere import Elsewhere
from services.goals.domain.goal.refusals import (
    step_is_not_paused,
    step_is_paused,
    step_is_planned,
    steps_in_a_circle,
    unknown_step,
    unknown_strength,
)
from services.goals.domain.goal.rules import OF_WHAT_GOES_ON
from services.goals.domain.goal.state import MAY_BE_LEFT_OUT, PLANNED, Goal, StepPlan
from services.goals.domain.refusals import invalid, version_moved_on
from shared.contracts.problems import Problem

ZONES_APART = timedelta(days=1)
"""How far a step may reach over its goal's dates: whoever set the goal may have read another calendar."""


def a_step_ends_after_it_starts(goal: Goal, plan: StepPlan) -> Problem | None:
    """A step of one day starts and ends on that day."""
    return invalid("due_on", "is before starts_on") if plan.due_on < plan.starts_on else None


def a_step_is_on_days_of_the_week_or_on_so_many(goal: Goal, plan: StepPlan) -> Problem | None:
    """Not both: they could contradict each other."""
    if plan.weekdays is not None and plan.days_per_week is not None:
        return invalid("weekdays", "and days_per_week cannot both be said")
    return None


def a_weekday_is_named_once(goal: Goal, plan: StepPlan) -> Problem | None:
    """Twice on one day is a matter of the measure."""
    if plan.weekdays is not None and len(set(plan.weekdays)) < len(plan.weekdays):
        return invalid("weekdays", "names a day twice")
    return None


def a_steps_time_zone_is_known(goal: Goal, plan: StepPlan) -> Problem | None:
    """Its days are days there."""
    if plan.time_zone is not None and not is_known_zone(plan.time_zone):
        return invalid("time_zone", "is not a name of the IANA time zone database, such as Europe/Vienna")
    return None


def a_step_starts_when_its_goal_was_set(goal: Goal, plan: StepPlan) -> Problem | None:
    """Or later: an experiment has no steps before it began."""
    set_on = day_of(goal.set_at, plan.time_zone)
    if set_on - plan.starts_on > ZONES_APART:
        return invalid("starts_on", f"is before the goal was set on {set_on}")
    return None


def a_step_ends_by_the_review_of_its_goal(goal: Goal, plan: StepPlan) -> Problem | None:
    """What is learned from a step is looked at in the review."""
    if plan.due_on - goal.review_on > ZONES_APART:
        return invalid("due_on", f"is after the goal's review on {goal.review_on}")
    return None


def a_step_builds_on_a_step_of_its_goal(goal: Goal, plan: StepPlan) -> Problem | None:
    """Small steps follow on each other within a goal."""
    if plan.builds_on is not None and plan.builds_on not in goal.steps_by_id:
        return unknown_step("builds_on", plan.builds_on)
    return None


PLAN_RULES = (
    a_step_ends_after_it_starts,
    a_step_is_on_days_of_the_week_or_on_so_many,
    a_weekday_is_named_once,
    a_steps_time_zone_is_known,
    a_step_starts_when_its_goal_was_set,
    a_step_ends_by_the_review_of_its_goal,
    a_step_builds_on_a_step_of_its_goal,
)


def a_step_is_planned_once(goal: Goal, command: PlanStep, elsewhere: Elsewhere) -> Problem | None:
    """What happens to a step that is there is a revision."""
    known = goal.steps_by_id.get(command.step_id)
    status = known.status if known else None
    return None if (status, leads_to(command)) in lifecycle.STEP else step_is_planned(command.step_id)


def a_new_step_can_be_done(goal: Goal, command: PlanStep, elsewhere: Elsewhere) -> Problem | None:
    """What it plans holds together."""
    return _refused(goal, command.plan)


def a_strength_is_the_participants_own(
    goal: Goal, command: PlanStep | ReviseStep, elsewhere: Elsewhere
) -> Problem | None:
    """A step leans on what its own person does well."""
    strength_id = command.plan.strength_id if isinstance(command, PlanStep) else command.strength_id
    if strength_id is None or elsewhere.strength_of == goal.participant_id:
        return None
    return unknown_strength(strength_id)


def the_step_is_one_of_the_goal(goal: Goal, command: StepChange, elsewhere: Elsewhere) -> Problem | None:
    """A step is changed under its own goal; the rules after this one find it there."""
    return None if command.step_id in goal.steps_by_id else unknown_step("step_id", command.step_id)


def a_step_is_revised_from_its_newest_version(
    goal: Goal, command: ReviseStep, elsewhere: Elsewhere
) -> Problem | None:
    """Nobody's revision is overwritten by somebody who had not read it."""
    newest = goal.steps_by_id[command.step_id].current.number
    return version_moved_on("step", command.from_version, newest) if command.from_version != newest else None


def a_revised_step_can_be_done(goal: Goal, command: ReviseStep, elsewhere: Elsewhere) -> Problem | None:
    """What it plans now holds together: as for a new one."""
    return _refused(goal, revised(goal.steps_by_id[command.step_id].current.plan, command))


def steps_build_on_each_other_without_a_circle(
    goal: Goal, command: ReviseStep, elsewhere: Elsewhere
) -> Problem | None:
    """One of them comes first."""
    if command.builds_on is not None and command.step_id in _foundations(goal, command.builds_on):
        return steps_in_a_circle(command.step_id, command.builds_on)
    return None


def a_step_that_rests_is_not_paused_again(goal: Goal, command: PauseStep, elsewhere: Elsewhere) -> Problem | None:
    """Nothing would change."""
    status = goal.steps_by_id[command.step_id].status
    return None if (status, leads_to(command)) in lifecycle.STEP else step_is_paused(command.step_id)


def only_a_step_that_rests_is_resumed(goal: Goal, command: ResumeStep, elsewhere: Elsewhere) -> Problem | None:
    """Nothing would change."""
    status = goal.steps_by_id[command.step_id].status
    return None if (status, leads_to(command)) in lifecycle.STEP else step_is_not_paused(command.step_id)


PLANNING_RULES = (
    *OF_WHAT_GOES_ON,
    a_step_is_planned_once,
    a_new_step_can_be_done,
    a_strength_is_the_participants_own,
)
STEP_REVISION_RULES = (
    *OF_WHAT_GOES_ON,
    the_step_is_one_of_the_goal,
    a_step_is_revised_from_its_newest_version,
    a_revised_step_can_be_done,
    a_strength_is_the_participants_own,
    steps_build_on_each_other_without_a_circle,
)
PAUSE_RULES = (*OF_WHAT_GOES_ON, the_step_is_one_of_the_goal, a_step_that_rests_is_not_paused_again)
RESUMPTION_RULES = (*OF_WHAT_GOES_ON, the_step_is_one_of_the_goal, only_a_step_that_rests_is_resumed)


def revised(plan: StepPlan, command: ReviseStep) -> StepPlan:
    """What the step plans after the revision. Days of the week replace so many days a week, and the other way."""
    said = {name: value for name in PLANNED if (value := getattr(command, name)) is not None}
    dropped: dict[str, Any] = dict.fromkeys(command.without & MAY_BE_LEFT_OUT)
    if "weekdays" in said:
        dropped["days_per_week"] = None
    elif "days_per_week" in said:
        dropped["weekdays"] = None
    return replace(plan, **(dropped | said))


def _refused(goal: Goal, plan: StepPlan) -> Problem | None:
    return next((refusal for rule in PLAN_RULES if (refusal := rule(goal, plan))), None)


def _foundations(goal: Goal, step_id: str) -> Iterator[str]:
    """The step, and all that it builds on; ends, since there is no circle yet."""
    steps = goal.steps_by_id
    name: str | None = step_id
    while name is not None:
        yield name
        name = steps[name].current.plan.builds_on
