"""goals and checkins keep to their OpenAPI documents, whatever Schemathesis makes up from these.

No 5xx, no answer that the document does not have, nothing refused that it allows or taken that it forbids. Both run
as processes on a real stack. Slow, so run by its name only: `make test-openapi`.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from deploy.prepare import prepare
from deploy.stacks.stack import Stack
from shared.runtime.settings import Settings
from tests.benchmarks.processes import service
from tests.openapi.recorded import recorded

pytestmark = pytest.mark.stack

EXAMPLES = 25
"""Made-up requests per operation."""
GIVES_UP_AFTER = 900
"""Seconds."""
CONFIGURATION = """
[checks]
# What only several fields together, or what is recorded, can tell is refused with 422, too: no schema can say it.
positive_data_acceptance.expected-statuses = ["2xx", 304, 403, 404, 409, 413, 422]

[parameters]
"""


@dataclass(frozen=True)
class Served:
    """Where each service answers, and path parameters that exist."""

    addresses: Mapping[str, str]
    ids: Mapping[str, str]


@pytest.fixture(scope="module")
def served(stack: Stack) -> Iterator[Served]:
    """Both services, with somebody to ask them about."""
    name = f"t{uuid4().hex[:10]}"
    settings = Settings(kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name, partitions=1)
    asyncio.run(prepare(settings))
    with service("goals", settings) as (_, goals), service("checkins", settings) as (_, checkins):
        yield Served({"goals": goals, "checkins": checkins}, recorded(goals, checkins))


@pytest.mark.timeout(GIVES_UP_AFTER)
@pytest.mark.parametrize("name", ["goals", "checkins"])
def test_a_service_keeps_to_its_document(name: str, served: Served, tmp_path: Path) -> None:
    configuration = tmp_path / "schemathesis.toml"
    known = "".join(f'"path.{name}" = "{value}"\n' for name, value in served.ids.items())
    configuration.write_text(CONFIGURATION + known)
    found = subprocess.run(
        [
            str(Path(sys.executable).with_name("schemathesis")),
            f"--config-file={configuration}",
            "run",
            f"{served.addresses[name]}/openapi.json",
            f"--max-examples={EXAMPLES}",
            "--phases=examples,coverage,fuzzing",
            "--no-color",
            "--seed=1",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=tmp_path,
        check=False,
    )
    assert found.returncode == 0, found.stdout
