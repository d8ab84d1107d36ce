"""Why a command was not recorded, for how long it is sent again, and what to do if that did not help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from deploy.sample.sending import Service

PLAYED_BEFORE = "if the program was played there before, choose another run id"
_LOOK = "it went on for too long: look at that service's health and log"
_FAULT = "this is a fault in the sample program or in that service: please report it with this line"
_AWAY = frozenset({502, 503, 504})
_UNKNOWN = frozenset({"participant", "goal", "step", "plan", "strength"})
_NOT_YET_KNOWN = frozenset({f"unknown-{thing}" for thing in _UNKNOWN}) | {
    "not-enrolled-now",  # joined again
    "not-at-your-site",  # moved
    "goal-is-closed",  # reopened
    "step-rests",  # resumed
}
"""What checkins may say of something that goals recorded a moment ago."""
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds: how long one command is tried for each reason, and how long apart two tries may be."""

    while_away: float = 60.0
    while_unknown: float = 30.0
    first_wait: float = 0.03
    longest_wait: float = 1.0


@dataclass(frozen=True, slots=True)
class Trouble:
    """What was said, how many seconds that may last, and what to do if it lasts longer."""

    said: str
    patience: float
    cure: str


def unheard(error: httpx.TransportError, patience: Patience) -> Trouble:
    """Nobody answered, or not to the end."""
    return Trouble(type(error).__name__, patience.while_away, _LOOK)


def refused(answer: httpx.Response, service: Service, patience: Patience) -> Trouble:
    """The service answered that it did not record the command."""
    problem = _problem(answer)
    line = in_a_line(answer.status_code, *(problem.get(name) for name in ("code", "detail", "hint")))
    if answer.status_code in _AWAY:
        return Trouble(line, patience.while_away, _LOOK)
    if service is Service.CHECKINS and (problem.get("code") in _NOT_YET_KNOWN or _is_about_days(problem)):
        moved = answer.status_code == httpx.codes.FORBIDDEN  # or all of it was played before, the move included
        return Trouble(line, patience.while_unknown, f"{_LOOK}; {PLAYED_BEFORE}" if moved else _LOOK)
    return Trouble(line, 0.0, PLAYED_BEFORE if answer.status_code == httpx.codes.CONFLICT else _FAULT)


def is_there(answer: httpx.Response, method: str) -> bool:
    """Whether what is put from version 0 has a version already."""
    return method == "PUT" and _problem(answer).get("code") == "version-moved-on"


def in_a_line(*words: object) -> str:
    """What there is of them, shortened, without line breaks."""
    return " ".join(" - ".join(str(word)[:_LONGEST_WORDS] for word in words if word).split())


def _is_about_days(problem: Mapping[str, Any]) -> bool:
    """A step that was revised a moment ago has other days than checkins has heard of."""
    return [error.get("field") for error in problem.get("errors", ())] == ["occurred_at"]


def _problem(answer: httpx.Response) -> Mapping[str, Any]:
    try:
        problem = answer.json()
    except ValueError:
        return {}
    return problem if isinstance(problem, dict) else {}
