"""What must hold for a goal when something is asked of it. A rule answers None, or why not.

To add one, name it for what must hold and put it into its command's list: the OpenAPI document reads these lists.
"""

from __future__ import annotations

from services.goals.domain.goal import lifecycle
from services.goals.domain.goal.commands import (
    AnswerPlan,
    CloseGoal,
    GoalChange,
    PlanForBarrier,
    ReopenGoal,
    ReviseGoal,
    SetGoal,
    leads_to,
)
from services.goals.domain.goal.elsewhere import Elsewhere
from services.goals.domain.goal.refusals import (
    goal_is_closed,
    goal_is_full,
    goal_is_open,
    unknown_replacement,
    unknown_step,
    unknown_value,
)
from services.goals.domain.goal.state import Goal
from services.goals.domain.refusals import invalid, version_moved_on
from shared.contracts.codes import Closing
from shared.contracts.events import Target
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import ValueArea

MOST_EVENTS = 2_000
"""Events of one goal: more than one a day for five years; keeps a goal's document below 2 MB."""


def a_value_is_the_participants_own(command: SetGoal, elsewhere: Elsewhere) -> Problem | None:
    """A goal serves a value of the person whose goal it is."""
    if command.value_id is None:
        return None
    value = elsewhere.value
    return None if value and value.participant_id == command.participant_id else unknown_value(command.value_id)


def a_new_target_spans_a_range(command: SetGoal, elsewhere: Elsewhere) -> Problem | None:
    """At most is not less than at least."""
    return _backwards(command.target)


def area_served(command: SetGoal, elsewhere: Elsewhere) -> ValueArea | Problem:
    """The area is that of the value; without a value it has to be said."""
    area = elsewhere.value.value_area if elsewhere.value else command.value_area
    if area is None:
        return invalid("value_area", "is missing, and so is a value_id that would say it")
    if command.value_area not in (area, None):
        return invalid("value_area", "is not the area of the value; leave it out")
    return area


def the_goal_is_open(goal: Goal, command: GoalChange, elsewhere: Elsewhere) -> Problem | None:
    """An experiment that ended is only reopened."""
    return None if (goal.status, leads_to(command)) in lifecycle.GOAL else goal_is_closed(goal.goal_id)


def the_goal_is_closed(goal: Goal, command: ReopenGoal, elsewhere: Elsewhere) -> Problem | None:
    """What goes on has nothing to be reopened."""
    return None if (goal.status, leads_to(command)) in lifecycle.GOAL else goal_is_open(goal.goal_id)


def the_history_has_room(goal: Goal, command: GoalChange, elsewhere: Elsewhere) -> Problem | None:
    """History is never rewritten, so it has a size."""
    return goal_is_full(MOST_EVENTS) if goal.sequence >= MOST_EVENTS else None


def a_revised_target_spans_a_range(goal: Goal, command: ReviseGoal, elsewhere: Elsewhere) -> Problem | None:
    """As for a new goal."""
    return _backwards(command.target)


def a_revision_starts_from_the_newest_version(
    goal: Goal, command: ReviseGoal, elsewhere: Elsewhere
) -> Problem | None:
    """Nobody's revision is overwritten by somebody who had not read it."""
    if command.from_version != goal.current.number:
        return version_moved_on("goal", command.from_version, goal.current.number)
    return None


def an_answer_is_about_the_newest_version(goal: Goal, command: AnswerPlan, elsewhere: Elsewhere) -> Problem | None:
    """Nobody agrees to what is no longer the plan."""
    if command.version != goal.current.number:
        return version_moved_on("goal", command.version, goal.current.number)
    return None


def only_what_is_replaced_names_a_replacement(goal: Goal, command: CloseGoal, elsewhere: Elsewhere) -> Problem | None:
    """A goal that ended in another way has none that goes on from there."""
    if command.replaced_by is not None and command.closing is not Closing.REPLACED:
        return invalid("replaced_by", "belongs only to the closing replaced")
    return None


def a_goal_is_replaced_by_another(goal: Goal, command: CloseGoal, elsewhere: Elsewhere) -> Problem | None:
    """Not by itself."""
    return invalid("replaced_by", "is this goal itself") if command.replaced_by == goal.goal_id else None


def a_replacement_is_the_participants_own(goal: Goal, command: CloseGoal, elsewhere: Elsewhere) -> Problem | None:
    """The goal that goes on from here is one of the same person."""
    if command.replaced_by is None:
        return None
    theirs = elsewhere.replacement_of == goal.participant_id
    return None if theirs else unknown_replacement(command.replaced_by)


def a_plan_for_a_step_is_for_one_of_the_goal(
    goal: Goal, command: PlanForBarrier, elsewhere: Elsewhere
) -> Problem | None:
    """A contingency plan stands with what it is for."""
    if command.step_id is not None and command.step_id not in goal.steps_by_id:
        return unknown_step("step_id", command.step_id)
    return None


BEGINNING_RULES = (a_new_target_spans_a_range, a_value_is_the_participants_own)
OF_WHAT_GOES_ON = (the_goal_is_open, the_history_has_room)
REVISION_RULES = (*OF_WHAT_GOES_ON, a_revised_target_spans_a_range, a_revision_starts_from_the_newest_version)
ANSWER_RULES = (*OF_WHAT_GOES_ON, an_answer_is_about_the_newest_version)
REVIEW_RULES = OF_WHAT_GOES_ON
CLOSING_RULES = (  # and no look for room: a goal that is full must still end
    the_goal_is_open,
    only_what_is_replaced_names_a_replacement,
    a_goal_is_replaced_by_another,
    a_replacement_is_the_participants_own,
)
REOPENING_RULES = (the_goal_is_closed, the_history_has_room)
CONTINGENCY_RULES = (*OF_WHAT_GOES_ON, a_plan_for_a_step_is_for_one_of_the_goal)


def _backwards(target: Target | None) -> Problem | None:
    if target is not None and target.at_most is not None and target.at_most < target.at_least:
        return invalid("target.at_most", "is less than target.at_least")
    return None
