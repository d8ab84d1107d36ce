"""What the routes of every kind share: what the app gave them, and how an outcome is answered."""

from __future__ import annotations

from typing import Annotated, Any, Generic, NamedTuple, TypeVar

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from services.goals.handlers.means import Means
from shared.contracts.callers import Caller
from shared.contracts.envelope import derived_id
from shared.contracts.problems import Problem
from shared.contracts.vocabulary import Id, OrganizationId
from shared.runtime.bodies import CommandBody
from shared.runtime.callers import caller_of
from shared.runtime.commands import Command, Recorded
from shared.runtime.http import IdempotencyKey
from shared.runtime.problems import problem_answer

T = TypeVar("T")
PREFIX = "/v1/organizations/{organization}"


async def means_of(request: Request) -> Means:
    """What the running app gave its handlers."""
    means: Means = request.app.state.means
    return means


Working = Annotated[Means, Depends(means_of)]
Acting = Annotated[Caller, Depends(caller_of)]


class Asking(NamedTuple):
    """Who sends a command, for which organization and by which key; and what the service works with."""

    organization: str
    key: str
    caller: Caller
    means: Means

    def command(self, name: str, *content: Any) -> Command:
        """The command as what is asked and who asks: somebody else's key is not this caller's."""
        return Command.of(self.organization, self.key, name, *self.caller, *content)

    def says(self, body: CommandBody, *in_notes: str) -> dict[str, Any]:
        """What every command of the domain says, and the body's fields except those that go into a note."""
        return {"organization": self.organization, "idempotency_key": self.key, **said(body, *in_notes)}

    def id_of(self, thing: str) -> str:
        """The id of what this command begins: the same for every retry."""
        return derived_id(thing, self.organization, self.key)


async def _asking(organization: OrganizationId, key: IdempotencyKey, caller: Acting, means: Working) -> Asking:
    return Asking(organization, key, caller, means)


class Page(BaseModel, Generic[T]):
    """Items, and the id of the last one when there are more."""

    items: list[T]
    next: Id | None = None


Asked = Annotated[Asking, Depends(_asking)]
"""What every command's route takes, beside its own parameters and body."""


def said(body: CommandBody, *in_notes: str) -> dict[str, Any]:
    """The body's fields for a command that has them by the same names; not those that go into a note."""
    return {name: value for name, value in body if name not in in_notes}


def answered(outcome: Recorded | Problem) -> Response:
    """201 with what was recorded, or the problem."""
    if isinstance(outcome, Problem):
        return problem_answer(outcome)
    return JSONResponse(dict(outcome.answer), 201)
