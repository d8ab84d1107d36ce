"""A refusal, as a value: a code for programs, a sentence for people, a hint what to do.

Domain code returns it; over HTTP it becomes problem+json (RFC 9457, `shared.runtime.problems`). It names the field
that is wrong and never repeats what somebody wrote in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field: its path in the request, and a sentence."""

    field: str
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An expected refusal. `status` is the HTTP status it stands for; `code` is stable, in lower-case-with-dashes."""

    status: int
    code: str
    detail: str
    hint: str | None = None
    fields: Sequence[FieldProblem] = field(default=())
