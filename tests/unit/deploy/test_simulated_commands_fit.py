"""The simulated program uses every command that goals and checkins offer, as their OpenAPI documents describe it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # published without types

from deploy.sample.sending import Service
from deploy.sample.simulated.commands import Command, Kind
from deploy.sample.simulated.courses import courses
from deploy.sample.simulated.definition import SIMULATED
from deploy.sample.walking import WALKING
from services.checkins.app import build_app as build_checkins
from services.goals.app import build_app as build_goals
from shared.runtime.settings import Settings
from tests.unit.deploy.ledger import references

NOWHERE = Settings(kafka="127.0.0.1:9", mongo="mongodb://127.0.0.1:9")
COMMANDS = [command for course in courses(60, 1, date(2026, 3, 10)).values() for command in course]
NOT_PEOPLES = {(Service.GOALS, "/v1/organizations/{organization}/enrolment-imports")}
"""What no person's course is made of."""


class Route(NamedTuple):
    """A command that a service offers: its path as OpenAPI writes it, and the schema of its body."""

    service: Service
    method: str
    path: str
    body: Draft202012Validator

    def takes(self, service: Service, path: str) -> bool:
        pattern = re.sub(r"{[^}]+}", "[^/]+", self.path)
        return service is self.service and re.fullmatch(pattern, path) is not None


@cache
def routes() -> tuple[Route, ...]:
    return tuple(offered())


def offered() -> Iterator[Route]:
    for service, build in ((Service.GOALS, build_goals), (Service.CHECKINS, build_checkins)):
        document = build(NOWHERE).openapi()
        for path, methods in document["paths"].items():
            for method in {"post", "put"} & set(methods):
                if (service, path) not in NOT_PEOPLES:
                    schema = methods[method]["requestBody"]["content"]["application/json"]["schema"]
                    whole = {**schema, "components": document["components"]}
                    yield Route(service, method, path, Draft202012Validator(whole))


def filled(command: Command) -> tuple[str, Mapping[str, Any]]:
    ids = {str(reference): "an-id" for reference in references(command)}
    return command.path(ids), command.content(ids)


def route_of(command: Command) -> Route:
    path, _ = filled(command)
    [route] = [route for route in routes() if route.method == "post" and route.takes(command.service, path)]
    return route


def test_every_command_that_is_offered_is_used() -> None:
    used = {(command.service, route_of(command).path) for command in COMMANDS}
    put = [(route.service, route.path) for route in routes() if route.method == "put"]
    assert put == [(Service.GOALS, "/v1/organizations/{organization}/programs/{program}")]
    assert {(route.service, route.path) for route in routes()} == {*used, *put}


@pytest.mark.parametrize("kind", Kind)
def test_every_body_is_one_that_the_service_takes(kind: Kind) -> None:
    commands = [command for command in COMMANDS if command.kind is kind]
    assert commands
    for command in commands:
        route_of(command).body.validate(filled(command)[1])


@pytest.mark.parametrize("program", [WALKING, SIMULATED], ids=["walking", "simulated"])
def test_every_program_is_one_that_goals_takes(program: Any) -> None:
    [route] = [route for route in routes() if route.takes(Service.GOALS, program.path)]
    route.body.validate(program.definition)
