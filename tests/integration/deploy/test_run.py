"""`python -m deploy.run`: what it promises to whoever types it, and to whoever stops or kills it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from deploy.run.services import SERVICES
from deploy.stacks.readiness import LOOPBACK, poll_until
from deploy.stacks.stack import Stack
from shared.runtime.store import connect_blocking

pytestmark = pytest.mark.stack

ENDS_WITHIN = 60
UP_WITHIN = 90
SCORING_DIED = r"scoring was ended by signal 9: .*/scoring\.log.*\n"


def environment(servers: Stack | None) -> dict[str, str]:
    """Ours, with the addresses of these servers and no other setting of Cairn's."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("CAIRN_")}
    return {**plain, "CAIRN_KAFKA": servers.kafka, "CAIRN_MONGO": servers.mongo} if servers else plain


def run(*arguments: str, env: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """The command, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "deploy.run", *arguments],
        env=env,
        capture_output=True,
        text=True,
        timeout=UP_WITHIN + ENDS_WITHIN,
        check=False,
    )


def forget(servers: Stack, said: str) -> None:
    """Drop the databases that a run left on given servers."""
    database = found[1] if (found := re.search(r"databases (cairn-run-\S+)_\*", said)) else pytest.fail(said)
    client = connect_blocking(servers.mongo, database).client
    for service in SERVICES:
        client.drop_database(f"{database}_{service}")
    client.close()


class Running:
    """The command while it runs, with everything it said so far and the processes that it started."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        self.children: dict[str, psutil.Process] = {}

    def read_until(self, mark: str) -> None:
        """Until a line contains `mark`. Fails when the command ends before."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if mark in line:
                break
        else:
            pytest.fail(f"it ended without {mark!r}: {self.said}{self.end()[1]}")
        self.find_children()

    def find_children(self) -> Mapping[str, psutil.Process]:
        """Services by their name; whatever else was started, too."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            names = [service for service in SERVICES if f"services.{service}" in child.cmdline()]
            self.children[names[0] if names else f"{child.name()} {child.pid}"] = child
        return self.children

    def end(self) -> tuple[int, str]:
        """Exit status and what it said on standard error, once it has ended."""
        rest, errors = self.process.communicate(timeout=ENDS_WITHIN)
        self.said += rest
        return self.process.returncode, errors

    def table(self) -> list[tuple[str, ...]]:
        """(topic, published, scored, dead-lettered) as it was printed."""
        return re.findall(r"^(\S+) +([\d,]+) +([\d,]+) +([\d,]+)$", self.said, re.MULTILINE)

    def nothing_is_left(self) -> bool:
        return poll_until(lambda: not any(child.is_running() for child in self.children.values()), 20)


@contextmanager
def running(servers: Stack, *arguments: str) -> Iterator[Running]:
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.run", *arguments],
        env=environment(servers),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    started = Running(process)
    try:
        yield started
    finally:
        process.kill()
        process.communicate()
        forget(servers, started.said)


@pytest.mark.skipif(os.environ.get("CAIRN_TEST_STACK", "local") != "local", reason="about the local stack only")
def test_once_starts_everything_plays_checks_and_leaves_nothing_but_logs() -> None:
    done = run("--once", "--limit", "1", env=environment(None))
    assert (done.returncode, done.stderr) == (0, "")
    assert "every event is in the projections" in done.stdout
    for title in ("LifeSnaps walking", "SIMULATED Tobacco-free, 12 weeks"):
        assert re.search(rf"^{title}: \d+ events of 1 people in ", done.stdout, re.MULTILINE)
        assert re.search(rf"^{title}: organization \S+, site \S+, somebody there: http", done.stdout, re.MULTILINE)
    assert re.search(r"^care.participant-enrolled.v1 +2 +2 +0$", done.stdout, re.MULTILINE)
    assert re.search(
        r"^seconds: stack [\d.]+, prepare [\d.]+, services [\d.]+, play [\d.]+, scored ", done.stdout, re.MULTILINE
    )
    [folder] = re.findall(r"logs and data in (.+)", done.stdout)
    assert sorted(file.name for file in Path(folder).iterdir() if file.is_dir()) == []
    assert {f"{service}.log" for service in SERVICES} <= {file.name for file in Path(folder).iterdir()}


def test_a_run_stays_up_until_ctrl_c_or_a_dead_service_and_the_next_one_starts_clean(stack: Stack) -> None:
    arguments = ("--limit", "1", "--program", "lifesnaps")
    with running(stack, *arguments) as first:
        first.read_until("Ctrl-C stops everything")
        assert set(SERVICES) <= set(first.children)
        assert "lifesnaps/riverside=Europe/Dublin" in first.children["dashboard"].environ()["CAIRN_ZONES"]
        first.process.send_signal(signal.SIGINT)
        assert first.end() == (0, "")
        assert first.nothing_is_left()
    with running(stack, *arguments) as second:
        second.read_until("Ctrl-C stops everything")
        second.children["scoring"].kill()
        status, errors = second.end()
        assert status == 1
        assert re.fullmatch(SCORING_DIED, errors)
        assert second.nothing_is_left()
    assert first.table() == second.table()
    assert all((published, "0") == (scored, dead) for _, published, scored, dead in first.table())
    assert ("care.participant-enrolled.v1", "1", "1", "0") in first.table()


def test_sigterm_in_the_middle_of_the_play_stops_everything(stack: Stack) -> None:
    with running(stack, "--once") as command:
        command.read_until("dashboard at")
        command.process.send_signal(signal.SIGTERM)
        assert command.end() == (130, "")
        assert command.nothing_is_left()


def test_no_service_outlives_a_killed_run(stack: Stack) -> None:
    with running(stack, "--limit", "1") as command:
        command.read_until("your servers")
        assert poll_until(lambda: set(SERVICES) <= set(command.find_children()), UP_WITHIN)
        command.process.kill()
        assert command.end()[0] == -signal.SIGKILL
        assert command.nothing_is_left()


@pytest.mark.parametrize("mark", ["your servers", "dashboard at"], ids=["while starting", "while playing"])
def test_a_service_that_dies_ends_the_run_with_one_line(stack: Stack, mark: str) -> None:
    with running(stack) as command:
        command.read_until(mark)
        assert poll_until(lambda: "scoring" in command.find_children(), UP_WITHIN)
        command.children["scoring"].kill()
        status, errors = command.end()
        assert status == 1
        assert re.fullmatch(SCORING_DIED, errors)
        assert command.nothing_is_left()


def test_a_port_in_use_is_one_line_and_nothing_starts() -> None:
    with socket.socket() as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("--once", "--dashboard-port", str(port), env=environment(None))
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(rf"port {port} for dashboard is in use: .*\n", done.stderr)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"CAIRN_KAFKA": "127.0.0.1:9"}, r"CAIRN_KAFKA is set and CAIRN_MONGO is not: .*\n"),
        ({"CAIRN_MONGO": "mongodb://127.0.0.1:9"}, r"CAIRN_MONGO is set and CAIRN_KAFKA is not: .*\n"),
        ({"CAIRN_KAFKA": "127.0.0.1:9", "CAIRN_MONGO": "mongodb://127.0.0.1:9"}, r"Kafka at CAIRN_KAFKA .*\n"),
        ({"CAIRN_KAFKA": "9", "CAIRN_MONGO": "mongodb://127.0.0.1:9"}, r"CAIRN_KAFKA .*\n"),
    ],
    ids=["only Kafka", "only MongoDB", "nobody there", "not an address"],
)
def test_servers_that_cannot_be_used_are_one_line(given: Mapping[str, str], said: str) -> None:
    done = run("--once", env={**environment(None), **given})
    assert done.returncode == 1
    assert re.fullmatch(said, done.stderr)


def test_a_database_that_is_not_there_is_one_line(stack: Stack) -> None:
    done = run("--once", env={**environment(stack), "CAIRN_MONGO": "mongodb://127.0.0.1:9"})
    assert done.returncode == 1
    assert re.fullmatch(r"MongoDB does not answer .*CAIRN_MONGO.*\n", done.stderr)


def test_a_package_that_is_not_installed_is_one_line() -> None:
    program = (
        "import runpy, sys; sys.modules['rich.progress'] = None; runpy.run_module('deploy.run', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert re.fullmatch(r"the package rich is not installed: pip install -r requirements/dev.txt\n", done.stderr)
