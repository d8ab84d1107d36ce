"""Every refusal is a sentence with a hint, and is listed in the OpenAPI document where it may come."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable

import pytest

from services.checkins.app import build_app
from services.checkins.domain import access, refusals
from shared.contracts.problems import Problem
from shared.runtime.settings import Settings

FACTORIES = [
    found
    for module in (refusals, access)
    for _, found in inspect.getmembers(module, inspect.isfunction)
    if found.__module__ == module.__name__ and found.__annotations__.get("return") == "Problem"
]


def made(factory: Callable[..., Problem]) -> Problem:
    return factory(*(f"the-{name}" for name in inspect.signature(factory).parameters))


@pytest.mark.parametrize("factory", FACTORIES, ids=lambda factory: factory.__name__)
def test_it_is_a_sentence_for_people_with_a_hint(factory: Callable[..., Problem]) -> None:
    problem = made(factory)
    assert problem.detail.endswith(".")
    assert problem.hint
    assert problem.hint.endswith(".")
    assert 400 <= problem.status < 500


def test_every_refusal_is_in_the_document_and_only_where_something_can_be_refused() -> None:
    document = build_app(Settings(kafka="127.0.0.1:1", mongo="mongodb://127.0.0.1:1")).openapi()
    described = json.dumps(document["paths"])
    for factory in FACTORIES:
        assert f"`{made(factory).code}`" in described, factory.__name__
    corrections = document["paths"]["/v1/organizations/{organization}/setbacks/{setback_id}/corrections"]["post"]
    for status, codes in {
        "403": ["not-yours", "not-shared", "not-at-your-site", "not-for-operators"],
        "404": ["unknown-record", "unknown-step", "unknown-goal", "unknown-plan", "unknown-participant"],
        "409": ["already-retracted", "not-enrolled-now", "idempotency-key-reused", "changed-meanwhile"],
    }.items():
        assert all(f"`{code}`" in corrections["responses"][status]["description"] for code in codes)
    assert "only-clinicians" not in json.dumps(corrections)
