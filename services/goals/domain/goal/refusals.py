"""What a command on a goal may be told instead of being recorded. Names ids, versions and dates, never words."""

from __future__ import annotations

from shared.contracts.problems import FieldProblem, Problem


def unknown_replacement(goal_id: str) -> Problem:
    """The participant has no such goal to go on with."""
    return Problem(
        404,
        "unknown-goal",
        f"replaced_by: this participant has no goal {goal_id}.",
        "Set the goal that goes on from here first, and name its goal_id.",
        (FieldProblem("replaced_by", "is no goal of this participant"),),
    )


def unknown_step(field: str, step_id: str) -> Problem:
    """The goal has no such step."""
    return Problem(
        404,
        "unknown-step",
        f"{field}: there is no step {step_id} in this goal.",
        "Use the step_id that planning the step answered.",
        (FieldProblem(field, "is no step of this goal"),),
    )


def unknown_value(value_id: str) -> Problem:
    """The participant named no such value."""
    return Problem(
        404,
        "unknown-value",
        f"value_id: this participant has no value {value_id}.",
        "Use the value_id that naming the value answered.",
        (FieldProblem("value_id", "is no value of this participant"),),
    )


def unknown_strength(strength_id: str) -> Problem:
    """The participant has no such strength."""
    return Problem(
        404,
        "unknown-strength",
        f"strength_id: this participant has no strength {strength_id}.",
        "Use the strength_id that naming the strength answered.",
        (FieldProblem("strength_id", "is no strength of this participant"),),
    )


def goal_is_closed(goal_id: str) -> Problem:
    """The experiment ended."""
    return Problem(
        409,
        "goal-is-closed",
        f"The goal {goal_id} is closed.",
        "Reopen it with a new review date, or set a new goal that goes on from here.",
    )


def goal_is_open(goal_id: str) -> Problem:
    """Only what is closed can be reopened."""
    return Problem(
        409,
        "goal-is-open",
        f"The goal {goal_id} is open.",
        "Nothing is left to do: revise or review it as it is.",
    )


def goal_is_full(at_most: int) -> Problem:
    """A goal's history is kept whole, so it has a size."""
    return Problem(
        409,
        "goal-is-full",
        f"A goal's history holds at most {at_most} entries; this one has them all.",
        "Close it as replaced by a new goal that goes on where this one ends.",
    )


def step_is_planned(step_id: str) -> Problem:
    """An id names one step."""
    return Problem(
        409,
        "step-is-planned",
        f"The step {step_id} is planned already.",
        "Revise it, or plan a new one with a new Idempotency-Key.",
    )


def step_is_paused(step_id: str) -> Problem:
    """A step that rests cannot be paused again."""
    return Problem(409, "step-is-paused", f"The step {step_id} is paused already.", "Resume it when it is to go on.")


def step_is_not_paused(step_id: str) -> Problem:
    """Only a step that rests can go on."""
    return Problem(
        409, "step-is-not-paused", f"The step {step_id} is not paused.", "Nothing is left to do: it goes on."
    )


def steps_in_a_circle(step_id: str, builds_on: str) -> Problem:
    """Each of the two steps would have to come before the other."""
    return Problem(
        409,
        "steps-in-a-circle",
        f"builds_on: the step {builds_on} itself builds on the step {step_id}, so neither could come first.",
        "Let the step build on an earlier one, or on none.",
        (FieldProblem("builds_on", "is this step, or builds on it"),),
    )


def not_your_plan() -> Problem:
    """Somebody else's answer cannot be given for them."""
    return Problem(
        403,
        "not-your-plan",
        "A plan is agreed on by the participant, and by a clinician at their site, each for themselves.",
        "Ask them to answer.",
    )
