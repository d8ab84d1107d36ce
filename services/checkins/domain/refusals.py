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


def not_enrolled_now(participant_id: str) -> Problem:
    """The participant has completed or left the program."""
    return Problem(
        409,
        "not-enrolled-now",
        f"The participant {participant_id} is not in a program now.",
        "Say with occurred_at if it happened while they were; somebody who joins again can go on at once.",
    )


def unknown_goal(goal_id: str) -> Problem:
    """No such goal, or it is another participant's."""
    return Problem(404, "unknown-goal", f"There is no goal {goal_id} of this participant.", f"What was {_ARRIVING}")


def goal_is_closed(goal_id: str) -> Problem:
    """The experiment has ended."""
    return Problem(
        409,
        "goal-is-closed",
        f"The goal {goal_id} is closed.",
        "Say with occurred_at if it happened before that, or reopen the goal.",
    )


def unknown_step(step_id: str) -> Problem:
    """No such step, or it is another participant's."""
    return Problem(404, "unknown-step", f"There is no step {step_id} here.", f"What was {_ARRIVING}")


def step_rests(step_id: str) -> Problem:
    """Nothing is expected of a paused step, so nothing of it can be "not this time"."""
    return Problem(
        409,
        "step-rests",
        f"The step {step_id} is paused: nothing is expected of it now.",
        "There is nothing to record; what was done nevertheless is welcome.",
    )


def unknown_plan(plan_id: str) -> Problem:
    """No such contingency plan, or it is another participant's."""
    return Problem(
        404,
        "unknown-plan",
        f"There is no contingency plan {plan_id} of this participant.",
        f"What was {_ARRIVING}",
    )


def unknown_strength(strength_id: str) -> Problem:
    """No such strength, or it is another participant's."""
    return Problem(
        404,
        "unknown-strength",
        f"There is no strength {strength_id} of this participant.",
        f"What was {_ARRIVING}",
    )


def unknown_record(record_id: str) -> Problem:
    """Nothing of that id, or not of the kind that was asked for, is recorded in this organization."""
    return Problem(
        404,
        "unknown-record",
        f"There is no such record {record_id} here.",
        "Use the id that was answered when it was recorded, at the address of its kind.",
    )


def already_retracted(record_id: str) -> Problem:
    """What no longer counts cannot be taken back or put right again."""
    return Problem(
        409,
        "already-retracted",
        f"The record {record_id} no longer counts.",
        "If it was corrected, go on from the record that replaces it.",
    )


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


def asked_already(since: str) -> Problem:
    """A request for contact waits until somebody has talked with them."""
    return Problem(
        409,
        "asked-already",
        f"A request for contact has been waiting since {since}.",
        "Nothing is left to do: it waits until somebody has talked with them. To add something, say it in words.",
    )


def taken_by_somebody_else(owner: str) -> Problem:
    """Two do not see to the same."""
    return Problem(
        409,
        "taken-by-somebody-else",
        f"{owner} sees to this already.",
        "Ask them: once they give it back, or it is raised anew, somebody else can take it.",
    )


def yours_already() -> Problem:
    """Whoever has it need not take it."""
    return Problem(409, "yours-already", "You see to this already.", "Nothing is left to do: it is yours.")


def not_yours() -> Problem:
    """Only who has it gives it back."""
    return Problem(
        409,
        "not-yours",
        "You do not see to this, so there is nothing for you to give back.",
        "Look at who does: whoever sees to it gives it back, and what was raised anew is nobody's until it is taken.",
    )
