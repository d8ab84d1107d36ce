"""The service as a process: it needs nobody to start, says in one line what is wrong, and stops when asked."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import httpx

from deploy.stacks.readiness import free_port
from shared.runtime.settings import Settings
from tests.integration.goals.callers import environment, process

NOBODY = f"127.0.0.1:{free_port()}"


def test_it_starts_without_kafka_and_mongodb_and_stops_cleanly(tmp_path: Path) -> None:
    alone = Settings(kafka=NOBODY, mongo=f"mongodb://{NOBODY}/?replicaSet=rs0", port=free_port())
    with process(alone, tmp_path) as service:
        health = httpx.get(service.url + "/health")
        assert (health.status_code, set(health.json()["checks"])) == (503, {"store", "relay"})

        second = subprocess.run(
            [sys.executable, "-m", "services.goals"],
            env=environment(alone),
            capture_output=True,
            text=True,
            check=False,
        )
        assert second.returncode == 2
        assert second.stderr.startswith(f"goals: cannot listen on 127.0.0.1:{alone.port}")
        assert second.stderr.count("\n") == 1

        service.stop()
        assert "Traceback" not in service.said()
