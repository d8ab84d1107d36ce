"""The HTTP side of the checkins service: a request becomes a command, its outcome an answer. One router per kind."""

from services.checkins.api import attempts, check_ins, setbacks

ROUTERS = (attempts.router, setbacks.router, check_ins.router)
