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
        again = [sys.executable, "-m", "services.goals"]
        with subprocess.Popen(again, env=environment(alone), stderr=subprocess.PIPE, text=True) as second:
            health = httpx.get(service.url + "/health")
            said = second.communicate()[1]
        assert (health.status_code, set(health.json()["checks"])) == (503, {"store", "relay"})
        assert second.returncode == 2
        assert said.startswith(f"goals: cannot listen on 127.0.0.1:{alone.port}")
        assert said.count("\n") == 1

        assert service.stop() == 0
        assert "Traceback" not in service.said()
