"""A route's refusals in OpenAPI are read from the code that refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from shared.contracts import problems
from shared.contracts.problems import Problem
from shared.runtime.http import build_api
from shared.runtime.refusals import problems_of, refusals_of, refusals_to_read

CLOSED = Problem(409, "closed", "It is closed.")


def unknown(boat: str) -> Problem:
    """A factory."""
    return Problem(404, "unknown-boat", f"There is no boat {boat} here.")


def too_full(boat: str, at_most: int) -> Problem:
    """A factory with two parameters."""
    return problems.Problem(409, "too-full", f"{boat} takes at most {at_most}.")


def it_has_room(boat: str) -> Problem | None:
    """A rule."""
    return too_full(boat, 3) if boat == "full" else None


def it_is_open(boat: str) -> Problem | None:
    """A rule that refuses with a value, and asks another rule within an inner function."""
    refused = [CLOSED for _ in boat if it_has_room(boat)]
    return refused[0] if refused else None


RULES = (it_is_open,)


def board(boat: str) -> str | Problem:
    """A decision that goes through a list of rules."""
    if boat == "none":
        return unknown(boat)
    return next((refusal for rule in RULES if (refusal := rule(boat))), boat)


def test_a_problem_a_factory_a_rule_and_a_decision_say_what_they_refuse() -> None:
    assert problems_of(CLOSED) == {(409, "closed"): CLOSED}
    assert problems_of(unknown)[404, "unknown-boat"].detail == "There is no boat {boat} here."
    assert set(problems_of(it_has_room)) == {(409, "too-full")}
    assert set(problems_of(board)) == {(404, "unknown-boat"), (409, "closed"), (409, "too-full")}


def test_a_function_that_cannot_refuse_is_not_looked_into() -> None:
    def harmless(boat: str) -> str:
        return str(unknown(boat))

    assert problems_of(harmless) == {}


def test_every_command_also_refuses_what_any_command_refuses() -> None:
    said = {status: answer["description"] for status, answer in refusals_of(board).items()}
    assert set(said) == {400, 404, 409, 413, 415, 422, 503}
    for code in ("`closed`: It is closed.", "`too-full`: {boat} takes at most {at_most}.", "idempotency-key-reused"):
        assert code in said[409]
    assert set(refusals_to_read(unknown)) == {404, 422, 503}


def test_problems_are_said_to_be_problem_json() -> None:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield

    app = build_api("Boats", "", lifespan, lambda: ())
    app.get("/boats", responses=refusals_to_read(unknown))(lambda: None)
    for _ in range(2):
        answers = app.openapi()["paths"]["/boats"]["get"]["responses"]
        assert list(answers["404"]["content"]) == ["application/problem+json"]
        assert list(answers["200"]["content"]) == ["application/json"]
