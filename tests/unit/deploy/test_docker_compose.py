"""docker-compose.yml keeps what the other stack promises, and shows nothing to a network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deploy.stacks.broker_settings import BROKER_SETTINGS
from deploy.stacks.containers.servers import KAFKA_IMAGE, MONGO_IMAGE

ROOT = Path(__file__).parents[3]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text()


@pytest.mark.parametrize("name", BROKER_SETTINGS)
def test_the_broker_is_set_up_as_in_every_other_stack(name: str) -> None:
    variable = f"KAFKA_{name.replace('.', '_').upper()}"
    assert f'{variable}: "{BROKER_SETTINGS[name]}"\n' in COMPOSE


def test_the_images_are_pinned_and_those_that_the_tests_run_on() -> None:
    images = set(re.findall(r"^ +image: (\S+)", COMPOSE, re.MULTILINE)) - {"cairn:0.1.0"}
    assert images == {KAFKA_IMAGE, MONGO_IMAGE}
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.11-slim"}


def test_every_port_is_published_on_loopback_only() -> None:
    published = re.findall(r'ports: \["([^"]+)"\]', COMPOSE)
    assert len(published) == COMPOSE.count("ports:") == 6
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_the_zones_of_sites_are_handed_on_to_the_dashboard() -> None:
    assert "CAIRN_ZONES: ${CAIRN_ZONES:-}" in COMPOSE


def test_no_account_comes_with_a_default_password() -> None:
    assert not re.search(r"password|secret|root_user", COMPOSE, re.IGNORECASE)


def test_the_image_runs_as_nobody_in_particular() -> None:
    users = re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE)
    assert users == ["10001:10001"]
