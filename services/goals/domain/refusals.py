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


def version_moved_on(what: str, asked: int, current: int) -> Problem:
    """Somebody gave it its next version after whoever asks had read it."""
    return Problem(
        409,
        "version-moved-on",
        f"The {what} is at version {current}; this was said about version {asked}.",
        f"Read the {what} again, and say it about its newest version with a new Idempotency-Key.",
    )
