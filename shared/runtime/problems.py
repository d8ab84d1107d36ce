"""Every error answer over HTTP is problem+json (RFC 9457): refusals of the domain, of validation, of the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from shared.contracts.problems import FieldProblem, Problem
from shared.runtime.errors import StoreAway

MEDIA_TYPE = "application/problem+json"
_A_FIELD = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""What a field's name looks like. Another name may be a person's words in the wrong place: it is not repeated."""
_NO_WAY_IN = "There is nothing at this address for this method."
MALFORMED = Problem(400, "malformed-json", "The body is not valid JSON.", "Send one JSON object in UTF-8.")
INVALID_FIELD = Problem(422, "invalid-field", "A field is missing, unknown or out of range.")
"""What such refusals have in common; each names its fields."""
STORE_AWAY = Problem(
    503,
    "store-away",
    "The database cannot be reached; whether this was recorded is not known.",
    "Send the same request again with the same Idempotency-Key.",
)
_REFUSED = {
    400: MALFORMED,
    404: Problem(404, "not-found", _NO_WAY_IN),
    405: Problem(405, "method-not-allowed", _NO_WAY_IN),
}


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
    """Make every error answer of the app a problem+json, in its OpenAPI document too."""
    app.openapi = _with_problems(app.openapi)  # type: ignore[method-assign]  # FastAPI's own way to change it

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return problem_answer(_invalid(error))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        answer = problem_answer(_REFUSED.get(error.status_code) or Problem(error.status_code, "refused", _NO_WAY_IN))
        answer.headers.update(error.headers or {})
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            answer.headers["Allow"] = ", ".join(_methods_at(app, request.url.path))
        return answer

    @app.exception_handler(StoreAway)
    async def store_away(_: Request, __: StoreAway) -> JSONResponse:
        answer = problem_answer(STORE_AWAY)
        answer.headers["Retry-After"] = "2"
        return answer

    @app.exception_handler(Exception)
    async def unexpected(_: Request, __: Exception) -> JSONResponse:
        # Raised on after this answer, so that the server logs its class.
        return problem_answer(
            Problem(
                500,
                "unexpected",
                "Something went wrong here; whether this was recorded is not known.",
                "Send the same request again with the same Idempotency-Key.",
            )
        )


def _with_problems(describe: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    def described() -> dict[str, Any]:
        document = describe()
        for operations in document["paths"].values():
            for operation in operations.values():
                for status, response in operation["responses"].items():
                    content = response.get("content", {})
                    if int(status) >= 400 and "application/json" in content:
                        content[MEDIA_TYPE] = content.pop("application/json")
        return document

    return described


def _methods_at(app: FastAPI, path: str) -> list[str]:
    """All methods of an address: the router only names those of the first route that it finds there."""
    return sorted(
        {
            method.upper()
            for template, operations in app.openapi()["paths"].items()
            if compile_path(template)[0].match(path)
            for method in operations
        }
    )


def _invalid(error: RequestValidationError) -> Problem:
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return MALFORMED
    fields = [FieldProblem(_path(e["loc"]), _sentence(e["type"], e["msg"])) for e in found]
    return Problem(
        422,
        "invalid-field",
        f"{fields[0].field}: {fields[0].message}.",
        "Mend the named fields and send again.",
        fields,
    )


def _path(location: Sequence[str | int]) -> str:
    where, *names = location
    if where not in ("body", "path", "query", "header"):
        names = list(location)
    return ".".join(str(name) if _A_FIELD.fullmatch(str(name)) else "(unnamed)" for name in names) or "body"


def _sentence(kind: str, message: str) -> str:
    # Pydantic's messages name the rule, not the value, except where a custom error quotes it.
    match kind:
        case "extra_forbidden":
            return "is not a field of this command"
        case "model_type":
            return "must be a JSON object"
        case _:
            return message[:1].lower() + message[1:]
