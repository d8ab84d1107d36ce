"""Where programs are kept: one document for each version, never changed, so that history costs the newest nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import TypeAdapter

from services.goals.domain.program import Program
from services.goals.domain.refusals import version_moved_on
from shared.contracts.problems import Problem
from shared.runtime.commands import Aggregates, Command, Recorded
from shared.runtime.store import ASCENDING, DESCENDING, Document, store_errors

_PROGRAM = TypeAdapter(Program)
_AFTER_SLASH = "0"
"""The character that follows on a slash: ids that begin with `x/` lie between `x/` and `x0`."""


def program_document(program: Program) -> Document:
    """A version of a program as plain values."""
    document: Document = _PROGRAM.dump_python(program, mode="json")
    return document


class Programs:
    """Versions of programs. Their ids sort by organization, program and version. All methods raise StoreAway."""

    def __init__(self, aggregates: Aggregates) -> None:
        self._aggregates = aggregates

    async def newest(self, organization: str, program: str) -> Program | None:
        """The version that is offered now."""
        of_it = {
            "_id": {"$gt": f"{_key(organization, program)}/", "$lt": f"{_key(organization, program)}{_AFTER_SLASH}"}
        }
        with store_errors():
            found = await self._aggregates.collection.find_one(of_it, {"state": 1}, sort=[("_id", DESCENDING)])
        return _program(found)

    async def version(self, organization: str, program: str, version: int) -> Program | None:
        """That version, offered now or once."""
        with store_errors():
            found = await self._aggregates.collection.find_one(
                {"_id": _version_key(organization, program, version)}, {"state": 1}
            )
        return _program(found)

    async def put(self, command: Command, put: Program) -> Recorded | Problem:
        """Record a version. Of two that follow on the same version, the second is refused."""
        key = _version_key(put.organization, put.program, put.version)
        state = {"kind": "program", "whole": program_document(put)}
        answer = {"program": put.program, "version": put.version}
        exists = version_moved_on("program", put.version - 1, put.version)
        return await self._aggregates.create(command, key, state, answer, [], exists=exists)

    async def page(self, organization: str, at_most: int, after: str | None) -> Sequence[Program]:
        """The newest versions of up to `at_most` programs, by program, from the one that follows on `after`."""
        found: list[Program] = []
        while len(found) < at_most:
            # From program to program: two look-ups in the index for each, whatever their number of versions.
            start = f"{_key(organization, after)}{_AFTER_SLASH}" if after else f"{organization}/programs/"
            following = {"_id": {"$gte": start, "$lt": f"{organization}/programs{_AFTER_SLASH}"}}
            with store_errors():
                first = await self._aggregates.collection.find_one(following, {"_id": 1}, sort=[("_id", ASCENDING)])
            if first is None:
                break
            after = str(first["_id"]).split("/")[2]
            newest = await self.newest(organization, after)
            found += [newest] if newest else []
        return found


def _key(organization: str, program: str) -> str:
    return f"{organization}/programs/{program}"


def _version_key(organization: str, program: str, version: int) -> str:
    return f"{_key(organization, program)}/{version:010}"


def _program(document: Document | None) -> Program | None:
    return _PROGRAM.validate_python(document["state"]["whole"]) if document else None
