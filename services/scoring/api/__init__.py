"""The HTTP side of the scoring service: it tells, and takes no commands."""

from services.scoring.api import estimates

ROUTERS = (estimates.router,)
