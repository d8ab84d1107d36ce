"""Enrolments in a file: comma-separated values, UTF-8, a header and one enrolment a line. Each line stands alone."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from io import StringIO
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from shared.contracts.problems import FieldProblem, Problem
from shared.contracts.vocabulary import Moment, ParticipantId, ProgramId, SiteId

NEEDED = ("participant_id", "site", "program")
COLUMNS = (*NEEDED, "occurred_at")

_READERS: Mapping[str, TypeAdapter[str]] = {
    "participant_id": TypeAdapter(ParticipantId),
    "site": TypeAdapter(SiteId),
    "program": TypeAdapter(ProgramId),
}
_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)
_SLUG_EXPECTED = "is not lower-case letters, digits and dashes"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodLine:
    """An enrolment that a line asks for."""

    line: int
    participant_id: str
    site: str
    program: str
    occurred_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that cannot be read, and why; repeats nothing of it but a good participant_id."""

    line: int
    participant_id: str | None
    problem: Problem


Line: TypeAlias = GoodLine | BadLine


def not_utf8() -> Problem:
    """The file is in another encoding."""
    return Problem(422, "not-utf8", "The file is not UTF-8 text.", "Save it as CSV in UTF-8 and send it again.")


def wrong_header() -> Problem:
    """The first line does not name the columns."""
    return Problem(
        422,
        "wrong-header",
        "The first line must name the columns participant_id, site and program, and may name occurred_at.",
        "Mend the first line and send the file again; the columns may stand in any order, each once.",
    )


def malformed_line() -> Problem:
    """A line that is no comma-separated values."""
    return Problem(
        422,
        "malformed-line",
        "This line has a quotation mark out of place.",
        "Quote whole fields, and write a quotation mark within one twice.",
    )


def wrong_columns(expected: int) -> Problem:
    """A line of another length than the header."""
    return Problem(
        422, "wrong-columns", f"This line does not have {expected} fields.", "Give it one for each column."
    )


def wrong_field(field: str, message: str) -> Problem:
    """A field that does not fit."""
    return Problem(
        422,
        "invalid-field",
        f"{field}: {message}.",
        "Mend this line and send it in another file.",
        (FieldProblem(field, message),),
    )


def read_lines(content: bytes) -> list[Line] | Problem:
    """The file's lines, the good and the bad, or why it cannot be read at all. Empty lines are passed over."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return not_utf8()
    rows = _rows(text)
    _, header = next(rows, (1, None))
    columns = [name.strip() for name in header] if header else []
    if len(set(columns)) < len(columns) or not set(NEEDED) <= set(columns) <= set(COLUMNS):
        return wrong_header()
    return [_line(number, row, columns) for number, row in rows]


def _rows(text: str) -> Iterator[tuple[int, list[str] | None]]:
    """(the line's number, its fields or None when it is malformed), but for empty lines.

    No field has a line break in it, so that a quotation mark left open spoils its own line alone.
    """
    for number, line in enumerate(StringIO(text, newline=None), 1):
        try:
            row = next(csv.reader([line], strict=True), [])
        except csv.Error:
            yield number, None
        else:
            if any(field.strip() for field in row):
                yield number, row


def _line(number: int, row: list[str] | None, columns: list[str]) -> Line:
    if row is None:
        return BadLine(line=number, participant_id=None, problem=malformed_line())
    if len(row) != len(columns):
        return BadLine(line=number, participant_id=None, problem=wrong_columns(len(columns)))
    said = {name: field.strip() for name, field in zip(columns, row, strict=True)}
    known = said["participant_id"] if _fits("participant_id", said["participant_id"]) else None
    for name in NEEDED:
        if not _fits(name, said[name]):
            return BadLine(line=number, participant_id=known, problem=wrong_field(name, _SLUG_EXPECTED))
    try:
        occurred_at = _MOMENT.validate_json(f'"{said["occurred_at"]}"') if said.get("occurred_at") else None
    except ValidationError:
        problem = wrong_field("occurred_at", "is not a date and time with its zone, as in 2026-03-01T12:00:00Z")
        return BadLine(line=number, participant_id=known, problem=problem)
    return GoodLine(
        line=number,
        participant_id=said["participant_id"],
        site=said["site"],
        program=said["program"],
        occurred_at=occurred_at,
    )


def _fits(name: str, field: str) -> bool:
    try:
        _READERS[name].validate_python(field)
    except ValidationError:
        return False
    return True
