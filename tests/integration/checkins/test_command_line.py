"""What is wrong with a setting or a port is one clear line."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

from tests.integration.checkins.serving import ROOT

RIGHT = {"CAIRN_KAFKA": "127.0.0.1:1", "CAIRN_MONGO": "mongodb://127.0.0.1:1", "CAIRN_PORT": "0"}


def start(settings: dict[str, str]) -> subprocess.Popen[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    command = [sys.executable, "-m", "services.checkins"]
    return subprocess.Popen(command, cwd=ROOT, env=clean | settings, stderr=subprocess.PIPE, text=True)


def test_a_setting_that_is_wrong_or_missing_and_a_port_that_is_taken_are_named_in_one_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        started = {
            "CAIRN_KAFKA": start({name: value for name, value in RIGHT.items() if name != "CAIRN_KAFKA"}),
            "CAIRN_MONGO": start(RIGHT | {"CAIRN_MONGO": "nonsense"}),
            "CAIRN_PORT": start(RIGHT | {"CAIRN_PORT": "many"}),
            f"127.0.0.1:{port}": start(RIGHT | {"CAIRN_PORT": port}),
        }
        said = {named: process.communicate(timeout=60)[1] for named, process in started.items()}
    for named, line in said.items():
        assert started[named].returncode == 2
        assert named in line
        assert line.count("\n") == 1
