"""Command bodies: JSON read strictly, straight from the bytes that were sent.

Strict means that "7" is not 7, true is not 1 and 1767225600 is not a date: what a caller did not mean is refused
before it becomes an event. Unpaired surrogates, bytes that are not UTF-8 and nesting without end are malformed JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Moment
from shared.runtime.problems import problem_answer

NOT_JSON = Problem(
    415,
    "not-json",
    "The body's content type is not JSON.",
    "Send the header Content-Type: application/json.",
)

B = TypeVar("B", bound=BaseModel)


class CommandBody(BaseModel):
    """Base of every command's body: no unknown field, and when it happened if that was not just now."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    occurred_at: Annotated[
        Moment | None, Field(description="When it happened; now when left out, at most a day ahead.")
    ] = None

    def as_sent(self) -> dict[str, Any]:
        """What the caller said and nothing that was filled in: the same for every retry, whatever the time."""
        return self.model_dump(mode="json", exclude_unset=True)


class _FromBytes:
    @staticmethod
    def __get_pydantic_core_schema__(source: type[BaseModel], handler: GetCoreSchemaHandler) -> CoreSchema:
        def read(body: object) -> object:
            return source.model_validate_json(body, strict=True) if isinstance(body, bytes) else body

        return core_schema.no_info_before_validator_function(read, handler(source))


Sent = Annotated[B, _FromBytes]
"""The type of a route's body parameter: `body: Sent[PlanStepBody]`, on a router with `CommandRoute`."""


class CommandRoute(APIRoute):
    """Hands the body's bytes to `Sent`, unparsed; answers 415 to a body that does not say it is JSON."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle_request = super().get_route_handler()
        takes_body = self.body_field is not None

        async def handle(request: Request) -> Response:
            if takes_body and not _says_json(request.headers.get("content-type", "")):
                return problem_answer(NOT_JSON)
            return await handle_request(_Unparsed(request.scope, request.receive))

        return handle


class _Unparsed(Request):
    async def json(self) -> bytes:
        return await self.body()


def _says_json(content_type: str) -> bool:
    media_type = content_type.partition(";")[0].strip().lower()
    return media_type == "application/json" or (
        media_type.startswith("application/") and media_type.endswith("+json")
    )
