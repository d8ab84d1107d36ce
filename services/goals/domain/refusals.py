"""What a command may be told instead of being recorded. Names ids and fields, never what somebody wrote."""

from __future__ import annotations

from shared.contracts.problems import FieldProblem, Problem


def invalid(field: str, message: str) -> Problem:
    """A field that does not fit, though it has the right type."""
    return Problem(
        422,
        "invalid-field",
        f"{field}: {message}.",
        "Mend the named fields and send again.",
        (FieldProblem(field, message),),
    )


def unknown_participant(participant_id: str) -> Problem:
    """Nobody of that id is enrolled in this organization."""
    return Problem(
        404,
        "unknown-participant",
        f"No participant {participant_id} is enrolled here.",
        "Enrol the participant first; goals are set within an enrolment.",
    )


def unknown_goal(goal_id: str) -> Problem:
    """No such goal in this organization."""
    return Problem(
        404, "unknown-goal", f"There is no goal {goal_id} here.", "Use the goal_id that setting the goal answered."
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


def already_enrolled(participant_id: str) -> Problem:
    """A participant has one enrolment at a time."""
    return Problem(
        409,
        "already-enrolled",
        f"The participant {participant_id} is enrolled already.",
        "Nothing is left to do: set goals for the enrolment there is.",
    )


def version_moved_on(asked: int, current: int) -> Problem:
    """Somebody revised the goal after its reviser had read it."""
    return Problem(
        409,
        "version-moved-on",
        f"The goal is at version {current}; this revision starts from version {asked}.",
        "Read the goal again, and revise its newest version with a new Idempotency-Key.",
    )


def goal_is_full(what: str, at_most: int) -> Problem:
    """A goal's history is kept whole, so it has a size."""
    return Problem(
        409,
        "goal-is-full",
        f"A goal holds at most {at_most} {what}; this one has them all.",
        "Set a new goal: it may go on where this one ends.",
    )
