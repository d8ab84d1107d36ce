"""Who may act for whom, beyond what holds in every service (`shared.contracts.access`): supporters and programs."""

from __future__ import annotations

from shared.contracts.access import ACTING, Concerning, Rule
from shared.contracts.callers import Caller, Role
from shared.contracts.problems import Problem


def only_the_participant() -> Problem:
    """Who supports a participant is their own affair."""
    return Problem(
        403,
        "only-the-participant",
        "Only the participant invites supporters, and takes an invitation back.",
        "Ask the participant to do it.",
    )


def only_operators() -> Problem:
    """Programs and imports are operators' work."""
    return Problem(
        403, "only-operators", "Only operators put programs and import enrolments.", "Ask an operator to do it."
    )


def supporters_are_the_participants_affair(caller: Caller, about: Concerning) -> Problem | None:
    """Neither staff nor anybody else brings a supporter in."""
    return only_the_participant() if caller.is_staff else None


INVITING: tuple[Rule, ...] = (*ACTING, supporters_are_the_participants_affair)
"""For inviting and uninviting a supporter."""


def runs_the_platform(caller: Caller) -> Problem | None:
    """For programs and imports."""
    return None if caller.role in (Role.OPERATOR, Role.SYSTEM) else only_operators()
