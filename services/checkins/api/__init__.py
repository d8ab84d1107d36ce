"""The HTTP side of the checkins service: a request becomes a command, its outcome an answer. One router per kind."""

from services.checkins.api import (
    affirmations,
    attempts,
    attending,
    balances,
    check_ins,
    contact,
    corrections,
    outreaches,
    reading,
    setbacks,
    talk,
)

ROUTERS = (
    attempts.router,
    setbacks.router,
    check_ins.router,
    balances.router,
    talk.router,
    affirmations.router,
    contact.router,
    attending.router,
    outreaches.router,
    corrections.router,
    reading.router,
)
