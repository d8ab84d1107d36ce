"""Enrolment: a participant's course through a program at a site. It decides who may see them.

One aggregate for each participant, with every enrolment they ever had. The newest one goes through

stateDiagram-v2
    [*] --> enrolled: participant-enrolled
    enrolled --> enrolled: participant-moved
    enrolled --> paused: participant-paused
    enrolled --> completed: participant-completed
    enrolled --> left: participant-left
    paused --> paused: participant-moved
    paused --> enrolled: participant-resumed
    paused --> completed: participant-completed
    paused --> left: participant-left
    completed --> enrolled: participant-enrolled
    left --> enrolled: participant-enrolled

and joining again is a new enrolment; earlier ones stay as they ended. The site of the newest one is the
participant's current site, after its end too.
"""

from services.goals.domain.enrolment.commands import (
    Complete,
    EnrolmentCommand,
    Join,
    Leave,
    Move,
    Offer,
    Pause,
    Resume,
)
from services.goals.domain.enrolment.deciding import RULES, decide
from services.goals.domain.enrolment.refusals import unknown_program
from services.goals.domain.enrolment.state import (
    LIFECYCLE,
    Enrolment,
    EnrolmentFact,
    Enrolments,
    Status,
    Turn,
    TurnKind,
    evolve,
)

__all__ = [
    "LIFECYCLE",
    "RULES",
    "Complete",
    "Enrolment",
    "EnrolmentCommand",
    "EnrolmentFact",
    "Enrolments",
    "Join",
    "Leave",
    "Move",
    "Offer",
    "Pause",
    "Resume",
    "Status",
    "Turn",
    "TurnKind",
    "decide",
    "evolve",
    "unknown_program",
]
