"""`python -m deploy.run` says in one line why it cannot go on."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from deploy.run.servers import servers
from deploy.run.services import SERVICES, choose_ports, raise_if_ended
from deploy.run.stopped import HalfGiven, PortInUse, ProcessEnded
from deploy.stacks.local.processes import Child
from deploy.stacks.readiness import LOOPBACK, poll_until


def ended(log: Path, program: str) -> Child:
    """A child that ran this Python program to its end."""
    child = Child("scoring", log)
    child.start([sys.executable, "-c", program])
    assert poll_until(lambda: not child.running, 20)
    return child


def test_every_service_gets_a_port_of_its_own() -> None:
    ports = choose_ports({"goals": None, "dashboard": None})
    assert set(ports) == set(SERVICES)
    assert len(set(ports.values())) == len(SERVICES)


def test_a_port_that_is_asked_for_and_in_use_is_named_with_its_service() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortInUse, match=f"port {port} for scoring is in use: .*--scoring-port"):
            choose_ports({"scoring": port})


def test_one_port_cannot_be_asked_for_twice() -> None:
    [port] = {choose_ports({})["goals"]}
    with pytest.raises(PortInUse, match=f"port {port} for checkins"):
        choose_ports({"goals": port, "checkins": port})


@pytest.mark.parametrize(("given", "missing"), [("CAIRN_KAFKA", "CAIRN_MONGO"), ("CAIRN_MONGO", "CAIRN_KAFKA")])
def test_one_server_without_the_other_is_refused_before_anything_starts(given: str, missing: str) -> None:
    with pytest.raises(HalfGiven, match=f"^{given} is set and {missing} is not: "):
        servers({given: "127.0.0.1:1"})


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("print('one'); print('cannot listen'); raise SystemExit(2)", "ended with status 2: cannot listen "),
        ("import os; os.kill(os.getpid(), 9)", "was ended by signal 9: it said nothing "),
        (
            """print('{"level": "ERROR", "message": "relay waits", "error": "BrokerAway"}'); raise SystemExit(1)""",
            "ended with status 1: relay waits: BrokerAway ",
        ),
        ("raise SystemExit(0)", "ended with status 0: "),
    ],
)
def test_a_process_that_ended_is_named_with_its_last_line_and_its_log(
    program: str, said: str, tmp_path: Path
) -> None:
    log = tmp_path / "scoring.log"
    with pytest.raises(ProcessEnded) as stopped:
        raise_if_ended([Child("not started yet", log), ended(log, program)])
    line = str(stopped.value)
    assert line.startswith(f"scoring {said}")
    assert str(log) in line
    assert "\n" not in line
