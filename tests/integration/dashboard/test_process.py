"""The dashboard as a process: one line and status 2 for what an operator has to mend, status 0 when told to stop."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import free_port, poll_until

NOBODY = f"mongodb://127.0.0.1:{free_port()}/?replicaSet=rs0"


def environment(**settings: str) -> dict[str, str]:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {**ours, **settings}


def said_by(**settings: str) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "services.dashboard"],
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stderr


def test_a_missing_setting_is_one_line() -> None:
    status, said = said_by(CAIRN_KAFKA="127.0.0.1:1", CAIRN_PORT=str(free_port()))
    assert (status, said) == (2, "dashboard: CAIRN_MONGO is not set: it must be a replica set's URL, mongodb://...\n")


def test_no_port_is_one_line() -> None:
    status, said = said_by(CAIRN_KAFKA="127.0.0.1:1", CAIRN_MONGO=NOBODY)
    assert (status, said) == (
        2,
        "dashboard: CAIRN_PORT is not set: it must be the port to listen on, 1 to 65535\n",
    )


def test_a_port_in_use_is_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        status, said = said_by(CAIRN_KAFKA="127.0.0.1:1", CAIRN_MONGO=NOBODY, CAIRN_PORT=str(port))
    assert status == 2
    assert (
        said == f"dashboard: cannot listen on 127.0.0.1:{port} (Address already in use); free it or set CAIRN_PORT\n"
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_without_mongodb_and_stops_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    port = free_port()
    dashboard = Child("dashboard", tmp_path / "dashboard.log")
    settings = {"CAIRN_KAFKA": "127.0.0.1:1", "CAIRN_MONGO": NOBODY, "CAIRN_PORT": str(port)}
    dashboard.start([sys.executable, "-m", "services.dashboard"], environment(**settings))
    try:
        dashboard.wait_until(lambda: healthy(port), 60)
        assert dashboard.pid is not None
        os.kill(dashboard.pid, number)
        assert poll_until(lambda: not dashboard.running, 20)
        assert dashboard.poll() == 0
        assert "Traceback" not in dashboard.log.read_text()
    finally:
        dashboard.kill()


def healthy(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).is_success
    except httpx.TransportError:
        return False
