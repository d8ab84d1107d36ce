"""One start of everything for all tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import uuid4

import pytest

from deploy.stacks.stack import Stack
from shared.runtime.settings import Settings
from tests.e2e.conftest import browser, chromium, scores, start
from tests.pages.everything import Everything, everything

__all__ = ["browser", "chromium", "scores", "start"]


@pytest.fixture(scope="session")
def cairn(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everything]:
    """All services, with the SIMULATED program played through."""
    name = f"t{uuid4().hex[:10]}"
    settings = Settings(kafka=stack.kafka, mongo=stack.mongo, topic_prefix=f"{name}.", database=name, partitions=1)
    with everything(settings, tmp_path_factory.mktemp("services")) as running:
        yield running
