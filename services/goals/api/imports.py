"""Importing enrolments from a file."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from services.goals.api.answering import PREFIX, Asked
from services.goals.domain.access import runs_the_platform
from services.goals.domain.importing import read_lines
from services.goals.handlers import imports
from services.goals.requests.enrolments import ImportReport
from shared.contracts.problems import Problem
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_of

router = APIRouter(prefix=PREFIX, tags=["enrolment"])

_EXAMPLE = """participant_id,site,program,occurred_at
robin,harbour,walking-12-weeks,2026-03-02T08:00:00Z
kim,hillside,walking-12-weeks,
"""
NOT_CSV = Problem(
    415, "not-csv", "The body's content type is not CSV.", "Send the header Content-Type: text/csv; charset=utf-8."
)


@router.post(
    "/enrolment-imports",
    response_model=ImportReport,
    responses=refusals_of(runs_the_platform, read_lines, NOT_CSV),
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"text/csv": {"schema": {"type": "string"}, "example": _EXAMPLE}},
        }
    },
)
async def import_enrolments(request: Request, by: Asked) -> Response:
    """Enrol people from a file, each line on its own; the report says what became of every line.

    The first line names the columns: participant_id, site, program and, if wanted, occurred_at, in any order.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "text/csv":
        return problem_answer(NOT_CSV)
    outcome = await imports.import_enrolments(by.means, by.caller, by.organization, by.key, await request.body())
    return problem_answer(outcome) if isinstance(outcome, Problem) else JSONResponse(outcome, 200)
