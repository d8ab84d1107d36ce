"""Imports of enrolments: every line is a command of its own, and the report of all of them is kept."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from services.goals.domain.access import runs_the_platform
from services.goals.domain.enrolment import Join
from services.goals.domain.importing import BadLine, GoodLine, Line, read_lines
from services.goals.handlers import enrolments
from services.goals.handlers.means import Means
from shared.contracts.callers import SYSTEM, Caller
from shared.contracts.envelope import derived_id
from shared.contracts.problems import Problem
from shared.runtime.commands import Command

AT_ONCE = 16
"""Participants of one file who are enrolled at the same time."""


async def import_enrolments(
    means: Means, caller: Caller, organization: str, key: str, content: bytes
) -> Mapping[str, Any] | Problem:
    """The report of the file, the same for every retry: lines were recorded once, whenever a try was cut short."""
    if refusal := runs_the_platform(caller):
        return refusal
    command = Command.of(organization, key, "import-enrolments", *caller, hashlib.sha256(content).hexdigest())
    if told := await means.store.receipt(command):
        return told if isinstance(told, Problem) else told.answer
    lines = read_lines(content)
    if isinstance(lines, Problem):
        return lines
    report = _report(await _outcomes(means, command, lines))
    recorded = await means.store.imports.keep(command, report)
    return recorded if isinstance(recorded, Problem) else recorded.answer


async def _outcomes(means: Means, command: Command, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """By line; a participant's lines one after the other, of several participants at once."""
    places = asyncio.Semaphore(AT_ONCE)
    of_each: dict[str | int, list[Line]] = {}
    for line in lines:
        of_each.setdefault(line.participant_id or line.line, []).append(line)

    async def in_turn(of_one: list[Line]) -> list[dict[str, Any]]:
        async with places:
            return [await _outcome(means, command, line) for line in of_one]

    outcomes = [one for of_one in await asyncio.gather(*map(in_turn, of_each.values())) for one in of_one]
    return sorted(outcomes, key=lambda one: one["line"])


async def _outcome(means: Means, command: Command, line: Line) -> dict[str, Any]:
    if isinstance(line, BadLine):
        known = {"participant_id": line.participant_id} if line.participant_id else {}
        return {"line": line.line, **known, **_refused(line.problem)}
    outcome = await enrolments.join(means, SYSTEM, *_join(command, line))
    told = {"line": line.line, "participant_id": line.participant_id}
    if not isinstance(outcome, Problem):
        return {**told, "outcome": "enrolled", **outcome.answer}
    if outcome.code == "already-enrolled":
        return {**told, "outcome": "already-enrolled"}
    return {**told, **_refused(outcome)}


def _join(command: Command, line: GoodLine) -> tuple[Command, Join]:
    key = derived_id("import-line", command.organization, command.idempotency_key, str(line.line))
    asked = Join(
        organization=command.organization,
        idempotency_key=key,
        occurred_at=line.occurred_at,
        participant_id=line.participant_id,
        enrolment_id=derived_id("enrolment", command.organization, key),
        site=line.site,
        program=line.program,
        offer=None,
    )
    when = line.occurred_at.isoformat() if line.occurred_at else None
    content = (line.participant_id, line.site, line.program, when)
    return Command.of(command.organization, key, "import-line", *content), asked


def _refused(problem: Problem) -> dict[str, Any]:
    return {"outcome": "refused", "code": problem.code, "message": problem.detail}


def _report(outcomes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    def count(outcome: str) -> int:
        return sum(one["outcome"] == outcome for one in outcomes)

    return {"lines": list(outcomes), "enrolled": count("enrolled"), "refused": count("refused")}
