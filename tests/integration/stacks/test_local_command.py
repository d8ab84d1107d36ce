"""`python -m deploy.stacks.local`: what it promises to whoever types it, and to whoever stops or kills it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from deploy.stacks.readiness import poll_until
from shared.runtime.store import connect_blocking

pytestmark = [
    pytest.mark.stack,
    pytest.mark.skipif(os.environ.get("CAIRN_TEST_STACK", "local") != "local", reason="about the local stack only"),
]
ENDS_WITHIN = 30


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """For the servers; removed at once, since a new database alone takes 300 MB."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@dataclass(frozen=True)
class Command:
    process: subprocess.Popen[str]
    exported: dict[str, str]
    servers: dict[str, psutil.Process]

    def end(self) -> tuple[int, str]:
        """Exit status and what it said on its way, once it has ended."""
        _, said = self.process.communicate(timeout=ENDS_WITHIN)
        return self.process.returncode, said

    def servers_are_gone(self) -> bool:
        return poll_until(lambda: not any(server.is_running() for server in self.servers.values()), ENDS_WITHIN)


@contextmanager
def running(folder: Path) -> Iterator[Command]:
    """The command with its servers up, in a session of its own, killed at the end if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "deploy.stacks.local", "--folder", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        exported: dict[str, str] = {}
        for line in process.stdout:
            if found := re.fullmatch(r"export (CAIRN_\w+)='?([^']+)'?\n", line):
                exported[found[1]] = found[2]
            else:
                assert str(folder) in line
                break
        servers = {server.name(): server for server in psutil.Process(process.pid).children()}
        yield Command(process, exported, servers)
    finally:
        process.kill()
        process.communicate()


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_it_exports_both_addresses_and_stops_both_servers_when_told_to(folder: Path, end: signal.Signals) -> None:
    with running(folder) as command:
        assert set(command.exported) == {"CAIRN_KAFKA", "CAIRN_MONGO"}
        assert set(command.servers) == {"java", "mongod"}
        command.process.send_signal(end)
        assert command.end() == (0, "")
        assert command.servers_are_gone()


def test_a_later_start_in_the_same_folder_finds_the_data_and_no_orphan_survives_kill_9(folder: Path) -> None:
    with running(folder) as command:
        first = connect_blocking(command.exported["CAIRN_MONGO"], "stack")
        first["journal"].insert_one({"_id": "e1"})
        first.client.close()
        command.process.kill()
        command.end()
        assert command.servers_are_gone()
    with running(folder) as command:
        again = connect_blocking(command.exported["CAIRN_MONGO"], "stack")
        assert again["journal"].find_one() == {"_id": "e1"}
        again.client.close()


def test_a_server_that_dies_ends_it_with_one_line(folder: Path) -> None:
    with running(folder) as command:
        command.servers["mongod"].kill()
        status, said = command.end()
        assert status == 1
        assert re.fullmatch(r"mongod was ended by signal 9: .*\n", said)
        assert str(folder / "mongo.log") in said
        assert command.servers_are_gone()
