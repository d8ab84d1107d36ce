"""Every error answer over HTTP is problem+json (RFC 9457): refusals of the domain, of validation, of the store."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from shared.contracts.problems import FieldProblem, Problem
from shared.runtime.errors import StoreAway

MEDIA_TYPE = "application/problem+json"
_LONGEST_NAME = 64


def problem_answer(problem: Problem) -> JSONResponse:
    """The problem as an HTTP answer."""
    body: dict[str, object] = {
        "type": f"urn:cairn:problem:{problem.code}",
        "title": problem.code.replace("-", " ").capitalize(),
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
    }
    if problem.hint:
        body["hint"] = problem.hint
    if problem.fields:
        body["errors"] = [{"field": f.field, "message": f.message} for f in problem.fields]
    return JSONResponse(body, problem.status, media_type=MEDIA_TYPE)


class FieldProblemDocument(BaseModel):
    """One wrong field, in OpenAPI."""

    field: str
    message: str


class ProblemDocument(BaseModel):
    """A refusal as problem+json, in OpenAPI."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    hint: str | None = None
    errors: list[FieldProblemDocument] | None = None


def answer_with_problems(app: FastAPI) -> None:
    """Make every error answer of the app a problem+json."""

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return problem_answer(_invalid(error))

    @app.exception_handler(HTTPException)
    async def refused(_: Request, error: HTTPException) -> JSONResponse:
        code = {404: "not-found", 405: "method-not-allowed"}.get(error.status_code, "refused")
        answer = problem_answer(Problem(error.status_code, code, "There is nothing at this address for this method."))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(StoreAway)
    async def store_away(_: Request, __: StoreAway) -> JSONResponse:
        answer = problem_answer(
            Problem(
                503,
                "store-away",
                "The database cannot be reached; whether this was recorded is not known.",
                "Send the same request again with the same Idempotency-Key.",
            )
        )
        answer.headers["Retry-After"] = "2"
        return answer


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return Problem(400, "malformed-json", "The body is not valid JSON.", "Send one JSON object in UTF-8.")
    fields = [FieldProblem(_path(e["loc"]), _sentence(e["type"], e["msg"])) for e in found]
    return Problem(
        422,
        "invalid-field",
        f"{fields[0].field}: {fields[0].message}.",
        "Mend the named fields and send again.",
        fields,
    )


def _path(location: Sequence[str | int]) -> str:
    parts = [str(part)[:_LONGEST_NAME] for part in location if part not in ("body", "path", "query", "header")]
    return ".".join(parts) or "body"


def _sentence(kind: str, message: str) -> str:
    # Pydantic's messages name the rule, not the value, except where a custom error quotes it.
    if kind == "extra_forbidden":
        return "is not a field of this command"
    return message[:1].lower() + message[1:]
