"""A participant's estimates over time, and why they moved."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from services.scoring.api.shown import HistoryAnswer, history_shown
from services.scoring.domain.refusals import journey_too_long, unknown_participant
from services.scoring.histories import Histories
from shared.contracts.access import READING
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import OrganizationId, ParticipantId
from shared.runtime.callers import caller_of
from shared.runtime.pages import answer
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_to_read

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

router = APIRouter(prefix="/v1/organizations/{organization}/participants/{participant_id}", tags=["estimates"])
REFUSALS = refusals_to_read(unknown_participant, journey_too_long, *READING)

Days = Annotated[int, Query(ge=1, le=730, description="How many days to show, today's included.")]


def _a_day(said: object) -> object:
    """Only a day as it is written in JSON: a number is not taken for one."""
    if isinstance(said, str) and not _DAY.fullmatch(said):
        raise PydanticCustomError("day", "must be a day, as in 2026-03-01")
    return said


Since = Annotated[
    date | None,
    BeforeValidator(_a_day),
    Query(description="What moved the estimates since the beginning of this day in UTC; 14 days ago unless said."),
]


async def histories_of(request: Request) -> Histories:
    """What the running app tells histories with."""
    histories: Histories = request.app.state.histories
    return histories


@router.get("/estimates", response_model=HistoryAnswer, responses=REFUSALS)
async def estimates(
    request: Request,
    organization: OrganizationId,
    participant_id: ParticipantId,
    histories: Annotated[Histories, Depends(histories_of)],
    caller: Annotated[Caller, Depends(caller_of)],
    days: Days = 84,
    since: Since = None,
) -> Response:
    """Readiness and self-efficacy day by day, and what moved them: estimates to talk about, not a diagnosis.

    A supporter sees this when scores are shared with them: what moved them by name, and rulers, only as far as that
    is shared as well; never talk.
    """
    found = await histories.of(caller, organization, participant_id, days, since)
    return problem_answer(found) if isinstance(found, Problem) else answer(request, history_shown(found))
