"""Programs: configured by an operator, whole in every language, a version after the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.goals.domain.program import Program, Prompt, PutProgram, Terms, decide
from shared.contracts.problems import Problem
from tests.unit.goals.courses import join
from tests.unit.goals.journeys import NOW, refused, refused_fields

PROUD = Prompt(code="proud-of", text={"en": "What are you proud of?", "ar": "بماذا تفتخر؟"})
TERMS = Terms(
    name={"en": "Walking", "ar": "المشي"},
    what_to_expect=None,
    check_in_every_days=7,
    silent_after_days=14,
    review_every_days=28,
    languages=("en", "ar"),
    prompts=(PROUD,),
)


def put(from_version: int = 0, occurred_at: Any = None, **said: Any) -> PutProgram:
    return PutProgram(
        organization="shore",
        idempotency_key="put",
        occurred_at=occurred_at,
        program="walking",
        from_version=from_version,
        terms=replace(TERMS, **said),
    )


def offered(*commands: PutProgram) -> Program:
    newest: Program | None = None
    for command in commands:
        version = decide(newest, command, NOW)
        assert not isinstance(version, Problem), version
        newest = version
    assert newest is not None
    return newest


def test_a_program_goes_from_version_to_version() -> None:
    assert offered(put()).version == 1
    second = offered(put(), put(1, silent_after_days=21))
    assert (second.version, second.terms.silent_after_days, second.put_at) == (2, 21, NOW)


@pytest.mark.parametrize(("from_version", "current"), [(0, 1), (2, 1), (1, 2)])
def test_a_program_that_moved_on_is_read_again_first(from_version: int, current: int) -> None:
    newest = offered(put()) if current == 1 else offered(put(), put(1))
    problem = refused(decide(newest, put(from_version), NOW))
    assert (problem.status, problem.code) == (409, "version-moved-on")
    assert f"version {current}" in problem.detail
    assert f"version {from_version}" in problem.detail


def test_a_new_program_starts_from_nothing() -> None:
    assert refused(decide(None, put(1), NOW)).code == "version-moved-on"


def test_what_is_offered_is_what_joining_copies() -> None:
    offer = offered(put()).offer
    assert (offer.version, offer.check_in_every_days, offer.silent_after_days) == (1, 7, 14)
    assert (offer.review_every_days, offer.prompts) == (28, ("proud-of",))
    assert join(offer=offer).offer == offer


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": {"en": "Walking"}}, "name"),
        ({"name": {"en": "Walking", "ar": "المشي", "de": "Gehen"}}, "name"),
        ({"what_to_expect": {"ar": "المشي"}}, "what_to_expect"),
        ({"prompts": (PROUD, Prompt(code="other", text={"en": "Why?"}))}, "prompts.1.text"),
        ({"prompts": (PROUD, PROUD)}, "prompts"),
        ({"languages": ("en", "ar", "en")}, "languages"),
        ({"languages": ("en",)}, "name"),
        ({"check_in_every_days": 15}, "silent_after_days"),
    ],
)
def test_a_program_is_whole_in_each_of_its_languages(said: dict[str, Any], field: str) -> None:
    assert refused_fields(decide(None, put(**said), NOW)) == [field]


def test_a_program_without_prompts_is_one() -> None:
    assert offered(put(prompts=())).offer.prompts == ()


def test_a_program_is_not_put_more_than_a_day_ahead() -> None:
    assert refused_fields(decide(None, put(occurred_at=NOW + timedelta(days=2)), NOW)) == ["occurred_at"]
