"""What somebody who asks for estimates may be told instead."""

from __future__ import annotations

from shared.contracts.problems import Problem

LONGEST_JOURNEY = 20_000
"""Events of one participant that are folded anew for a reader at the most: five a day for ten years."""


def unknown_participant(participant_id: str) -> Problem:
    """Nobody of that id has a projection."""
    return Problem(
        404,
        "unknown-participant",
        f"Nothing is known of a participant {participant_id}.",
        "What was recorded a moment ago may take a second to arrive here: then ask again.",
    )


def journey_too_long() -> Problem:
    """Folding it for a reader would hold up others."""
    return Problem(
        409,
        "journey-too-long",
        f"This participant has more than {LONGEST_JOURNEY} events: their course is not shown day by day.",
        "The estimates as they are now are not touched by this.",
    )
