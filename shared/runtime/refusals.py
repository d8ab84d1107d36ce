"""A route's possible refusals in its OpenAPI document, read from the code that refuses: so they cannot drift apart.

Name what may refuse, and every problem that it can return is listed by its code: a `Problem`, a factory (a function
that returns one), or a rule or decision (a function that may return one). Of a rule its code is read: the factories
and the further rules that it names, alone or in a list. `{goal_id}` in a sentence stands for what is said there.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from types import CodeType, FunctionType, ModuleType
from typing import Any, TypeAlias

from shared.contracts.problems import Problem
from shared.runtime.bodies import NOT_JSON
from shared.runtime.commands import CHANGED_MEANWHILE, KEY_REUSED
from shared.runtime.http import BODY_TOO_LARGE
from shared.runtime.problems import INVALID_FIELD, MALFORMED, STORE_AWAY, ProblemDocument

Refusing: TypeAlias = Problem | Callable[..., object]
"""A problem, a factory of problems, or a function that may answer with one."""
Responses: TypeAlias = dict[int | str, dict[str, Any]]
"""FastAPI's `responses=`."""

OF_EVERY_COMMAND = (MALFORMED, BODY_TOO_LARGE, NOT_JSON, INVALID_FIELD, STORE_AWAY, KEY_REUSED, CHANGED_MEANWHILE)
OF_EVERY_READING = (INVALID_FIELD, STORE_AWAY)


def refusals_of(*refusing: Refusing) -> Responses:
    """`responses=` of a command: what any command may be refused for, and what these refuse."""
    return _listed([*OF_EVERY_COMMAND, *_all_of(refusing)])


def refusals_to_read(*refusing: Refusing) -> Responses:
    """`responses=` of a GET: what any may be refused for, and what these refuse."""
    return _listed([*OF_EVERY_READING, *_all_of(refusing)])


def problems_of(refusing: Refusing) -> Mapping[tuple[int, str], Problem]:
    """Every problem that it can return, by status and code; the factories' parameters stand as `{name}`."""
    return {(problem.status, problem.code): problem for problem in _problems(refusing, set())}


def _all_of(refusing: tuple[Refusing, ...]) -> Iterator[Problem]:
    for one in refusing:
        yield from problems_of(one).values()


def _listed(problems: list[Problem]) -> Responses:
    found: dict[int, dict[str, str]] = {}
    for problem in problems:
        found.setdefault(problem.status, {}).setdefault(problem.code, problem.detail)
    return {
        status: {
            "model": ProblemDocument,
            "description": f"{HTTPStatus(status).phrase}:\n\n"
            + "\n".join(f"- `{code}`: {sentence}" for code, sentence in sorted(sentences.items())),
        }
        for status, sentences in sorted(found.items())
    }


def _problems(value: object, seen: set[int]) -> Iterator[Problem]:
    if id(value) in seen:
        return
    seen.add(id(value))
    match value:
        case Problem():
            yield value
        case tuple() | list():
            for one in value:
                yield from _problems(one, seen)
        case FunctionType() if _returns(value) == "Problem":
            yield _example(value)
        case FunctionType() if "Problem" in _returns(value):
            for named in _named_in(value.__code__, value.__globals__):
                yield from _problems(named, seen)
        case _:
            return


def _returns(function: FunctionType) -> str:
    said = function.__annotations__.get("return", "")
    return said if isinstance(said, str) else getattr(said, "__name__", str(said))


def _example(factory: FunctionType) -> Problem:
    problem = factory(**{name: f"{{{name}}}" for name in inspect.signature(factory).parameters})
    assert isinstance(problem, Problem), factory  # noqa: S101 - what its annotation promises
    return problem


def _named_in(code: CodeType, names: Mapping[str, object]) -> Iterator[object]:
    """What a function's code names in its module, or in a module that it names."""
    for name in code.co_names:
        value = names.get(name)
        if isinstance(value, ModuleType):
            yield from (vars(value)[inner] for inner in code.co_names if inner in vars(value))
        elif value is not None:
            yield value
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _named_in(inner, names)
