"""What a command about an enrolment may be told instead of being recorded."""

from __future__ import annotations

from shared.contracts.problems import Problem


def already_enrolled(participant_id: str) -> Problem:
    """A participant has one enrolment at a time."""
    return Problem(
        409,
        "already-enrolled",
        f"The participant {participant_id} is enrolled already.",
        "Nothing is left to do: set goals for the enrolment there is. To begin anew, let it be completed or left.",
    )


def unknown_program(program: str) -> Problem:
    """No such program in this organization."""
    return Problem(
        404, "unknown-program", f"There is no program {program} here.", "Ask an operator to put the program first."
    )


def not_enrolled_now(participant_id: str) -> Problem:
    """The newest enrolment has ended."""
    return Problem(
        409,
        "not-enrolled-now",
        f"The participant {participant_id} has completed or left the program.",
        "Let them join again first, if that is what they want.",
    )


def already_paused(participant_id: str) -> Problem:
    """A break within a break."""
    return Problem(
        409,
        "already-paused",
        f"The participant {participant_id} is taking a break already.",
        "Nothing is left to do; to name another day of return, resume and pause again.",
    )


def not_paused(participant_id: str) -> Problem:
    """Nothing to come back from."""
    return Problem(
        409,
        "not-paused",
        f"The participant {participant_id} is not taking a break.",
        "Nothing is left to do: the enrolment goes on.",
    )


def at_that_site_already(site: str) -> Problem:
    """Nowhere to move."""
    return Problem(
        409,
        "at-that-site-already",
        f"The participant is at {site} already.",
        "Nothing is left to do; to move them, name another site.",
    )


def course_is_full(at_most: int) -> Problem:
    """History is never rewritten, so it has a size."""
    return Problem(
        409,
        "course-is-full",
        f"A participant's course holds at most {at_most} turns; this one has them all.",
        "Ask the operator of this installation.",
    )
