"""The HTTP side of the goals service: a request becomes a command, its outcome an answer. One router each kind."""

from services.goals.api import (
    agenda,
    enrolments,
    experiments,
    goals,
    imports,
    participants,
    programs,
    steps,
    strengths,
    supporters,
    supports,
    values,
)

ROUTERS = (
    programs.router,
    enrolments.router,
    imports.router,
    values.router,
    strengths.router,
    agenda.router,
    supports.router,
    supporters.router,
    goals.router,
    experiments.router,
    steps.router,
    participants.router,
)
