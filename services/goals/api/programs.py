"""Programs: put by operators, read by everybody."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from services.goals.api.answering import PREFIX, Acting, Asked, Page, Working, answered
from services.goals.domain.access import runs_the_platform
from services.goals.domain.enrolment import unknown_program
from services.goals.domain.program import RULES, Program, PutProgram, unknown_program_version
from services.goals.handlers import programs
from services.goals.requests.programs import ProgramVersion, PutProgramBody
from services.goals.store.programs import program_document
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import OrganizationId, ProgramId
from shared.runtime.bodies import CommandRoute, Sent
from shared.runtime.pages import A_PAGE, AtMost, answer, page
from shared.runtime.problems import problem_answer
from shared.runtime.refusals import refusals_of, refusals_to_read

router = APIRouter(prefix=f"{PREFIX}/programs", route_class=CommandRoute, tags=["programs"])
Version = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The newest when left out.")]


@router.put(
    "/{program}",
    status_code=201,
    response_model=ProgramVersion,
    responses=refusals_of(runs_the_platform, *RULES),
)
async def put_program(program: ProgramId, body: Sent[PutProgramBody], by: Asked) -> Response:
    """Offer a program, or its next version; whoever joined an earlier version keeps it."""
    command = by.command("put-program", program, body.as_sent())
    asked = PutProgram(
        organization=by.organization,
        idempotency_key=by.key,
        occurred_at=body.occurred_at,
        program=program,
        from_version=body.from_version,
        terms=body.terms(),
    )
    return answered(await programs.put(by.means, by.caller, command, asked))


@router.get("", response_model=Page[Program], responses=refusals_to_read())
async def list_programs(
    request: Request,
    organization: OrganizationId,
    means: Working,
    caller: Acting,
    at_most: AtMost = A_PAGE,
    after: Annotated[ProgramId | None, Query(description="Go on after this program.")] = None,
) -> Response:
    """The programs that are offered, each in its newest version."""
    found = await means.store.programs.page(organization, at_most + 1, after)
    return answer(request, page([program_document(one) for one in found], at_most, "program"))


@router.get(
    "/{program}",
    response_model=Program,
    responses=refusals_to_read(unknown_program, unknown_program_version),
)
async def read_program(
    request: Request,
    organization: OrganizationId,
    program: ProgramId,
    means: Working,
    caller: Acting,
    version: Version = None,
) -> Response:
    """A version of a program, offered now or once."""
    match await programs.read(means, organization, program, version):
        case Problem() as problem:
            return problem_answer(problem)
        case found:
            return answer(request, program_document(found))
