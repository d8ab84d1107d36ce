"""The commands of README, typed as they stand, against the services on a real stack."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from deploy.run.services import Services, choose_ports
from shared.contracts.read_models import PARTICIPANTS, SCORING
from shared.runtime.settings import Settings
from shared.runtime.store import connect_blocking

pytestmark = [pytest.mark.stack]

ROOT = Path(__file__).parents[3]
ARRIVES_WITHIN = 30.0


def commands_of_readme() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    return [block.replace(".venv/bin/python", sys.executable) for block in blocks if not block.startswith("make ")]


def test_the_examples_of_readme_work_as_they_stand(
    space: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in space.model_dump(include={"kafka", "mongo", "database", "topic_prefix", "partitions"}).items():
        monkeypatch.setenv(f"CAIRN_{name.upper()}", str(value))
    services = Services(tmp_path, choose_ports({}))
    try:
        services.start()
        services.await_health(())
        said = {**os.environ, "GOALS": services.address("goals"), "CHECKINS": services.address("checkins")}
        commands, rebuild = commands_of_readme()
        subprocess.run(["bash", "-euc", commands], env=said, check=True, timeout=60, cwd=ROOT)
        await_events(space, "north/p-17", 3)
        done = subprocess.run(
            ["bash", "-euc", rebuild], env=said, check=True, timeout=60, cwd=ROOT, capture_output=True
        )
        assert b"1 identical, 0 different, 0 missing, 0 extra" in done.stdout
    finally:
        services.stop()


def await_events(space: Settings, subject: str, count: int) -> None:
    database = connect_blocking(space.mongo, space.database_of(SCORING))
    deadline = time.monotonic() + ARRIVES_WITHIN
    while (database[PARTICIPANTS].find_one(subject) or {}).get("events") != count:
        assert time.monotonic() < deadline, "the events did not arrive in the projection"
        time.sleep(0.05)
    database.client.close()
