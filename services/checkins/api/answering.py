"""What the routes of every kind share: who calls, what the app gave them, and how an outcome is answered."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse

from services.checkins.handlers.means import Means
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.callers import caller_of
from shared.runtime.commands import Recorded
from shared.runtime.problems import problem_answer

PREFIX = "/v1/organizations/{organization}"


async def means_of(request: Request) -> Means:
    """What the running app gave its handlers."""
    means: Means = request.app.state.means
    return means


Working = Annotated[Means, Depends(means_of)]
Acting = Annotated[Caller, Depends(caller_of)]


def answered(outcome: Recorded | Problem) -> Response:
    """201 with what was recorded, or the problem."""
    if isinstance(outcome, Problem):
        return problem_answer(outcome)
    return JSONResponse(dict(outcome.answer), 201)
