"""What a command may be told instead of being recorded. Names ids and fields, never what somebody wrote."""

from __future__ import annotations

from shared.contracts.problems import FieldProblem, Problem

_ARRIVING = (
    "planned, set or enrolled a moment ago may take a second to arrive here: then send the same command again."
)


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
    """Nobody of that id is enrolled in this organization, as far as the topics say."""
    return Problem(
        404, "unknown-participant", f"No participant {participant_id} is enrolled here.", f"What was {_ARRIVING}"
    )


def unknown_goal(goal_id: str) -> Problem:
    """No such goal, or it is another participant's."""
    return Problem(404, "unknown-goal", f"There is no goal {goal_id} of this participant.", f"What was {_ARRIVING}")


def unknown_step(step_id: str) -> Problem:
    """No such step, or it is another participant's."""
    return Problem(404, "unknown-step", f"There is no step {step_id} here.", f"What was {_ARRIVING}")


def unknown_setback(setback_id: str) -> Problem:
    """No such setback in this organization."""
    return Problem(
        404,
        "unknown-setback",
        f"There is no setback {setback_id} here.",
        "Use the setback_id of the recorded setback.",
    )


def already_recovered(setback_id: str) -> Problem:
    """A setback has one recovery."""
    return Problem(
        409,
        "already-recovered",
        f"A recovery from the setback {setback_id} is recorded already.",
        "Nothing is left to do for it; a new setback gets a recovery of its own.",
    )
