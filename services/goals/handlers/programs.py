"""What the service does with programs."""

from __future__ import annotations

from services.goals.domain import program
from services.goals.domain.access import runs_the_platform
from services.goals.domain.enrolment import unknown_program
from services.goals.domain.program import Program, PutProgram, unknown_program_version
from services.goals.handlers.means import Means
from shared.contracts.callers import Caller
from shared.contracts.problems import Problem
from shared.runtime.commands import Command, Recorded


async def put(means: Means, caller: Caller, command: Command, asked: PutProgram) -> Recorded | Problem:
    """Offer a program, or its next version."""
    if refusal := runs_the_platform(caller):
        return refusal
    newest = await means.store.programs.newest(asked.organization, asked.program)
    version = program.decide(newest, asked, means.now())
    if isinstance(version, Problem):
        return await means.store.receipt(command) or version
    return await means.store.programs.put(command, version)


async def read(means: Means, organization: str, name: str, version: int | None) -> Program | Problem:
    """A version of a program, the newest when none is named."""
    programs = means.store.programs
    if version is None:
        return await programs.newest(organization, name) or unknown_program(name)
    found = await programs.version(organization, name, version)
    if found is None and await programs.newest(organization, name) is None:
        return unknown_program(name)
    return found or unknown_program_version(name, version)
