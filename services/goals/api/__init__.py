"""The HTTP side of the goals service: a request becomes a command, its outcome an answer. One router each kind."""

from services.goals.api import enrolments, goals, steps

ROUTERS = (enrolments.router, goals.router, steps.router)
